// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {IMatching} from "../../../contracts/interfaces/market/IMatching.sol";
import {equal} from "../support/Check.sol";
import {RegistryMoves} from "./RegistryMoves.sol";

/// @title Teams, proposed by the keeper or by owners themselves
abstract contract MatchMoves is RegistryMoves {
    function matchBatch(uint256 who, uint256 first, uint256 second) external {
        IMarketTypes.Team[] memory teams = new IMarketTypes.Team[](2);
        teams[0] = _drawTeam(first);
        teams[1] = _drawTeam(second);
        _reprice(teams[0], first);
        address caller = _mostly(keeper, who);
        (bool done, bytes memory result) = _attempt(
            caller == keeper && !_isPaused(), caller, address(market), abi.encodeCall(IMatching.matchBatch, (teams))
        );
        if (!done) return;
        // One after the other: the first may take the second's last stock, or its demand.
        uint256 matched;
        for (uint256 i; i < teams.length; ++i) {
            bool holds = _holds(teams[i]);
            _countItem(caller, address(market), IMatching.matchBatch.selector, teams[i].demandId, holds);
            if (holds) {
                ++matched;
                _match(teams[i]);
            } else if (_suits(teams[i])) {
                ++happened["a team whose price has risen"];
            }
        }
        equal("teams matched of a batch", 0, abi.decode(result, (uint256)), matched);
    }

    function matchOwn(uint256 who, uint256 what) external {
        IMarketTypes.Team memory team = _drawTeam(what);
        _reprice(team, what);
        address caller = _mostly(projects[team.demandId].owner, who);
        bool allowed = caller == projects[team.demandId].owner && !_isPaused() && _holds(team);
        if (_try(allowed, caller, address(market), abi.encodeCall(IMatching.matchOwn, (team)))) _match(team);
    }

    /// @dev What a match must amount to.
    function _match(IMarketTypes.Team memory team) internal {
        uint256 id = team.demandId;
        IMarketTypes.Project storage p = projects[id];
        (p.vendorOffer, p.vendorPrice) = (team.vendorOffer, offers[team.vendorOffer].price);
        (p.installerOffer, p.installerPrice) = (team.installerOffer, offers[team.installerOffer].price);
        (p.managerOffer, p.managerPrice) = (team.managerOffer, offers[team.managerOffer].price);
        --offers[team.vendorOffer].stock;
        --offers[team.installerOffer].stock;
        --offers[team.managerOffer].stock;
        _enterFor(id, IMarketTypes.State.Funding, p.crowdfunded ? 60 days : 14 days);
        stories[id].parties = [
            p.owner,
            offers[team.vendorOffer].supplier,
            offers[team.installerOffer].supplier,
            offers[team.managerOffer].supplier
        ];
        stories[id].terms = _termsOf(p, terms[id], stories[id].parties);
        _observe(id);
    }

    /// @dev Whether the rules allow a team.
    function _holds(IMarketTypes.Team memory team) internal view returns (bool) {
        return _suits(team) && _goalOf(team) <= team.maxGoal;
    }

    /// @dev Whether the offers serve the demand for what its owner would pay at most.
    function _suits(IMarketTypes.Team memory team) private view returns (bool) {
        IMarketTypes.Project memory p = projects[team.demandId];
        if (p.state != IMarketTypes.State.Open) return false;
        if (!_fits(p, team.vendorOffer, IMarketTypes.Role.Vendor)) return false;
        if (!_fits(p, team.installerOffer, IMarketTypes.Role.Installer)) return false;
        if (!_fits(p, team.managerOffer, IMarketTypes.Role.Manager)) return false;
        return _goalOf(team) <= p.maxPrice;
    }

    /// @dev At the prices of now.
    function _goalOf(IMarketTypes.Team memory team) private view returns (uint256) {
        IMarketTypes.Project memory p = projects[team.demandId];
        p.vendorPrice = offers[team.vendorOffer].price;
        p.installerPrice = offers[team.installerOffer].price;
        p.managerPrice = offers[team.managerOffer].price;
        return _cost(p) + _fee(p);
    }

    function _fits(IMarketTypes.Project memory p, uint256 offerId, IMarketTypes.Role role)
        internal
        view
        returns (bool)
    {
        IMarketTypes.Offer memory o = offers[offerId];
        return o.supplier != address(0) && !o.withdrawn && o.role == role && o.sizeClass == p.sizeClass
            && _serves(o.regions, p.region) && o.stock > 0;
    }

    /// @dev Mostly an open demand with offers that fit it, at their prices of now.
    function _drawTeam(uint256 seed) internal view returns (IMarketTypes.Team memory team) {
        uint256 id = _find(seed, address(0), _isOpen);
        if (id == 0) id = 1;
        team.demandId = uint32(id);
        team.vendorOffer = _drawOfferFor(id, IMarketTypes.Role.Vendor, _mix(seed, "vendor"));
        team.installerOffer = _drawOfferFor(id, IMarketTypes.Role.Installer, _mix(seed, "installer"));
        team.managerOffer = _drawOfferFor(id, IMarketTypes.Role.Manager, _mix(seed, "manager"));
        team.maxGoal = _drawLimit(_goalOf(team), _mix(seed, "limit"));
    }

    /// @dev What was seen to the peso, or more, and now and then a peso less.
    function _drawLimit(uint256 goal, uint256 seed) private pure returns (uint40) {
        if (_onceIn(8, seed, "a peso less") && goal > 0) return uint40(goal - 1);
        return uint40(_onceIn(2, seed, "to the peso") ? goal : _bound(seed, goal, type(uint40).max));
    }

    /// @dev What the vendor may do between the choice of a team and its match: ask for a peso more, or less.
    function _reprice(IMarketTypes.Team memory team, uint256 seed) private {
        IMarketTypes.Offer memory o = offers[team.vendorOffer];
        if (o.supplier == address(0) || !_onceIn(8, seed, "reprice")) return;
        o.price = _onceIn(2, seed, "less") ? o.price - 1 : o.price + 1;
        _updateOffer(o.supplier, team.vendorOffer, o);
    }

    function _drawOfferFor(uint256 demandId, IMarketTypes.Role role, uint256 seed) private view returns (uint32) {
        uint256 first = seed % (offerCount + 1); // 0 is no offer
        if (_onceIn(16, seed, "any offer")) return uint32(first);
        for (uint256 i; i < offerCount; ++i) {
            uint256 candidate = 1 + (first + i) % offerCount;
            if (_fits(projects[demandId], candidate, role)) return uint32(candidate);
        }
        return uint32(first);
    }
}
