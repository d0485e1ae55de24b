// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {equal, same} from "../support/Check.sol";
import {Scenario} from "../support/Scenario.sol";
import {timeNow, vm} from "../support/Vm.sol";

/// @title Meters that replace each other, whatever they show
contract ReplacementsTest is Scenario {
    uint256 private constant METERS = 5;
    uint256 private constant PERIOD = 30 days;
    uint256 private constant MOST_SHOWN = 2 ** 38; // Wh of a meter that is connected

    /// @dev A project that has had five meters of all kinds is billed as if it had had one.
    function testFuzz_replaceMeter_carriesWhatWasCounted(
        uint40[METERS] memory registers,
        uint32[METERS] memory generated,
        uint32[METERS] memory exported
    ) external {
        uint256 id = _operate();
        uint256 sumGenerated;
        uint256 sumExported;
        for (uint256 i; i < METERS; ++i) {
            uint256 shownGenerated = uint256(registers[i]) % MOST_SHOWN;
            uint256 shownExported = shownGenerated / 2;
            _replaceBy(id, 3_000_001 + i, shownGenerated, shownExported);
            vm.warp(timeNow() + PERIOD);
            uint256 growth = generated[i] % (uint256(CAPACITY) * PERIOD / 1 hours);
            uint256 sent = exported[i] % (growth + 1);
            sumGenerated += growth;
            sumExported += sent;
            energy.report(_read(id, shownGenerated + growth, shownExported + sent));
            equal("generated", id, energy.meter(id).generatedWh, sumGenerated);
            equal("exported", id, energy.meter(id).exportedWh, sumExported);
        }
        equal("owner's bills", id, energy.debtOf(id, owner), (sumGenerated - sumExported) * OWNER_PRICE / 1000);
        equal("cooperative's bills", id, energy.debtOf(id, cooperative), sumExported * COOPERATIVE_PRICE / 1000);
    }

    /// @dev What the replaced meter signed before or signs after counts no more, however it compares with the new one's.
    function testFuzz_report_refusesTheReplacedMeter(uint32 shows, uint32 says) external {
        uint256 id = _operate();
        vm.warp(timeNow() + PERIOD);
        IEnergyTypes.Reading memory before = _read(id, says % 1e7, 0);
        uint256 former = meterSecret;
        _replaceBy(id, 3_000_001, shows, 0);
        vm.warp(timeNow() + 365 days);
        meterSecret = former;
        IEnergyTypes.Reading[] memory readings = new IEnergyTypes.Reading[](2);
        (readings[0], readings[1]) = (before, _read(id, uint256(shows) + says % 1e8, 0));
        equal("readings taken", id, energy.reportBatch(readings), 0);
        equal("generated", id, energy.meter(id).generatedWh, 0);
    }

    /// @dev A meter that shows more than any plant generates is refused; what is carried to others is never cut to what fits.
    function testFuzz_replaceMeter_refusesRegistersBeyondAnyPlants(uint48 shows) external {
        uint256 id = _operate();
        bytes memory key = _keyOf(3_000_001);
        vm.prank(arbiter);
        try energy.replaceMeter(id, key, shows, 0) {
            same("beyond any plant's", shows, shows > MOST_SHOWN, false);
            vm.warp(timeNow() + PERIOD);
            meterSecret = 3_000_001;
            energy.report(_read(id, uint256(shows) + 1, 0));
            equal("generated", id, energy.meter(id).generatedWh, 1);
        } catch {
            same("not beyond", shows, shows <= MOST_SHOWN, false);
        }
    }

    function _replaceBy(uint256 id, uint256 secret, uint256 shownGenerated, uint256 shownExported) private {
        bytes memory key = _keyOf(secret);
        vm.prank(arbiter);
        energy.replaceMeter(id, key, uint48(shownGenerated), uint48(shownExported));
        meterSecret = secret;
    }
}
