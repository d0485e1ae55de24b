// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title A smart account that, asked for its signature, calls back, and signs if that is refused as reentrant
contract MeddlingAccount is IERC1271 {
    bytes private _call;

    function prepare(bytes calldata call_) external {
        _call = call_;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        (bool success, bytes memory answer) = msg.sender.staticcall(_call);
        bool refused = !success && bytes4(answer) == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector;
        return refused ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
