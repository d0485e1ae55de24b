// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {IReadings} from "../../../contracts/interfaces/energy/IReadings.sol";
import {equal, same} from "../support/Check.sol";
import {Scenario} from "../support/Scenario.sol";
import {timeNow, vm} from "../support/Vm.sol";

/// @title Bills, however the time is cut into readings
contract BillingTest is Scenario {
    uint256 private constant CUTS = 6;
    uint256 private constant PERIOD = 30 days;

    /// @dev Many readings bill the same as one: what the registers say at the end, at each price rounded down once.
    function testFuzz_report_billsTelescope(uint32[CUTS] memory generated, uint32[CUTS] memory exported) external {
        uint256 id = _operate();
        uint256 sumGenerated;
        uint256 sumExported;
        IEnergyTypes.Reading memory reading;
        uint256 beginning = vm.snapshotState();
        for (uint256 i; i < CUTS; ++i) {
            vm.warp(timeNow() + PERIOD);
            uint256 growth = generated[i] % (uint256(CAPACITY) * PERIOD / 1 hours);
            sumGenerated += growth;
            sumExported += exported[i] % (growth + 1);
            reading = _read(id, sumGenerated, sumExported);
            energy.report(reading);
        }
        uint256 owed = energy.debtOf(id, owner);
        uint256 owedByCooperative = energy.debtOf(id, cooperative);
        equal("owner's bills", id, owed, (sumGenerated - sumExported) * OWNER_PRICE / 1000);
        equal("cooperative's bills", id, owedByCooperative, sumExported * COOPERATIVE_PRICE / 1000);
        vm.revertToState(beginning);
        vm.warp(reading.time);
        energy.report(reading);
        equal("owner's bill", id, energy.debtOf(id, owner), owed);
        equal("cooperative's bill", id, energy.debtOf(id, cooperative), owedByCooperative);
    }

    /// @dev Whatever was prepaid, a bill takes it first, and only what is missing becomes a debt.
    function testFuzz_report_takesPrepaidFirst(uint32 generated, uint32 exported, uint32 prepaid) external {
        uint256 id = _operate();
        if (prepaid > 0) _prepay(owner, prepaid);
        vm.warp(timeNow() + PERIOD);
        uint256 growth = generated % (uint256(CAPACITY) * PERIOD / 1 hours);
        exported %= uint32(growth + 1);
        uint256 bill = (growth - exported) * OWNER_PRICE / 1000;
        energy.report(_read(id, growth, exported));
        equal("prepaid left", bill, energy.accountOf(owner).prepaid, prepaid > bill ? prepaid - bill : 0);
        equal("debt", bill, energy.debtOf(id, owner), bill > prepaid ? bill - prepaid : 0);
        equal("revenue", bill, shares.series(id).revenue, prepaid > bill ? bill : prepaid);
    }

    /// @dev A plant is believed up to its capacity, time and tolerance, to the Wh, and not beyond.
    function testFuzz_report_stopsAtCapacity(uint32 time, uint16 toleranceBps) external {
        uint256 id = _operate();
        toleranceBps = 5000 + toleranceBps % 10_001;
        vm.prank(operator);
        energy.setTolerance(toleranceBps);
        vm.warp(timeNow() + 1 + time % 365 days);
        uint256 since = timeNow() - energy.meter(id).time;
        uint256 most = uint256(CAPACITY) * since * toleranceBps / (1 hours * 10_000);
        IEnergyTypes.Reading memory beyond = _read(id, most + 1, 0);
        try energy.report(beyond) {
            equal("accepted beyond capacity", id, beyond.generatedWh, most);
        } catch (bytes memory reason) {
            bytes memory expected = abi.encodeWithSelector(
                IReadings.ReadingRefused.selector, id, IEnergyTypes.Refusal.BeyondCapacity, most + 1, most
            );
            same("error", id, reason, expected);
        }
        energy.report(_read(id, most, 0));
        equal("generated", id, energy.meter(id).generatedWh, most);
    }
}
