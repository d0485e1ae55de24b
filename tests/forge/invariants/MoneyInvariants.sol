// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketLens} from "../../../contracts/interfaces/IMarketLens.sol";
import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {Handler} from "../handlers/Handler.sol";
import {atMost, equal, same, toSubject} from "../support/Check.sol";

/// @title Pesos and shares: INVARIANTS.md, 1 to 8 and 18
abstract contract MoneyInvariants is Handler {
    function _1_marketHoldsWhatItOwes() internal view {
        uint256 inEscrow;
        IMarketLens.ProjectRow[] memory rows = lens.projects(1, demandCount);
        for (uint256 id = 1; id <= demandCount; ++id) {
            uint256 pot = _pot(id);
            inEscrow += pot;
            if (projects[id].state == IMarketTypes.State.Cancelled) {
                _checkDust(id, pot);
                atMost("1: escrow shown of a cancelled project", id, rows[id - 1].escrowed, pot);
            } else {
                equal("1: escrow shown", id, rows[id - 1].escrowed, pot);
            }
        }
        equal("1: pesos in the marketplace", 0, token.balanceOf(address(market)), inEscrow + donated[address(market)]);
    }

    /// @dev What a cancelled project's pot has beyond what its holders can still take: below a peso for each that ever held.
    function _checkDust(uint256 id, uint256 pot) private view {
        uint256 owed;
        for (uint256 i; i < people.length; ++i) {
            owed += _refundFor(id, shares.balanceOf(people[i], id));
        }
        atMost("1: refunds owed", id, owed, pot);
        atMost("1: dust of refunds", id, pot - owed + 1, _holdersEver(id));
    }

    function _2_sharesHoldWhatTheyOwe() internal view {
        uint256 owed;
        for (uint256 id = 1; id <= demandCount; ++id) {
            uint256 unclaimed = stories[id].revenue - stories[id].claimed;
            owed += unclaimed + _reserve(id);
            IProjectShares.Series memory s = shares.series(id);
            equal("2: revenue of a project", id, s.revenue, stories[id].revenue);
            // In 2^-64 pesos, so that not even a fraction may come from nowhere.
            uint256 earned;
            for (uint256 i; i < people.length; ++i) {
                IProjectShares.Position memory p = shares.position(people[i], id);
                earned += p.earned + shares.balanceOf(people[i], id) * (s.revenuePerShare - p.revenuePerShare);
            }
            atMost("2: fractions earned by all holders", id, earned, unclaimed << 64);
            atMost("2: fractions lost", id, (unclaimed << 64) - earned, stories[id].payments * s.supply);
        }
        equal("2: pesos in the shares", 0, token.balanceOf(address(shares)), owed + donated[address(shares)]);
    }

    function _3_energyHoldsWhatItOwes() internal view {
        uint256 owed;
        for (uint256 i; i < people.length; ++i) {
            uint256 balance = energy.accountOf(people[i]).prepaid;
            equal("3: prepaid balance", toSubject(people[i]), balance, prepaid[people[i]]);
            owed += balance;
        }
        equal("3: pesos in the energy sales", 0, token.balanceOf(address(energy)), owed + donated[address(energy)]);
    }

    function _4_everyTokenIsBacked() internal view {
        uint256 supply = token.totalSupply();
        equal("4: supply of tokens", 0, supply, minted - redeemed);
        atMost("4: supply above the highest reserve", 0, supply, highestReserve);
        equal("4: reserve", 0, token.reserve(), banked);
        atMost("4: supply above the reserve", 0, supply, banked > shortSupply ? banked : shortSupply);
    }

    function _5_nobodysTokensMoveByAnother() internal view {
        uint256 sum;
        for (uint256 i; i < people.length; ++i) {
            sum += _checkedPurse(people[i]);
        }
        for (uint256 i; i < treasuries.length; ++i) {
            sum += _checkedPurse(treasuries[i]);
        }
        sum += token.balanceOf(address(market)) + token.balanceOf(address(shares)) + token.balanceOf(address(energy));
        equal("5: tokens of all accounts", 0, sum, token.totalSupply());
    }

    function _checkedPurse(address account) private view returns (uint256 balance) {
        balance = token.balanceOf(account);
        equal("5: tokens of an account", toSubject(account), balance, purse[account]);
    }

    function _6_escrowPaysWhoseWorkIsDone() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            IMarketTypes.Project memory p = market.project(id);
            IMarketTypes.State stage = p.state;
            if (stage == IMarketTypes.State.Disputed || stage == IMarketTypes.State.Cancelled) {
                stage = market.halt(id).stage;
            }
            uint256 released;
            if (stage >= IMarketTypes.State.Installing && stage != IMarketTypes.State.Expired) {
                released = p.vendorPrice;
            }
            if (stage >= IMarketTypes.State.Connecting) released += p.installerPrice;
            if (stage == IMarketTypes.State.Operating) released = market.goal(id);
            equal("6: pesos released by stage", id, stories[id].released, released);
            if (!_hasFailed(p.state)) equal("6: pesos refunded of a living project", id, stories[id].refunded, 0);
        }
    }

    function _7_aShareIsAPesoPaidIn() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            uint256 supply;
            for (uint256 i; i < people.length; ++i) {
                uint256 balance = shares.balanceOf(people[i], id);
                equal("7: shares of a holder", toSubject(people[i]), balance, sharesOf[id][people[i]]);
                supply += balance;
            }
            equal("7: sum of shares", id, shares.totalSupply(id), supply);
            atMost("7: pesos paid in", id, stories[id].paidIn, market.goal(id));
            IMarketTypes.State state = market.project(id).state;
            if (!_hasFailed(state)) equal("7: shares and pesos paid in", id, supply, stories[id].paidIn);
            if (state > IMarketTypes.State.Expired) equal("7: goal reached", id, stories[id].paidIn, market.goal(id));
        }
    }

    function _8_holdersEarnTheirPart() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            // The contract's fraction is rounded down to 2^-64 pesos per share and payment, the model's is finer.
            uint256 rounding = (stories[id].payments * shares.totalSupply(id)) << (ENTITLEMENT_BITS - 64);
            for (uint256 i; i < people.length; ++i) {
                uint256 got = claimedBy[id][people[i]] + shares.claimable(people[i], id);
                uint256 due = entitled[id][people[i]];
                uint256 most = due + stories[id].payments;
                uint256 least = due > rounding ? due - rounding : 0;
                atMost("8: earned by a holder", toSubject(people[i]), got, most >> ENTITLEMENT_BITS);
                atMost("8: due to a holder", toSubject(people[i]), least >> ENTITLEMENT_BITS, got);
            }
        }
    }

    function _18_aReserveIsKeptAndSpentByTwo() internal view {
        IMarketLens.ProjectRow[] memory rows = lens.projects(1, demandCount);
        for (uint256 id = 1; id <= demandCount; ++id) {
            Story storage story = stories[id];
            equal("18: reserve", id, shares.reserveOf(id), _reserve(id));
            equal("18: reserve shown", id, rows[id - 1].reserve, _reserve(id));
            same("18: asked of the reserve", id, abi.encode(shares.spending(id)), abi.encode(asked[id]));
            // All that was paid in is the holders' or the reserve's, which gets its part, rounded down each time.
            uint256 paidIn = story.billsPaid + story.settled;
            equal("18: paid in", id, paidIn, story.revenue - story.closed + story.reserved);
            atMost("18: part of the reserve", id, story.reserved * 10_000, paidIn * terms[id].reserveBps);
            equal(
                "18: part of what is paid in", id, shares.series(id).reserveBps, _opened(id) ? terms[id].reserveBps : 0
            );
        }
    }

    function _opened(uint256 id) private view returns (bool) {
        return projects[id].state == IMarketTypes.State.Operating;
    }
}
