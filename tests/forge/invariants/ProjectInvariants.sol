// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {Handler} from "../handlers/Handler.sol";
import {equal, same, toSubject} from "../support/Check.sol";

/// @title Demands, offers and projects: INVARIANTS.md, 9 to 12
abstract contract ProjectInvariants is Handler {
    function _9_aMatchedProjectNeverChanges() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            IMarketTypes.Project memory p = market.project(id);
            same("9: project as the model has it", id, abi.encode(p), abi.encode(projects[id]));
            IMarketTypes.Terms memory t = market.terms(id);
            same("9: terms as the model has them", id, abi.encode(t), abi.encode(terms[id]));
            if (stories[id].terms == 0) continue;
            equal("9: terms since the match", id, uint256(_termsOf(p, t, _partiesOf(id))), uint256(stories[id].terms));
        }
    }

    function _10_projectsMoveAlongTheArrows() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            equal("10: state unseen", id, uint256(market.project(id).state), uint256(seen[id]));
        }
        uint256 states = uint256(type(IMarketTypes.State).max) + 1;
        for (uint256 i; i < states * states; ++i) {
            (IMarketTypes.State from, IMarketTypes.State to) =
                (IMarketTypes.State(i / states), IMarketTypes.State(i % states));
            if (!_isDrawn(from, to)) equal("10: arrow not drawn", i, arrows[from][to], 0);
        }
    }

    /// @dev The arrows of a project's life.
    function _isDrawn(IMarketTypes.State from, IMarketTypes.State to) internal pure returns (bool) {
        if (from == IMarketTypes.State.None) return to == IMarketTypes.State.Open;
        if (from == IMarketTypes.State.Open) {
            return to == IMarketTypes.State.Withdrawn || to == IMarketTypes.State.Funding;
        }
        if (from == IMarketTypes.State.Funding) {
            return to == IMarketTypes.State.Expired || to == IMarketTypes.State.Delivering;
        }
        if (from == IMarketTypes.State.Disputed) return _isBuilding(to) || to == IMarketTypes.State.Cancelled;
        if (!_isBuilding(from)) return false;
        if (to == IMarketTypes.State.Disputed) return true;
        if (to == IMarketTypes.State.Cancelled) return _isAwaiting(from);
        if (from == IMarketTypes.State.Connected) return to == IMarketTypes.State.Operating;
        return uint8(to) == uint8(from) + 1;
    }

    function _11_stockIsConserved() internal view {
        for (uint256 id = 1; id <= offerCount; ++id) {
            same("11: offer as its supplier left it", id, abi.encode(market.offer(id)), abi.encode(offers[id]));
        }
        IMarketTypes.Settings memory s = market.settings();
        equal("11: demands posted", 0, s.demandCount, demandCount);
        equal("11: offers posted", 0, s.offerCount, offerCount);
    }

    function _12_eachRatesEachOnce() internal view {
        uint256 ratings;
        uint256 received;
        for (uint256 id = 1; id <= demandCount; ++id) {
            for (uint256 pair; pair < 16; ++pair) {
                bool has = market.hasRated(id, IMarketTypes.Party(pair / 4), IMarketTypes.Party(pair % 4));
                same("12: rated", id, has, rated[id][pair]);
                if (has) ++ratings;
            }
        }
        for (uint256 i; i < people.length; ++i) {
            IMarketTypes.Record memory r = market.record(people[i]);
            same("12: record of an account", toSubject(people[i]), abi.encode(r), abi.encode(records[people[i]]));
            received += r.positive + r.neutral + r.negative;
        }
        equal("12: ratings received and given", 0, received, ratings);
    }
}
