// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "./IMarketTypes.sol";

/// @title What parties say of each other, and who owes for energy
/// @dev Part of `IMarketplace`, which says the units and what is trusted.
interface IReputation is IMarketTypes {
    /* EVENTS */

    event Rated(uint256 indexed projectId, address indexed rater, address indexed rated, int8 score);
    event DebtorMarked(address indexed account, bool inDebt);

    /* ERRORS */

    error AlreadyRated(uint256 projectId, Party from, Party to);
    error OnlyOwnerRated(uint256 projectId);
    error SelfRating(address account);
    error BadScore(int8 score);

    /* FUNCTIONS */

    /// @notice Rates another party of an ended project (operating, expired or cancelled), once. The party itself only.
    /// @dev An expired project was never paid, so it says something of its owner only: else anyone could match itself with
    /// suppliers that it wants to harm, and rate them for nothing.
    /// @param from the party that the caller is
    /// @param score -1, 0 or 1
    function rate(uint256 projectId, Party from, Party to, int8 score) external;

    /// @notice Notes that an account began or ceased to owe for energy. EnergySales only.
    function markDebtor(address account, bool inDebt) external;

    /* VIEWS */

    function hasRated(uint256 projectId, Party from, Party to) external view returns (bool);
}
