// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergySales} from "../../../contracts/interfaces/IEnergySales.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title Accounts that a meter's key might turn out to be, and that mean harm

/// @notice Uses all the gas it is given.
contract Glutton {
    fallback() external {
        while (true) {}
    }
}

/// @notice Answers, or refuses, with as much as its gas can make.
contract Bomb {
    bool private immutable REFUSES;

    constructor(bool refuses) {
        REFUSES = refuses;
    }

    fallback() external {
        bool refuses = REFUSES;
        // As many words of memory as half a million gas pay for.
        assembly {
            switch refuses
            case 0 { return(0, 480000) }
            default { revert(0, 480000) }
        }
    }
}

/// @notice Answers with any bytes at all.
contract Babbler {
    bytes private answer;

    constructor(bytes memory answer_) {
        answer = answer_;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        return answer;
    }
}

/// @notice Tries to bring its own reading again, or to take money, from within the question whether it signed.
contract Reentrant {
    IEnergySales private immutable ENERGY;

    constructor(IEnergySales energy) {
        ENERGY = energy;
    }

    function isValidSignature(bytes32, bytes calldata signature) external returns (bytes4) {
        (bool done,) = address(ENERGY).call(signature);
        return done ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}
