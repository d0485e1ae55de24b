// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBalances} from "../../../contracts/interfaces/energy/IBalances.sol";
import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {IReadings} from "../../../contracts/interfaces/energy/IReadings.sol";
import {atMost, equal, same} from "../support/Check.sol";
import {Babbler, Bomb, Glutton, Reentrant} from "../support/Hostile.sol";
import {Scenario} from "../support/Scenario.sol";
import {timeNow, vm} from "../support/Vm.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title Meters whose account is a contract that means harm: a batch takes all other readings, at a bounded cost
contract SmartMetersTest is Scenario {
    uint256 private constant HOSTILE = 10; // readings of one batch
    /// @dev What a question may cost, and its asking.
    uint256 private constant GAS_PER_HOSTILE = 620_000;

    function test_reportBatch_goesOnAfterAGlutton() external {
        _checkBatchWith(abi.encodePacked(new Glutton()));
    }

    function test_reportBatch_goesOnAfterABomb() external {
        _checkBatchWith(abi.encodePacked(new Bomb(false)));
    }

    function test_reportBatch_goesOnAfterARefusalAsLarge() external {
        _checkBatchWith(abi.encodePacked(new Bomb(true)));
    }

    /// @dev An account that answers anything but just the word that means yes has not signed; nor has one that will not answer.
    function testFuzz_report_takesOnlyTheRightWord(bytes memory answer) external {
        // Of 2^256 words one is right: none that is drawn.
        _checkAnswer(answer, false);
    }

    function test_report_takesTheRightWord() external {
        bytes4 yes = IERC1271.isValidSignature.selector;
        _checkAnswer(abi.encode(yes), true);
        _checkAnswer(bytes.concat(abi.encode(yes), hex"00"), true); // whatever comes after the word
        _checkAnswer(abi.encodePacked(yes), false); // too short
        _checkAnswer(abi.encodePacked(yes, new bytes(27)), false);
        _checkAnswer(abi.encodePacked(yes, new bytes(27), hex"01"), false); // not a selector
        _checkAnswer(abi.encode(true), false);
        _checkAnswer("", false);
    }

    /// @dev Whoever is asked can do nothing: not even bring the very reading that it is asked about.
    function test_report_asksWithoutLettingAnythingHappen() external {
        uint256 id = _operateWith(abi.encodePacked(new Reentrant(energy)));
        _prepay(cooperative, 1e6);
        vm.warp(timeNow() + 30 days);
        IEnergyTypes.Reading memory reading = _read(id, 1000, 1000);
        bytes[3] memory calls = [
            abi.encodeCall(IReadings.report, (reading)),
            abi.encodeCall(IBalances.withdraw, (1)),
            abi.encodeCall(IBalances.settle, (id, owner, 1))
        ];
        for (uint256 i; i < calls.length; ++i) {
            reading.signature = calls[i];
            same("error", i, _refusal(reading), _badSignature(id, address(0)));
            IEnergyTypes.Reading[] memory batch = new IEnergyTypes.Reading[](1);
            batch[0] = reading;
            equal("readings taken", i, energy.reportBatch(batch), 0);
        }
        equal("prepaid", id, energy.accountOf(cooperative).prepaid, 1e6);
        equal("revenue", id, shares.series(id).revenue, 0);
    }

    /// @dev A verifier that is no account's: it is asked as badly, and harms as little.
    function test_reportBatch_goesOnAfterHostileVerifiers() external {
        address[3] memory verifiers = [address(new Glutton()), address(new Bomb(false)), address(new Bomb(true))];
        for (uint256 i; i < verifiers.length; ++i) {
            uint256 beginning = vm.snapshotState();
            _checkBatchWith(abi.encodePacked(verifiers[i], "key"));
            vm.revertToState(beginning);
        }
    }

    /* STEPS */

    function _checkAnswer(bytes memory answer, bool yes) private {
        uint256 beginning = vm.snapshotState();
        uint256 id = _operateWith(abi.encodePacked(new Babbler(answer)));
        vm.warp(timeNow() + 30 days);
        IEnergyTypes.Reading memory reading = _read(id, 1000, 0);
        if (yes) energy.report(reading);
        else same("error", id, _refusal(reading), _badSignature(id, vm.addr(meterSecret)));
        equal("generated", id, energy.meter(id).generatedWh, yes ? 1000 : 0);
        vm.revertToState(beginning);
    }

    function _refusal(IEnergyTypes.Reading memory reading) private returns (bytes memory) {
        try energy.report(reading) {
            return "";
        } catch (bytes memory reason) {
            return reason;
        }
    }

    /// @dev Whoever signed, by the look of it, is named.
    function _badSignature(uint256 id, address signer) private view returns (bytes memory) {
        return abi.encodeWithSelector(
            IReadings.ReadingRefused.selector,
            id,
            IEnergyTypes.Refusal.BadSignature,
            uint256(uint160(signer)),
            uint256(uint160(energy.meter(id).key))
        );
    }

    /// @dev The hostile meter's reading many times over, then one of an honest meter.
    function _checkBatchWith(bytes memory hostile) private {
        uint256 honest = _operate();
        uint256 other = _operateWith(hostile);
        vm.warp(timeNow() + 30 days);
        IEnergyTypes.Reading[] memory readings = new IEnergyTypes.Reading[](HOSTILE + 1);
        for (uint256 i; i < HOSTILE; ++i) {
            readings[i] = _read(other, 1000, 0);
            if (hostile.length > 20) readings[i].signature = hostile;
        }
        readings[HOSTILE] = _read(honest, 1000, 0);
        uint256 gas = gasleft();
        equal("readings taken", other, energy.reportBatch(readings), 1);
        gas -= gasleft();
        equal("honest meter", honest, energy.meter(honest).generatedWh, 1000);
        equal("hostile meter", other, energy.meter(other).generatedWh, 0);
        atMost("gas of a batch", HOSTILE, gas, HOSTILE * GAS_PER_HOSTILE + 300_000);
    }
}
