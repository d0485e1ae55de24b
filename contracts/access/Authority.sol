// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title Who may do what
/// @notice OpenZeppelin's AccessManager with Antu's roles, and with one promise that not even its admin can take back:
/// an upgrade waits 7 days in public. Until then the guardian can cancel it (an admin that first takes the guardian's
/// role away still has to wait).
/// @dev The ways around that promise are closed: an upgrader without the delay, the upgrade function handed to another
/// role, another guardian for upgrades, and a contract handed to another authority, be it by `updateAuthority` or by
/// having this contract `execute` the target's `setAuthority`. A contract changes authority only by an upgrade.
contract Authority is AccessManager {
    uint64 public constant ISSUER = 1;
    uint64 public constant ATTESTOR = 2;
    uint64 public constant KEEPER = 3;
    uint64 public constant OPERATOR = 4;
    uint64 public constant INDEXER = 5;
    uint64 public constant ARBITER = 6;
    uint64 public constant GUARDIAN = 7;
    uint64 public constant UPGRADER = 8;

    uint32 public constant UPGRADE_DELAY = 7 days;

    error UpgradeDelayTooShort(uint32 delay, uint32 minimum);
    error UpgradesBelongToUpgrader(uint64 roleId);
    error UpgradesAreGuarded(uint64 guardian);
    error AuthorityIsFixed(address target);

    constructor(address initialAdmin) AccessManager(initialAdmin) {
        _setRoleGuardian(UPGRADER, GUARDIAN);
        emit RoleLabel(ISSUER, "ISSUER");
        emit RoleLabel(ATTESTOR, "ATTESTOR");
        emit RoleLabel(KEEPER, "KEEPER");
        emit RoleLabel(OPERATOR, "OPERATOR");
        emit RoleLabel(INDEXER, "INDEXER");
        emit RoleLabel(ARBITER, "ARBITER");
        emit RoleLabel(GUARDIAN, "GUARDIAN");
        emit RoleLabel(UPGRADER, "UPGRADER");
    }

    /// @notice Always refused: a contract's authority changes only by an upgrade.
    function updateAuthority(address target, address) public pure override {
        revert AuthorityIsFixed(target);
    }

    /// @dev Both `execute` and `schedule` ask here; nobody may have the authority of a target changed through them.
    function canCall(address caller, address target, bytes4 selector) public view override returns (bool, uint32) {
        if (selector == IAccessManaged.setAuthority.selector) return (false, 0);
        return super.canCall(caller, target, selector);
    }

    function _grantRole(uint64 roleId, address account, uint32 grantDelay, uint32 executionDelay)
        internal
        override
        returns (bool)
    {
        require(
            roleId != UPGRADER || executionDelay >= UPGRADE_DELAY, UpgradeDelayTooShort(executionDelay, UPGRADE_DELAY)
        );
        return super._grantRole(roleId, account, grantDelay, executionDelay);
    }

    function _setRoleGuardian(uint64 roleId, uint64 guardian) internal override {
        require(roleId != UPGRADER || guardian == GUARDIAN, UpgradesAreGuarded(guardian));
        super._setRoleGuardian(roleId, guardian);
    }

    function _setTargetFunctionRole(address target, bytes4 selector, uint64 roleId) internal override {
        require(
            selector != UUPSUpgradeable.upgradeToAndCall.selector || roleId == UPGRADER,
            UpgradesBelongToUpgrader(roleId)
        );
        super._setTargetFunctionRole(target, selector, roleId);
    }
}
