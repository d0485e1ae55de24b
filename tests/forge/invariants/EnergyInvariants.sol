// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IUFIndex} from "../../../contracts/interfaces/IUFIndex.sol";
import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {Handler} from "../handlers/Handler.sol";
import {atMost, equal, same, toSubject} from "../support/Check.sol";
import {timeNow} from "../support/Vm.sol";

/// @title Meters, bills and debts: INVARIANTS.md, 13 to 15, 19 and 20
abstract contract EnergyInvariants is Handler {
    uint256 private constant MAX_TOLERANCE_BPS = 15_000;

    function _13_registersOnlyGoUp() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            IEnergyTypes.Meter memory m = energy.meter(id);
            same("13: meter as the model has it", id, abi.encode(m), abi.encode(meters[id]));
            _checkRegister(id, m.generatedWh, m.carriedGeneratedWh, shown[id].generated);
            _checkRegister(id, m.exportedWh, m.carriedExportedWh, shown[id].exported);
            IEnergyTypes.Meter memory first = metersAtFirst[id];
            atMost("13: generated at first", id, first.generatedWh, m.generatedWh);
            atMost("13: exported at first", id, first.exportedWh, m.exportedWh);
            atMost("13: exported of generated", id, m.exportedWh, m.generatedWh);
            atMost("13: time of a reading", id, m.time, timeNow());
            uint256 possible = uint256(m.capacityWp) * (m.time - first.time) * MAX_TOLERANCE_BPS / (1 hours * 10_000);
            atMost("13: generated of all that was possible", id, m.generatedWh - first.generatedWh, possible);
        }
    }

    /// @dev What the present meter shows, and what is carried from those before it, is all that was counted.
    function _checkRegister(uint256 id, uint48 counted, int40 carried, uint48 shows) private pure {
        same("13: counted as shown and carried", id, int256(uint256(counted)) == int256(uint256(shows)) + carried, true);
    }

    function _14_whatIsBilledIsPaidOrOwed() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            Story storage story = stories[id];
            uint256 owed;
            for (uint256 i; i < people.length; ++i) {
                owed += energy.debtOf(id, people[i]);
            }
            equal("14: billed", id, story.billed, story.billsPaid + story.settled + story.creditUsed + owed);
            equal(
                "14: revenue and reserve",
                id,
                shares.series(id).revenue + shares.reserveOf(id) + story.spent,
                story.billsPaid + story.settled
            );
        }
    }

    function _15_debtorsAreThoseWhoOwe() internal view {
        for (uint256 i; i < people.length; ++i) {
            uint256 owed;
            for (uint256 id = 1; id <= demandCount; ++id) {
                uint256 debt = energy.debtOf(id, people[i]);
                equal("15: debt to a project", id, debt, debts[id][people[i]]);
                owed += debt;
            }
            equal("15: debts of an account", toSubject(people[i]), energy.accountOf(people[i]).owed, owed);
            same("15: marked as debtor", toSubject(people[i]), market.record(people[i]).inDebt, owed > 0);
        }
    }

    function _19_creditsAreCappedAndTakeNothingBack() internal view {
        uint256 count = energy.cooperativeCount();
        for (uint256 id = 1; id <= demandCount; ++id) {
            uint256 left;
            for (uint256 i = 1; i <= count; ++i) {
                uint256 credit = energy.creditOf(id, i);
                equal("19: credit of a cooperative", id, credit, credits[id][i]);
                left += credit;
            }
            same("19: credit to be used", id, energy.meter(id).credited, credits[id][meters[id].cooperativeId] > 0);
            atMost("19: credit left and used", id, left + stories[id].creditUsed, _correctedIn(id));
        }
        uint256 highest = _highestPrice(count);
        for (uint256 i; i < corrections.length; ++i) {
            (uint256 id, uint256 month) = (corrections[i].projectId, corrections[i].month);
            equal("19: corrected of a month", id, energy.correctedOf(id, month), corrected[id][month]);
            atMost("19: corrected of what a month may be", id, corrected[id][month], _cap(id, highest));
        }
    }

    /// @dev Pesos of all corrections of a project.
    function _correctedIn(uint256 id) private view returns (uint256 sum) {
        for (uint256 i; i < corrections.length; ++i) {
            if (corrections[i].projectId == id) sum += corrections[i].amount;
        }
    }

    /// @dev Of those that cooperatives were registered with.
    function _highestPrice(uint256 count) private view returns (uint256 highest) {
        for (uint256 id = 1; id <= count; ++id) {
            if (announcements[id][0].price > highest) highest = announcements[id][0].price;
        }
    }

    function _20_theUfStaysWithinBounds() internal view {
        IUFIndex.Latest memory latest = uf.latest();
        Publication memory last = publications[publications.length - 1];
        equal("20: last month of the UF", 0, latest.month, last.month);
        equal("20: last UF", last.month, latest.value, last.value);
        equal("20: most that the UF may change", 0, latest.maxChangeBps, maxChangeBps);
        for (uint256 i = 1; i < publications.length; ++i) {
            Publication memory next = publications[i];
            (uint256 least, uint256 most) = _reach(publications[i - 1], next.month, next.maxChangeBps);
            atMost("20: UF at least", next.month, least, next.value);
            atMost("20: UF at most", next.month, next.value, most);
        }
        for (uint256 time = START - 1 days; time <= timeNow() + 60 days; time += 1 + (timeNow() - START) / 8 + 8 days) {
            equal("20: UF of a time", time, uf.valueAt(time), _ufAt(time));
        }
    }
}
