// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A project's passing from one cooperative to another
/// @dev Part of `IEnergySales`, which says the units and what is trusted.
interface IHandover {
    /* EVENTS */

    event ProjectOffered(uint256 indexed projectId, uint256 indexed cooperativeId);
    event ProjectMoved(uint256 indexed projectId, uint256 indexed cooperativeId);

    /* ERRORS */

    error NotOffered(uint256 projectId, uint256 cooperativeId);

    /* FUNCTIONS */

    /// @notice Offers a project to another cooperative, until that takes it. Arbiter only. A later offer replaces it; one to the
    /// cooperative that has the project takes it back.
    function moveProject(uint256 projectId, uint256 cooperativeId) external;

    /// @notice Takes over a project that the arbiter offered: the caller pays for all energy since the last reading; debts
    /// stay with the one that made them. That cooperative only, and only in its regions: nobody pays without a call of its own.
    function acceptProject(uint256 projectId) external;
}
