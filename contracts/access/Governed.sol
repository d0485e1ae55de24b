// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title What the three upgradeable contracts share: an authority, and upgrades that it allows
abstract contract Governed is AccessManagedUpgradeable, UUPSUpgradeable {
    constructor() {
        _disableInitializers();
    }

    /// @dev `restricted` looks at the selector that entered the contract, which is `upgradeToAndCall`.
    function _authorizeUpgrade(address) internal override restricted {}
}
