// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AllowList} from "../../../contracts/AllowList.sol";
import {ICLPToken} from "../../../contracts/interfaces/ICLPToken.sol";
import {IEnergySales} from "../../../contracts/interfaces/IEnergySales.sol";
import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {IUFIndex} from "../../../contracts/interfaces/IUFIndex.sol";
import {IBalances} from "../../../contracts/interfaces/energy/IBalances.sol";
import {ICooperatives} from "../../../contracts/interfaces/energy/ICooperatives.sol";
import {ICorrections} from "../../../contracts/interfaces/energy/ICorrections.sol";
import {IHandover} from "../../../contracts/interfaces/energy/IHandover.sol";
import {IMeters} from "../../../contracts/interfaces/energy/IMeters.sol";
import {IReadings} from "../../../contracts/interfaces/energy/IReadings.sol";
import {ICrowdfunding} from "../../../contracts/interfaces/market/ICrowdfunding.sol";
import {IDisputes} from "../../../contracts/interfaces/market/IDisputes.sol";
import {IEscrow} from "../../../contracts/interfaces/market/IEscrow.sol";
import {IMarketSettings} from "../../../contracts/interfaces/market/IMarketSettings.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {IMatching} from "../../../contracts/interfaces/market/IMatching.sol";
import {IRegistry} from "../../../contracts/interfaces/market/IRegistry.sol";
import {IReputation} from "../../../contracts/interfaces/market/IReputation.sol";
import {vm} from "../support/Vm.sol";
import {ProjectInvariants} from "./ProjectInvariants.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title That no invariant holds because nothing happened
/// @dev Plays runs like those of the campaigns, of the same moves, but drawn by a fixed seed; in all together each arrow of a
/// project's life must be taken, each function succeed and (if it ever should) be refused, and each rare event occur.
abstract contract Reach is ProjectInvariants {
    uint256 private constant RUNS = 200;
    uint256 private constant DEPTH = 300;
    uint256 private constant MOVE_GAS = 1_000_000_000; // far more than a move takes, far less than the test may
    uint256 private constant STATES = uint256(type(IMarketTypes.State).max) + 1;

    struct Function {
        address target;
        bytes4 selector;
        bool refusable;
    }

    error MoveFailed(bytes4 move, bytes reason);
    error NeverTaken(IMarketTypes.State from, IMarketTypes.State to);
    error NeverDone(address target, bytes4 selector);
    error NeverRefused(address target, bytes4 selector);
    error NeverHappened(string what);

    function test_movesReachEveryArrowFunctionAndEvent() external {
        Function[] memory functions = _functions();
        string[42] memory events = _events();
        // What is counted in storage is lost between runs; what is in memory stays.
        uint256[] memory taken = new uint256[](STATES * STATES);
        Count[] memory reached = new Count[](functions.length);
        uint256[42] memory occurred;
        uint256 beginning = vm.snapshotState();
        for (uint256 run; run < RUNS; ++run) {
            _play(run);
            for (uint256 i; i < taken.length; ++i) {
                taken[i] += arrows[IMarketTypes.State(i / STATES)][IMarketTypes.State(i % STATES)];
            }
            for (uint256 i; i < functions.length; ++i) {
                Count memory count = counts[functions[i].target][functions[i].selector];
                reached[i].done += count.done;
                reached[i].refused += count.refused;
            }
            for (uint256 i; i < events.length; ++i) {
                occurred[i] += happened[events[i]];
            }
            vm.revertToState(beginning);
        }
        _requireArrows(taken);
        _requireFunctions(functions, reached);
        _requireEvents(events, occurred);
    }

    function _play(uint256 run) private {
        bytes4[] memory moves = _moves();
        for (uint256 i; i < DEPTH; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(run, i)));
            bytes memory arguments =
                abi.encode(_mix(draw, "1"), _mix(draw, "2"), _mix(draw, "3"), _mix(draw, "4"), _mix(draw, "5"));
            bytes memory move = bytes.concat(moves[draw % moves.length], arguments);
            (bool done, bytes memory reason) = address(this).call{gas: MOVE_GAS}(move);
            require(done, MoveFailed(moves[draw % moves.length], reason));
        }
    }

    function _requireArrows(uint256[] memory taken) private pure {
        for (uint256 i; i < taken.length; ++i) {
            IMarketTypes.State from = IMarketTypes.State(i / STATES);
            IMarketTypes.State to = IMarketTypes.State(i % STATES);
            require(taken[i] > 0 || !_isDrawn(from, to), NeverTaken(from, to));
        }
    }

    function _requireFunctions(Function[] memory functions, Count[] memory reached) private pure {
        for (uint256 i; i < functions.length; ++i) {
            Function memory f = functions[i];
            require(reached[i].done > 0, NeverDone(f.target, f.selector));
            require(reached[i].refused > 0 || !f.refusable, NeverRefused(f.target, f.selector));
        }
    }

    function _requireEvents(string[42] memory events, uint256[42] memory occurred) private pure {
        string memory missing;
        for (uint256 i; i < events.length; ++i) {
            if (occurred[i] == 0) missing = string.concat(missing, events[i], "; ");
        }
        require(bytes(missing).length == 0, NeverHappened(missing));
    }

    function _events() private pure returns (string[42] memory) {
        return [
            "a team whose price has risen",
            "a payment cut to what is missing",
            "a full refund",
            "a refund in proportion",
            "a stock full to the brim",
            "a late word that still counts",
            "a freeze by several holders",
            "too few holders for a freeze",
            "a debt settled by another",
            "a debt settled in part",
            "a debtor no longer",
            "a debt of an owner",
            "a debt of a cooperative",
            "a reading brought again",
            "a meter used again",
            "a reading of an account",
            "a reading of a P-256 key",
            "a reading of a contract",
            "a reading of a meter that replaced another",
            "a suspended meter replaced",
            "a new meter that shows more than was counted",
            "a meter replaced by another kind",
            "a bill that follows the UF",
            "a credit used in part",
            "a credit used up",
            "a correction beyond the credit",
            "a debt left behind",
            "a credit left behind",
            "a spending that the reserve no longer has",
            "a move by signature",
            "a move while pesos move",
            "a holder who refuses what it earned",
            "a request that a wallet never signed",
            "an upgrade cancelled",
            "an upgrade to version two",
            "an upgrade back",
            // What roles can do at their worst.
            "the highest fee",
            "the highest tolerance",
            "a project that the arbiter cancels",
            "a reserve below the supply",
            "a mint up to the reserve",
            "a UF at its bound"
        ];
    }

    /* ALL FUNCTIONS THAT CHANGE SOMETHING */

    function _functions() private view returns (Function[] memory all) {
        bytes4[31] memory ofMarket = [
            IMarketSettings.setFee.selector,
            IMarketSettings.setTreasury.selector,
            IMarketSettings.setEligibility.selector,
            IMarketSettings.openClass.selector,
            IMarketSettings.closeClass.selector,
            IMarketSettings.setRegions.selector,
            IMarketSettings.pause.selector,
            IMarketSettings.unpause.selector,
            IRegistry.postDemand.selector,
            IRegistry.postDemandWithTerms.selector,
            IRegistry.updateDemand.selector,
            IRegistry.setTerms.selector,
            IRegistry.withdrawDemand.selector,
            IRegistry.postOffer.selector,
            IRegistry.updateOffer.selector,
            IRegistry.withdrawOffer.selector,
            IMatching.matchBatch.selector,
            IMatching.matchOwn.selector,
            ICrowdfunding.fund.selector,
            ICrowdfunding.fundWithPermit.selector,
            ICrowdfunding.expire.selector,
            ICrowdfunding.refund.selector,
            IEscrow.confirmDelivery.selector,
            IEscrow.confirmInstallation.selector,
            IEscrow.release.selector,
            IDisputes.cancel.selector,
            IDisputes.dispute.selector,
            IDisputes.uphold.selector,
            IDisputes.resolve.selector,
            IReputation.rate.selector,
            UUPSUpgradeable.upgradeToAndCall.selector
        ];
        bytes4[21] memory ofEnergy = [
            ICooperatives.registerCooperative.selector,
            ICooperatives.setCooperativeRegions.selector,
            ICooperatives.announcePrice.selector,
            IMeters.commission.selector,
            IMeters.suspendMeter.selector,
            IMeters.restoreMeter.selector,
            IMeters.replaceMeter.selector,
            IMeters.retireMeter.selector,
            IHandover.moveProject.selector,
            IHandover.acceptProject.selector,
            IMeters.setTolerance.selector,
            IReadings.report.selector,
            IReadings.reportBatch.selector,
            ICorrections.correct.selector,
            IBalances.deposit.selector,
            IBalances.depositWithPermit.selector,
            IBalances.withdraw.selector,
            IBalances.settle.selector,
            IEnergySales.pause.selector,
            IEnergySales.unpause.selector,
            UUPSUpgradeable.upgradeToAndCall.selector
        ];
        bytes4[8] memory ofShares = [
            IERC6909.transfer.selector,
            IERC6909.transferFrom.selector,
            IProjectShares.payoutPairs.selector,
            IProjectShares.askSpending.selector,
            IProjectShares.withdrawSpending.selector,
            IProjectShares.approveSpending.selector,
            IProjectShares.closeReserve.selector,
            UUPSUpgradeable.upgradeToAndCall.selector
        ];
        // What everybody may always do comes last.
        bytes4[4] memory ofSharesAlways = [
            IERC6909.approve.selector,
            IERC6909.setOperator.selector,
            IProjectShares.claim.selector,
            IProjectShares.payout.selector
        ];
        bytes4[3] memory ofToken =
            [ICLPToken.mint.selector, ICLPToken.publishReserve.selector, ICLPToken.redeem.selector];

        bytes4[2] memory ofIndex = [IUFIndex.publish.selector, IUFIndex.setMaxChange.selector];

        all = new Function[](31 + 21 + 8 + 4 + 3 + 2 + 2);
        uint256 n;
        for (uint256 i; i < ofMarket.length; ++i) {
            all[n++] = Function(address(market), ofMarket[i], true);
        }
        for (uint256 i; i < ofEnergy.length; ++i) {
            all[n++] = Function(address(energy), ofEnergy[i], true);
        }
        for (uint256 i; i < ofShares.length; ++i) {
            all[n++] = Function(address(shares), ofShares[i], true);
        }
        for (uint256 i; i < ofSharesAlways.length; ++i) {
            all[n++] = Function(address(shares), ofSharesAlways[i], false);
        }
        for (uint256 i; i < ofToken.length; ++i) {
            all[n++] = Function(address(token), ofToken[i], true);
        }
        for (uint256 i; i < ofIndex.length; ++i) {
            all[n++] = Function(address(uf), ofIndex[i], true);
        }
        all[n++] = Function(address(token), IERC20.transfer.selector, false);
        all[n++] = Function(address(list), AllowList.set.selector, true);
    }
}
