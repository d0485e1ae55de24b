// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergySales} from "../../../contracts/interfaces/IEnergySales.sol";
import {Handler} from "../handlers/Handler.sol";
import {atMost, equal, same, toSubject} from "../support/Check.sol";
import {timeNow} from "../support/Vm.sol";

/// @title Meters, bills and debts: INVARIANTS.md, 13 to 15
abstract contract EnergyInvariants is Handler {
    uint256 private constant MAX_TOLERANCE_BPS = 15_000;

    function _13_registersOnlyGoUp() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            IEnergySales.Meter memory m = energy.meter(id);
            same("13: meter as the model has it", id, abi.encode(m), abi.encode(meters[id]));
            IEnergySales.Meter memory first = metersAtFirst[id];
            atMost("13: generated at first", id, first.generatedWh, m.generatedWh);
            atMost("13: exported at first", id, first.exportedWh, m.exportedWh);
            atMost("13: exported of generated", id, m.exportedWh, m.generatedWh);
            atMost("13: time of a reading", id, m.time, timeNow());
            uint256 possible = uint256(m.capacityWp) * (m.time - first.time) * MAX_TOLERANCE_BPS / (1 hours * 10_000);
            atMost("13: generated of all that was possible", id, m.generatedWh - first.generatedWh, possible);
        }
    }

    function _14_whatIsBilledIsPaidOrOwed() internal view {
        for (uint256 id = 1; id <= demandCount; ++id) {
            Story storage story = stories[id];
            uint256 owed;
            for (uint256 i; i < people.length; ++i) {
                owed += energy.debtOf(id, people[i]);
            }
            equal("14: billed", id, story.billed, story.billsPaid + story.settled + owed);
            equal("14: revenue", id, shares.series(id).revenue, story.billsPaid + story.settled);
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
}
