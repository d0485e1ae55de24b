// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A smart account that signs by EIP-1271 with the key of the device that it has at the time
contract MeterAccount is IERC1271 {
    address public device;

    constructor(address device_) {
        device = device_;
    }

    function change(address device_) external {
        device = device_;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        (address signer,,) = ECDSA.tryRecover(digest, signature);
        return signer == device ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
