// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IUFIndex} from "../../../contracts/interfaces/IUFIndex.sol";
import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {IMeters} from "../../../contracts/interfaces/energy/IMeters.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {monthOf} from "../support/Calendar.sol";
import {atMost, equal, same} from "../support/Check.sol";
import {Scenario} from "../support/Scenario.sol";
import {timeNow, vm} from "../support/Vm.sol";

/// @title The UF, and bills that follow it
contract IndexTest is Scenario {
    uint256 private constant CUTS = 5;
    uint256 private constant PERIOD = 5 days; // all cuts within one month

    function _publish(uint256 month, uint256 value) private {
        vm.prank(indexer);
        uf.publish(uint16(month), uint32(value));
    }

    /// @dev A project whose owner's price follows a UF of this value.
    function _operateIndexed(uint256 base) private returns (uint256 id) {
        _publish(monthOf(timeNow()), base);
        terms.followsUf = true;
        id = _operate();
    }

    /* PUBLISHING */

    /// @dev To the hundredth of a peso: what is just within the bound passes, one more does not.
    function testFuzz_publish_stopsAtTheBound(uint32 first, uint8 skipped, uint16 bps) external {
        first = uint32(1 + first % 1e9);
        bps = 50 + bps % 951;
        vm.prank(operator);
        uf.setMaxChange(bps);
        uint256 month = monthOf(timeNow());
        _publish(month - 1 - skipped, first);
        uint256 change = uint256(first) * bps * (skipped < 12 ? uint256(skipped) + 1 : 12) / 10_000;
        uint256 least = change < first ? first - change : 0;
        uint256 most = first + change;
        if (most >= type(uint32).max) return;
        _checkRefused(month, most + 1, least, most);
        if (least > 1) _checkRefused(month, least - 1, least, most);
        uint256 beginning = vm.snapshotState();
        _publish(month, most);
        equal("highest", month, uf.valueAt(timeNow()), most);
        vm.revertToState(beginning);
        if (least > 0) _publish(month, least);
        equal("lowest", month, uf.valueAt(timeNow()), least > 0 ? least : first);
    }

    function _checkRefused(uint256 month, uint256 value, uint256 least, uint256 most) private {
        vm.prank(indexer);
        try uf.publish(uint16(month), uint32(value)) {
            atMost("published", month, value, most);
            atMost("published", month, least, value);
        } catch (bytes memory reason) {
            bytes memory expected = abi.encodeWithSelector(IUFIndex.ChangeTooLarge.selector, uint32(value), least, most);
            same("error", month, reason, expected);
        }
    }

    /// @dev A month that was left out has the value of the last one before it, for ever.
    function test_valueAt_usesTheLastMonthThatHasOne() external {
        equal("before the first", 0, uf.valueAt(timeNow()), 0);
        uint256 month = monthOf(START); // January 2026
        _publish(month, 1000);
        vm.warp(START + 100 days); // 11 April; February and March were left out
        _publish(month + 3, 1010);
        _publish(month + 4, 1020); // May, ahead of time
        equal("December", 0, uf.valueAt(START - 1), 0);
        equal("January", 0, uf.valueAt(START), 1000);
        equal("February", 0, uf.valueAt(START + 40 days), 1000);
        equal("March's last second", 0, uf.valueAt(START + 90 days - 1), 1000);
        equal("April's first second", 0, uf.valueAt(START + 90 days), 1010);
        equal("May", 0, uf.valueAt(START + 120 days), 1020);
        equal("years later", 0, uf.valueAt(START + 9000 days), 1020);
    }

    /* BILLING */

    /// @dev While the UF is the same, many readings bill the same as one, to the peso, whatever it was at the base.
    function testFuzz_report_indexedBillsTelescope(
        uint32 base,
        uint16 change,
        uint32[CUTS] memory generated,
        uint32[CUTS] memory exported
    ) external {
        base = uint32(1e6 + base % 1e9);
        uint256 id = _operateIndexed(base);
        uint256 present = base + uint256(base) * (change % 301) / 10_000;
        vm.warp(START + 31 days); // February
        _publish(monthOf(timeNow()), present);
        IEnergyTypes.Reading memory reading;
        uint256 used;
        uint256 beginning = vm.snapshotState();
        uint256 sumGenerated;
        uint256 sumExported;
        for (uint256 i; i < CUTS; ++i) {
            vm.warp(timeNow() + PERIOD);
            uint256 growth = generated[i] % (uint256(CAPACITY) * PERIOD / 1 hours);
            sumGenerated += growth;
            sumExported += exported[i] % (growth + 1);
            used = sumGenerated - sumExported;
            reading = _read(id, sumGenerated, sumExported);
            energy.report(reading);
        }
        uint256 owed = energy.debtOf(id, owner);
        equal("owner's bills", id, owed, used * OWNER_PRICE * present / (uint256(1000) * base));
        vm.revertToState(beginning);
        vm.warp(reading.time);
        energy.report(reading);
        equal("owner's bill", id, energy.debtOf(id, owner), owed);
    }

    /// @dev Each reading at the UF of its own time, however late it is brought; what came before keeps its price.
    function testFuzz_report_billsAtTheUfOfItsTime(uint32 firstWh, uint32 secondWh, uint16 change) external {
        uint256 base = 3_950_000;
        uint256 id = _operateIndexed(base);
        firstWh %= 1e6;
        secondWh %= 1e6;
        vm.warp(START + 20 days);
        IEnergyTypes.Reading memory first = _read(id, firstWh, 0);
        vm.warp(START + 40 days);
        IEnergyTypes.Reading memory second = _read(id, uint256(firstWh) + secondWh, 0);
        uint256 present = base - base * (change % 301) / 10_000; // the UF has fallen too, at times
        _publish(monthOf(timeNow()), present);
        vm.warp(START + 70 days);
        energy.report(first);
        uint256 bill = uint256(firstWh) * OWNER_PRICE / 1000;
        equal("January's bill", id, energy.debtOf(id, owner), bill);
        energy.report(second);
        uint256 due = (uint256(firstWh) + secondWh) * OWNER_PRICE * present / (1000 * base);
        bill += due - uint256(firstWh) * OWNER_PRICE * present / (1000 * base);
        equal("both bills", id, energy.debtOf(id, owner), bill);
    }

    /// @dev Where the owner promised to follow the UF, there must be one on the day of commissioning.
    function test_commission_reverts_when_noUfIsPublished() external {
        terms.followsUf = true;
        uint256 id = _match([uint40(1_000_000), 100_000, 10_000]);
        _fund(id, owner, market.goal(id));
        _buildUpTo(id, IMarketTypes.State.Connecting);
        _publish(monthOf(timeNow()) + 1, 3_950_000); // for the month to come only
        bytes memory key = _keyOf(meterSecret);
        vm.prank(cooperative);
        try energy.commission(id, key, 0, 0, 0) {
            equal("base", id, energy.meter(id).baseUf, 0);
            same("commissioned without a UF", id, true, false);
        } catch (bytes memory reason) {
            same("error", id, reason, abi.encodeWithSelector(IMeters.UFNotPublished.selector));
        }
    }

    /// @dev An owner that paid for its project itself owes nothing, and needs no UF.
    function test_commission_needsNoUfWhereNothingIsBilled() external {
        uint256 id = _operate();
        equal("base", id, energy.meter(id).baseUf, 0);
        same("owner pays", id, energy.meter(id).ownerPays, true);
        vm.warp(START + 400 days);
        energy.report(_read(id, 10_000, 0));
        equal("owner's bill", id, energy.debtOf(id, owner), 10_000 * uint256(OWNER_PRICE) / 1000);
    }
}
