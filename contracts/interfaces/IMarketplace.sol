// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICrowdfunding} from "./market/ICrowdfunding.sol";
import {IDisputes} from "./market/IDisputes.sol";
import {IEscrow} from "./market/IEscrow.sol";
import {IMarketSettings} from "./market/IMarketSettings.sol";
import {IMatching} from "./market/IMatching.sol";
import {IRegistry} from "./market/IRegistry.sol";
import {IReputation} from "./market/IReputation.sol";

/// @title The marketplace: demands, offers, teams, escrow, disputes and ratings
/// @notice An owner posts a demand; a vendor, an installer and a manager post offers; a match makes the demand a project;
/// the owner or a crowd pays into an escrow; the escrow pays each supplier on the word of the next one in the chain.
/// @dev Each feature has an interface of its own in `market/`; here is what they share.
///
/// Units: money in whole Chilean pesos (the token has 0 decimals), times in seconds since 1970, fees in basis points,
/// capacities in watts peak, prices of energy in pesos per kWh. Regions are Chile's official codes, 1 to 16; in a set of
/// regions, region `r` is bit `r - 1`. Classes are 0 to 15.
///
/// Trusted: the token is CLPToken (no hooks, no fee on transfer); `shares` and `energy` are Antu's own contracts. Nothing is
/// trusted of a keeper but liveness, nor of an arbiter but fairness: neither can send money anywhere but to a
/// project's team, the treasury and the holders of its shares.
interface IMarketplace is IMarketSettings, IRegistry, IMatching, ICrowdfunding, IEscrow, IDisputes, IReputation {
    /* ERRORS OF SEVERAL FEATURES */

    error MarketPaused();
    error OnlyEnergy(address caller);
    error InDebt(address account);
    error NotYours(uint256 id, address owner);
    error NotParty(uint256 projectId, address account);
    error WrongState(uint256 projectId, State state);
    error DeadlinePassed(uint256 projectId, uint256 deadline);
    error DeadlineAhead(uint256 projectId, uint256 deadline);

    /* VIEWS OF WHAT THE FEATURES SHARE */

    function project(uint256 projectId) external view returns (Project memory);
    function terms(uint256 projectId) external view returns (Terms memory);
    function offer(uint256 offerId) external view returns (Offer memory);
    function record(address account) external view returns (Record memory);
    function settings() external view returns (Settings memory);
    function halt(uint256 projectId) external view returns (Halt memory);

    /// @notice The account of a party; zero before the match for all but the owner.
    function partyOf(uint256 projectId, Party party) external view returns (address);

    /// @notice Pesos to be paid in: the three prices and the fee, which is rounded down; 0 before the match.
    function goal(uint256 projectId) external view returns (uint256);

    /// @notice Pesos that the escrow holds for a project and owes to its suppliers, the treasury or its holders.
    function escrowed(uint256 projectId) external view returns (uint256);
}
