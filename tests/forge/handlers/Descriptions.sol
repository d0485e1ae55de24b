// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {IBalances} from "../../../contracts/interfaces/energy/IBalances.sol";
import {ICorrections} from "../../../contracts/interfaces/energy/ICorrections.sol";
import {IHandover} from "../../../contracts/interfaces/energy/IHandover.sol";
import {IMeters} from "../../../contracts/interfaces/energy/IMeters.sol";
import {IReadings} from "../../../contracts/interfaces/energy/IReadings.sol";
import {ICrowdfunding} from "../../../contracts/interfaces/market/ICrowdfunding.sol";
import {IDisputes} from "../../../contracts/interfaces/market/IDisputes.sol";
import {IEscrow} from "../../../contracts/interfaces/market/IEscrow.sol";
import {IMatching} from "../../../contracts/interfaces/market/IMatching.sol";
import {IRegistry} from "../../../contracts/interfaces/market/IRegistry.sol";
import {IReputation} from "../../../contracts/interfaces/market/IReputation.sol";
import {RogueMoves} from "./RogueMoves.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

/// @title What moves have to know of the functions that they call
abstract contract Descriptions is RogueMoves {
    function _describeFunctions() internal {
        // Those of a contract of which one at a time may run.
        _areGuarded(
            [
                ICrowdfunding.fund.selector,
                ICrowdfunding.fundWithPermit.selector,
                ICrowdfunding.refund.selector,
                IEscrow.release.selector,
                IBalances.deposit.selector,
                IBalances.depositWithPermit.selector,
                IBalances.withdraw.selector,
                IBalances.settle.selector,
                IReadings.report.selector,
                IReadings.reportBatch.selector,
                ICorrections.correct.selector
            ]
        );
        // Where their arguments have the number of a project.
        bytes4[30] memory first = [
            IRegistry.updateDemand.selector,
            IRegistry.setTerms.selector,
            IRegistry.withdrawDemand.selector,
            IMatching.matchOwn.selector,
            ICrowdfunding.fund.selector,
            ICrowdfunding.fundWithPermit.selector,
            ICrowdfunding.expire.selector,
            ICrowdfunding.refund.selector,
            IEscrow.confirmDelivery.selector,
            IEscrow.confirmInstallation.selector,
            IEscrow.commission.selector,
            IEscrow.release.selector,
            IDisputes.cancel.selector,
            IDisputes.dispute.selector,
            IDisputes.uphold.selector,
            IDisputes.resolve.selector,
            IReputation.rate.selector,
            IMeters.commission.selector,
            IMeters.suspendMeter.selector,
            IMeters.restoreMeter.selector,
            IMeters.replaceMeter.selector,
            IMeters.retireMeter.selector,
            IHandover.moveProject.selector,
            IHandover.acceptProject.selector,
            ICorrections.correct.selector,
            IBalances.settle.selector,
            IProjectShares.askSpending.selector,
            IProjectShares.withdrawSpending.selector,
            IProjectShares.approveSpending.selector,
            IProjectShares.closeReserve.selector
        ];
        for (uint256 i; i < first.length; ++i) {
            placeOfProject[first[i]] = 1;
        }
        placeOfProject[IReadings.report.selector] = 2; // after the reading's offset
        placeOfProject[IERC6909.transfer.selector] = 2;
        placeOfProject[IERC6909.approve.selector] = 2;
        placeOfProject[IERC6909.transferFrom.selector] = 3;
        placeOfProject[IProjectShares.claim.selector] = 3; // the first of its projects
    }
}
