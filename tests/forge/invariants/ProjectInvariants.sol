// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketplace} from "../../../contracts/interfaces/IMarketplace.sol";
import {Handler} from "../handlers/Handler.sol";
import {equal, same, toSubject} from "../support/Check.sol";

/// @title Demands, offers and projects: INVARIANTS.md, 9 to 12
abstract contract ProjectInvariants is Handler {
    function _9_aMatchedProjectNeverChanges() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            IMarketplace.Project memory p = market.project(id);
            same("9: project as the model has it", id, abi.encode(p), abi.encode(projects[id]));
            IMarketplace.Terms memory t = market.terms(id);
            same("9: terms as the model has them", id, abi.encode(t), abi.encode(terms[id]));
            if (stories[id].terms == 0) continue;
            equal("9: terms since the match", id, uint256(_termsOf(p, t, _partiesOf(id))), uint256(stories[id].terms));
        }
    }

    function _10_projectsMoveAlongTheArrows() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            equal("10: state unseen", id, uint256(market.project(id).state), uint256(seen[id]));
        }
        uint256 states = uint256(type(IMarketplace.State).max) + 1;
        for (uint256 i; i < states * states; ++i) {
            (IMarketplace.State from, IMarketplace.State to) =
                (IMarketplace.State(i / states), IMarketplace.State(i % states));
            if (!_isDrawn(from, to)) equal("10: arrow not drawn", i, arrows[from][to], 0);
        }
    }

    /// @dev The arrows of a project's life.
    function _isDrawn(IMarketplace.State from, IMarketplace.State to) internal pure returns (bool) {
        if (from == IMarketplace.State.None) return to == IMarketplace.State.Open;
        if (from == IMarketplace.State.Open) {
            return to == IMarketplace.State.Withdrawn || to == IMarketplace.State.Funding;
        }
        if (from == IMarketplace.State.Funding) {
            return to == IMarketplace.State.Expired || to == IMarketplace.State.Delivering;
        }
        if (from == IMarketplace.State.Disputed) return _isBuilding(to) || to == IMarketplace.State.Cancelled;
        if (!_isBuilding(from)) return false;
        if (to == IMarketplace.State.Disputed) return true;
        if (to == IMarketplace.State.Cancelled) return _isAwaiting(from);
        if (from == IMarketplace.State.Connected) return to == IMarketplace.State.Operating;
        return uint8(to) == uint8(from) + 1;
    }

    function _11_stockIsConserved() internal view {
        for (uint256 id = 1; id <= offerCount; ++id) {
            same("11: offer as its supplier left it", id, abi.encode(market.offer(id)), abi.encode(offers[id]));
        }
        IMarketplace.Settings memory s = market.settings();
        equal("11: demands posted", 0, s.demandCount, demandCount);
        equal("11: offers posted", 0, s.offerCount, offerCount);
    }

    function _12_eachRatesEachOnce() internal view {
        uint256 ratings;
        uint256 received;
        for (uint256 id = 1; id <= demandCount; ++id) {
            for (uint256 pair; pair < 16; ++pair) {
                bool has = market.hasRated(id, IMarketplace.Party(pair / 4), IMarketplace.Party(pair % 4));
                same("12: rated", id, has, rated[id][pair]);
                if (has) ++ratings;
            }
        }
        for (uint256 i; i < people.length; ++i) {
            IMarketplace.Record memory r = market.record(people[i]);
            same("12: record of an account", toSubject(people[i]), abi.encode(r), abi.encode(records[people[i]]));
            received += r.positive + r.neutral + r.negative;
        }
        equal("12: ratings received and given", 0, received, ratings);
    }
}
