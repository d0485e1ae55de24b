// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {svm} from "../../support/Svm.sol";

/// @title A contract that answers every call with a word that may be anything
/// @dev Stands for the contracts around the one that a proof is about: what is proved holds whatever they answer. It does
/// not call back.
contract Anything {
    fallback(bytes calldata) external returns (bytes memory) {
        return abi.encode(svm.createUint256("answer"));
    }
}

/// @title An authority that lets everybody do everything at once
/// @dev So what is proved under it holds for every role, and for whoever got hold of one.
contract EverybodysAuthority {
    function canCall(address, address, bytes4) external pure returns (bool, uint32) {
        return (true, 0);
    }
}

/// @title A token that keeps books of what a contract pays and takes, and never refuses
contract Pesos {
    mapping(address account => uint256 amount) public received;
    uint256 public paid;
    uint256 public taken;

    function transfer(address to, uint256 amount) external returns (bool) {
        received[to] += amount;
        paid += amount;
        return true;
    }

    function transferFrom(address, address, uint256 amount) external returns (bool) {
        taken += amount;
        return true;
    }
}

/// @title Shares of one project in the hands of one holder, of which a proof says how many there are
contract PlainShares {
    uint256 public totalSupply_;
    uint256 public held;

    function set(uint256 supply, uint256 holding) external {
        totalSupply_ = supply;
        held = holding;
    }

    function totalSupply(uint256) external view returns (uint256) {
        return totalSupply_;
    }

    function mint(uint256, address, uint256 amount) external {
        totalSupply_ += amount;
    }

    function burnAll(uint256, address) external view returns (uint256) {
        return held;
    }

    function open(uint256, uint16) external {}
}
