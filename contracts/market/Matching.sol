// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMatching} from "../interfaces/market/IMatching.sol";
import {Regions} from "../libraries/Regions.sol";
import {MarketState} from "./MarketState.sol";

/// @title From a demand and three offers to a project
/// @dev Everything a solver claims is checked here. An offer's stock goes down by one per match, and back up when the
/// project expires unfunded.
abstract contract Matching is MarketState {
    uint256 private constant DIRECT_FUNDING_PERIOD = 14 days;
    uint256 private constant CROWD_FUNDING_PERIOD = 60 days;

    /// @inheritdoc IMatching
    function matchBatch(Team[] calldata teams) external restricted whenNotPaused returns (uint256 matched) {
        for (uint256 i; i < teams.length; ++i) {
            Team memory team = teams[i]; // decoded once; its fields are read many times
            (Mismatch reason, uint256 offerId) = _tryMatch(team);
            if (reason == Mismatch.None) ++matched;
            else emit MatchSkipped(team.demandId, team, reason, offerId);
        }
    }

    /// @inheritdoc IMatching
    function matchOwn(Team calldata team) external whenNotPaused {
        address owner = _projects[team.demandId].owner;
        require(owner == _msgSender(), NotYours(team.demandId, owner));
        (Mismatch reason, uint256 offerId) = _tryMatch(team);
        require(reason == Mismatch.None, TeamRefused(team.demandId, reason, offerId));
    }

    /// @dev Changes nothing unless the team holds.
    function _tryMatch(Team memory team) private returns (Mismatch reason, uint256 offerId) {
        Project storage stored = _projects[team.demandId];
        Project memory p = stored;
        if (p.state != State.Open) return (Mismatch.DemandNotOpen, 0);

        Offer storage vendor = _offers[team.vendorOffer];
        Offer storage installer = _offers[team.installerOffer];
        Offer storage manager = _offers[team.managerOffer];
        (reason, p.vendorPrice) = _quote(p, vendor, Role.Vendor);
        if (reason != Mismatch.None) return (reason, team.vendorOffer);
        (reason, p.installerPrice) = _quote(p, installer, Role.Installer);
        if (reason != Mismatch.None) return (reason, team.installerOffer);
        (reason, p.managerPrice) = _quote(p, manager, Role.Manager);
        if (reason != Mismatch.None) return (reason, team.managerOffer);

        uint256 goal_ = _goal(p);
        if (goal_ > p.maxPrice) return (Mismatch.OverMaximum, 0);
        if (goal_ > team.maxGoal) return (Mismatch.PriceRisen, 0);

        // Three different offers, for their roles differ: none can be taken twice for one stock.
        --vendor.stock;
        --installer.stock;
        --manager.stock;

        uint32 deadline = _in(p.crowdfunded ? CROWD_FUNDING_PERIOD : DIRECT_FUNDING_PERIOD);
        stored.state = State.Funding;
        stored.deadline = deadline;
        stored.vendorOffer = team.vendorOffer;
        stored.installerOffer = team.installerOffer;
        stored.managerOffer = team.managerOffer;
        stored.vendorPrice = p.vendorPrice;
        stored.installerPrice = p.installerPrice;
        stored.managerPrice = p.managerPrice;
        emit Matched(
            team.demandId,
            team.vendorOffer,
            team.installerOffer,
            team.managerOffer,
            uint40(goal_), // at most the maximum price, a uint40
            deadline
        );
    }

    /// @dev Whether an offer can serve a demand in a role, and for how much.
    function _quote(Project memory p, Offer memory o, Role role) private pure returns (Mismatch, uint40 price) {
        if (o.supplier == address(0) || o.withdrawn) return (Mismatch.OfferNotOpen, 0);
        if (o.role != role) return (Mismatch.WrongRole, 0);
        if (o.sizeClass != p.sizeClass) return (Mismatch.WrongClass, 0);
        if (!Regions.has(o.regions, p.region)) return (Mismatch.RegionNotServed, 0);
        if (o.stock == 0) return (Mismatch.OutOfStock, 0);
        return (Mismatch.None, o.price);
    }
}
