// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {ERC2771ContextUpgradeable} from "@openzeppelin/contracts-upgradeable/metatx/ERC2771ContextUpgradeable.sol";
import {ContextUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/ContextUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title What the three upgradeable contracts share: an authority, upgrades that it allows, and calls by signature
/// @dev `_msgSender()` is the account that acts: the caller or, of a call by the forwarder, the signer of the request.
/// `msg.sender` stays for those who act in person only: roles, and Antu's contracts among themselves.
abstract contract Governed is AccessManagedUpgradeable, ERC2771ContextUpgradeable, UUPSUpgradeable {
    constructor(address forwarder) ERC2771ContextUpgradeable(forwarder) {
        _disableInitializers();
    }

    /// @dev `restricted` looks at the selector that entered the contract, which is `upgradeToAndCall`.
    function _authorizeUpgrade(address) internal override restricted {}

    /// @dev A role acts in person: for one who signs, a relayer would choose the moment. So a forwarded call of a restricted
    /// function is refused, whatever roles the signer, or by mistake the forwarder, has.
    function _checkCanCall(address caller, bytes calldata data) internal override {
        require(caller == msg.sender, AccessManagedUnauthorized(caller));
        super._checkCanCall(caller, data);
    }

    function _msgSender()
        internal
        view
        virtual
        override(ContextUpgradeable, ERC2771ContextUpgradeable)
        returns (address)
    {
        return ERC2771ContextUpgradeable._msgSender();
    }

    function _msgData()
        internal
        view
        virtual
        override(ContextUpgradeable, ERC2771ContextUpgradeable)
        returns (bytes calldata)
    {
        return msg.data; // only `restricted` asks, which refuses what the forwarder brings
    }

    function _contextSuffixLength()
        internal
        view
        virtual
        override(ContextUpgradeable, ERC2771ContextUpgradeable)
        returns (uint256)
    {
        return ERC2771ContextUpgradeable._contextSuffixLength();
    }
}
