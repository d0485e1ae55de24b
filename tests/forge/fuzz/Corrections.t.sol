// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICorrections} from "../../../contracts/interfaces/energy/ICorrections.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {monthOf} from "../support/Calendar.sol";
import {equal, same} from "../support/Check.sol";
import {Scenario} from "../support/Scenario.sol";
import {timeNow, vm} from "../support/Vm.sol";

/// @title Corrections: how much, of when, and what becomes of them
contract CorrectionsTest is Scenario {
    uint256 private constant STEPS = 8;
    /// @dev Of a month: 3 % of 30 kW for 730 hours are 657 kWh.
    uint256 private constant CAP = uint256(657) * COOPERATIVE_PRICE;

    uint16 private month;

    /// @dev A project that was read once, in the month that the corrections are of.
    function _operateForAMonth(uint256 exportedWh) private returns (uint256 id) {
        id = _operate();
        month = uint16(monthOf(timeNow()));
        vm.warp(START + 30 days);
        energy.report(_read(id, exportedWh, exportedWh));
        vm.warp(START + 40 days);
    }

    /// @dev Up and down together, to the peso, and no way around it.
    function testFuzz_correct_stopsAtTheCap(int40[STEPS] memory amounts) external {
        uint256 id = _operateForAMonth(1e6);
        uint256 left = CAP;
        for (uint256 i; i < STEPS; ++i) {
            int256 amount = int256(amounts[i]) % int256(CAP / 2);
            if (amount == 0) continue;
            uint256 pesos = uint256(amount < 0 ? -amount : amount);
            bytes memory refusal = _correct(id, amount);
            if (pesos <= left) {
                same("wrongly refused", i, refusal, "");
                left -= pesos;
            } else {
                same("error", i, refusal, _tooLarge(id, pesos, left));
            }
        }
        if (left > 0) same("all that is left", left, _correct(id, -int256(left)), "");
        equal("corrected", id, energy.correctedOf(id, month), CAP);
        same("a peso more", id, _correct(id, 1), _tooLarge(id, 1, 0));
        same("the smallest number", id, _correct(id, type(int256).min), _tooLarge(id, 2 ** 255, 0));
        same("the largest number", id, _correct(id, type(int256).max), _tooLarge(id, 2 ** 255 - 1, 0));
    }

    /// @dev A credit lowers the next bills, each by a quarter, until it is used up, to the peso, and never a payment that was made.
    function testFuzz_report_usesCreditOnce(uint40 down, uint32[STEPS] memory exported) external {
        uint256 id = _operateForAMonth(1e6);
        uint256 credit = 1 + down % CAP;
        uint256 owed = energy.debtOf(id, cooperative);
        same("correction", id, _correct(id, -int256(credit)), "");
        equal("debt after the correction", id, energy.debtOf(id, cooperative), owed);
        uint256 sum = 1e6;
        for (uint256 i; i < STEPS; ++i) {
            vm.warp(timeNow() + 10 days);
            uint256 before = sum * COOPERATIVE_PRICE / 1000;
            sum += exported[i] % 1e6;
            energy.report(_read(id, sum, sum));
            uint256 bill = sum * COOPERATIVE_PRICE / 1000 - before;
            uint256 used = bill / 4 < credit ? bill / 4 : credit;
            credit -= used;
            owed += bill - used;
            equal("debt", i, energy.debtOf(id, cooperative), owed);
            equal("credit", i, energy.creditOf(id, 1), credit);
        }
    }

    /// @dev A price that its cooperative announces opens no month wider: the one that the operator registered bounds it.
    function test_correct_isNotWidenedByAnAnnouncedPrice() external {
        uint256 id = _operateForAMonth(1e6);
        vm.prank(cooperative);
        energy.announcePrice(type(uint16).max);
        vm.warp(timeNow() + 31 days);
        same("beyond", id, _correct(id, -int256(CAP + 1)), _tooLarge(id, CAP + 1, CAP));
        same("all", id, _correct(id, -int256(CAP)), "");
    }

    /// @dev A project handed over takes neither credit nor debt along, and its new cooperative corrects no month before its own.
    function test_acceptProject_leavesCreditAndDebt() external {
        uint256 id = _operateForAMonth(1e6);
        uint256 owed = energy.debtOf(id, cooperative);
        same("correction", id, _correct(id, -1000), "");
        address former = cooperative;
        cooperative = _account("another cooperative");
        vm.prank(operator);
        uint256 to = energy.registerCooperative(cooperative, ALL_REGIONS, COOPERATIVE_PRICE);
        _handOver(id, to, cooperative);
        energy.report(_read(id, 2e6, 2e6));
        equal("debt of the former", id, energy.debtOf(id, former), owed);
        equal("credit of the former", id, energy.creditOf(id, 1), 1000);
        equal("debt of the new one", id, energy.debtOf(id, cooperative), uint256(1000) * COOPERATIVE_PRICE);
        uint256 first = monthOf(timeNow());
        vm.warp(timeNow() + 31 days);
        same("a month of the former", id, _correct(id, -1), _notOpen(first, first));
        month = uint16(first);
        same("its own month", id, _correct(id, -1), "");
    }

    /// @dev Who comes back to a project finds the credit that it left there.
    function test_acceptProject_findsCreditAgain() external {
        uint256 id = _operateForAMonth(1e6);
        uint256 owed = energy.debtOf(id, cooperative);
        same("correction", id, _correct(id, -1000), "");
        address another = _account("another cooperative");
        vm.prank(operator);
        uint256 to = energy.registerCooperative(another, ALL_REGIONS, 0);
        _handOver(id, to, another);
        energy.report(_read(id, 2e6, 2e6));
        _handOver(id, 1, cooperative);
        vm.warp(timeNow() + 1 days);
        energy.report(_read(id, 2.1e6, 2.1e6));
        equal("debt", id, energy.debtOf(id, cooperative), owed + 100 * uint256(COOPERATIVE_PRICE) - 1000);
        equal("credit", id, energy.creditOf(id, 1), 0);
    }

    /// @dev Twelve months are open, no more; and none before it ended.
    function test_correct_reverts_when_monthIsNotOpen() external {
        uint256 id = _operateForAMonth(1e6);
        uint16 first = month;
        month = first + 1;
        same("the present month", id, _correct(id, -1), _notOpen(first, first));
        month = first;
        vm.warp(START + 365 days); // 1 January 2027
        same("twelve months ago", id, _correct(id, -1), "");
        vm.warp(START + 365 days + 31 days);
        same("thirteen months ago", id, _correct(id, -1), _notOpen(first + 1, first + 12));
    }

    /// @dev Before it operates it cannot owe: it may yet be cancelled, and then nobody could ever settle.
    function test_correct_reverts_when_projectDoesNotOperate() external {
        vm.warp(START + 23 days);
        uint256 id = _match([uint40(1_000_000), 100_000, 10_000]);
        _fund(id, owner, market.goal(id));
        _buildUpTo(id, IMarketTypes.State.Connected);
        month = uint16(monthOf(timeNow()));
        vm.warp(START + 31 days); // the next month, and the window is still open
        bytes memory expected = abi.encodeWithSelector(ICorrections.ProjectNotOperating.selector, id);
        same("up", id, _correct(id, 1), expected);
        same("down", id, _correct(id, -1), expected);
        equal("debt", id, energy.debtOf(id, cooperative), 0);
    }

    /* STEPS */

    function _handOver(uint256 id, uint256 cooperativeId, address account) private {
        vm.prank(arbiter);
        energy.moveProject(id, cooperativeId);
        vm.prank(account);
        energy.acceptProject(id);
    }

    /// @return refusal the error, empty if there was none
    function _correct(uint256 id, int256 amount) private returns (bytes memory refusal) {
        vm.prank(cooperative);
        try energy.correct(id, month, amount, 0) {}
        catch (bytes memory reason) {
            refusal = reason;
        }
    }

    function _tooLarge(uint256 id, uint256 pesos, uint256 left) private view returns (bytes memory) {
        return abi.encodeWithSelector(ICorrections.CorrectionTooLarge.selector, id, month, pesos, left);
    }

    function _notOpen(uint256 first, uint256 last) private view returns (bytes memory) {
        return abi.encodeWithSelector(ICorrections.MonthNotOpen.selector, month, first, last);
    }
}
