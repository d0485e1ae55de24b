// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "./IMarketTypes.sol";

/// @title What stops a project in building: disputes, the arbiter's decisions, lateness
/// @dev Part of `IMarketplace`, which says the units and what is trusted.
interface IDisputes is IMarketTypes {
    /* EVENTS */

    event DisputeBacked(uint256 indexed projectId, address indexed holder, uint256 backing, bytes32 reasonHash);
    event Disputed(uint256 indexed projectId, address indexed by, State stage, bytes32 reasonHash);
    event Resumed(uint256 indexed projectId, State stage, uint32 deadline);
    event Cancelled(uint256 indexed projectId, State stage, uint256 refundable);

    /* ERRORS */

    error NotBacked(uint256 projectId);
    error AlreadyDisputed(uint256 projectId, address account, State stage);

    /* FUNCTIONS */

    /// @notice Freezes the escrow of a project in building: at once if the caller is its owner or of its team, else once
    /// the holders who called have a tenth of its shares. Each account once per stage; within the window if one runs.
    /// @param reasonHash hash of the document that states the reason
    function dispute(uint256 projectId, bytes32 reasonHash) external;

    /// @notice Freezes the escrow of a project for holders who asked and are less than a tenth. Arbiter only, and only at a
    /// stage that a holder has backed by `dispute`.
    /// @dev Whoever takes nine tenths of a project's shares must not silence the rest.
    function uphold(uint256 projectId, bytes32 reasonHash) external;

    /// @notice Ends a dispute: building goes on where it stood, with a fresh deadline or window, or is cancelled.
    /// Arbiter only.
    function resolve(uint256 projectId, bool proceed) external;

    /// @notice Cancels a project whose awaited step is late, or whose dispute the arbiter left undecided for 30 days.
    /// Anyone, paused or not.
    function cancel(uint256 projectId) external;
}
