// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CLPToken} from "../../../contracts/CLPToken.sol";
import {SmartMeter} from "./Signers.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title Accounts that mean harm, and pesos that let them

/// @notice Where rogues ask what to do.
interface IStage {
    /// @notice Called by a rogue while pesos go to or from it: whatever happens meanwhile happens within.
    /// @return refuses whether it wants none of them
    function meanwhile() external returns (bool refuses);
}

/// @notice CLPToken, but it calls some accounts whenever their pesos move; its successor might.
contract HookedPeso is CLPToken {
    mapping(address account => bool) private calls;

    constructor(address authority) CLPToken(authority) {}

    function callOn(address account) external {
        calls[account] = true;
    }

    /// @dev After the balances have changed: whoever is called can try to spend what it just got.
    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (calls[from]) Rogue(from).pesosMoved();
        if (calls[to]) Rogue(to).pesosMoved();
    }
}

/// @notice How a contract may behave that is asked whether it signed something: by the digest, so that it needs no memory.
enum Whim {
    None,
    Refuses,
    SaysNonsense,
    SaysTooMuch,
    UsesAllGas,
    CallsBack
}

/// @dev Three times out of four none.
function whimOf(bytes32 digest) pure returns (Whim) {
    uint256 draw = uint256(digest) % 20;
    return draw < 15 ? Whim.None : Whim(draw - 14);
}

/// @dev What is done on a whim; what it answers must never count as a yes.
function follow(Whim whim, address caller) returns (bytes4 answer) {
    if (whim == Whim.Refuses) revert();
    if (whim == Whim.CallsBack) {
        // To pay itself out of it, or to have the very question be asked again.
        (bool done,) = caller.call(abi.encodeWithSignature("withdraw(uint256)", 1));
        return done ? IERC1271.isValidSignature.selector : bytes4(0);
    }
    if (whim == Whim.SaysTooMuch) {
        assembly {
            return(0, 480000)
        }
    }
    while (whim == Whim.UsesAllGas) {}
    return bytes4(uint32(1));
}

/// @notice A person's account that turned out to be a contract. Its key still signs.
contract Rogue {
    IStage private immutable STAGE;

    error PesosRefused();

    constructor(IStage stage) {
        STAGE = stage;
    }

    function pesosMoved() external {
        if (STAGE.meanwhile()) revert PesosRefused();
    }

    /// @dev Never says yes: what its key did not sign, it did not sign.
    function isValidSignature(bytes32 digest, bytes calldata) external returns (bytes4) {
        return follow(whimOf(digest), msg.sender);
    }
}

/// @notice A meter that signs as it should, unless it is in a whim.
contract WhimsicalMeter is SmartMeter {
    constructor(address key) SmartMeter(key) {}

    function isValidSignature(bytes32 digest, bytes calldata signature) public override returns (bytes4) {
        Whim whim = whimOf(digest);
        return whim == Whim.None ? super.isValidSignature(digest, signature) : follow(whim, msg.sender);
    }
}
