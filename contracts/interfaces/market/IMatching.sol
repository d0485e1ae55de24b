// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "./IMarketTypes.sol";

/// @title Matches of demands with teams, found by the keeper or picked by the owner
/// @dev Part of `IMarketplace`, which says the units and what is trusted.
interface IMatching is IMarketTypes {
    /* EVENTS */

    /// @param goal pesos to be paid in: the three prices and the fee
    event Matched(
        uint256 indexed projectId,
        uint32 vendorOffer,
        uint32 installerOffer,
        uint32 managerOffer,
        uint40 goal,
        uint32 deadline
    );

    /// @param offerId the offer at fault, 0 where it is the demand or the sum
    event MatchSkipped(uint256 indexed demandId, Team team, Mismatch reason, uint256 offerId);

    /* ERRORS */

    error TeamRefused(uint256 demandId, Mismatch reason, uint256 offerId);

    /* FUNCTIONS */

    /// @notice Matches demands with teams, at the prices that the offers have by then. Keeper only, while not paused. A team
    /// that does not hold, or costs more than its `maxGoal`, is skipped with an event.
    /// @return matched how many were matched
    function matchBatch(Team[] calldata teams) external returns (uint256 matched);

    /// @notice Matches the caller's own demand with a team it picks, at the prices that the offers have by then, or reverts:
    /// it costs `maxGoal` at most, whenever the call comes to a block. The demand's owner only, while not paused.
    function matchOwn(Team calldata team) external;
}
