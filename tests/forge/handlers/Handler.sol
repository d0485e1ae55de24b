// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {IMatching} from "../../../contracts/interfaces/market/IMatching.sol";
import {monthOf} from "../support/Calendar.sol";
import {timeNow, vm} from "../support/Vm.sol";
import {Descriptions} from "./Descriptions.sol";

/// @title All moves, on a market that already lives when they begin
abstract contract Handler is Descriptions {
    uint256 private constant WEALTH = 2 ** 43; // pesos, of each person at the beginning
    uint256 private constant FIRST_UF = 3_950_000; // hundredths of a peso

    function setUp() public {
        _beginFile();
        _describeFunctions();
        _build();
        _invite();
        _openMarket();
        _openBank();
        _fillBook();
        _giveEachStageAProject();
        for (uint256 i; i < rogues.length; ++i) {
            moods[rogues[i]] = Mood.Moves;
        }
    }

    /* THE BEGINNING */

    function _openMarket() private {
        for (uint256 i; i < classes.length; ++i) {
            vm.prank(operator);
            market.openClass(classes[i], capacities[i]);
        }
        vm.prank(operator);
        market.setRegions(ALL_REGIONS);
        for (uint256 i; i < cooperatives.length; ++i) {
            _registerCooperative(operator, cooperatives[i], uint16(60 + i));
        }
        _publish(indexer, monthOf(timeNow()), FIRST_UF);
    }

    function _openBank() private {
        _publishReserve(attestor, WEALTH * people.length);
        for (uint256 i; i < people.length; ++i) {
            _mint(true, issuer, people[i], WEALTH, i + 1);
        }
    }

    /// @dev For each class an offer of each role, and demands of all owners.
    function _fillBook() private {
        for (uint256 i; i < 9; ++i) {
            uint256 size = i % 3;
            IMarketTypes.Offer memory o;
            o.sizeClass = classes[size];
            o.role = IMarketTypes.Role(i / 3);
            o.regions = ALL_REGIONS;
            o.price = uint40(dearest[size] / (1 + i / 3));
            o.stock = 3;
            _postOffer(suppliers[i % suppliers.length], o);
        }
        for (uint256 i; i < 6; ++i) {
            uint256 size = i % 3;
            IMarketTypes.Project memory p;
            p.sizeClass = classes[size];
            p.region = regions[size];
            p.maxPrice = uint40(uint256(dearest[size]) * 33 / 10);
            p.energyPrice = uint16(100 + i);
            p.crowdfunded = i != 4;
            p.feeBps = FEE_BPS;
            p.state = IMarketTypes.State.Open;
            // One of the first three follows the UF, and two keep a reserve.
            _postDemand(owners[size], p, IMarketTypes.Terms(uint16(i % 3 * 1499), i % 2 == 1));
        }
    }

    /// @dev Of six demands the last stays open, the others go on to Funding, Delivering and (three of them) Operating.
    function _giveEachStageAProject() private {
        for (uint32 id = 1; id <= 5; ++id) {
            uint32 first = 1 + (id - 1) % 3;
            IMarketTypes.Team memory team = IMarketTypes.Team(id, first, first + 3, first + 6, projects[id].maxPrice);
            address owner = projects[id].owner;
            _try(true, owner, address(market), abi.encodeCall(IMatching.matchOwn, (team)));
            _match(team);
            if (id == 5) return;
            // Of a crowd, some hold less than the tenth that can freeze an escrow.
            for (uint256 i; i < financiers.length; ++i) {
                address funder = projects[id].crowdfunded ? financiers[i] : owner;
                uint256 amount = i < 3 ? 1 + _goal(id) / 15 : _goal(id);
                _fund(funder, id, amount, i % 2 == 0, i);
            }
            if (id < 4) _complete(id);
        }
    }

    function _complete(uint256 id) private {
        _confirmDelivery(stories[id].parties[2], id);
        _release(stories[id].parties[1], id, true);
        _confirmInstallation(stories[id].parties[3], id);
        _release(stories[id].parties[2], id, true);
        for (uint256 how; projects[id].state == IMarketTypes.State.Connecting; ++how) {
            _commission(cooperatives[0], id, how); // until the draw is of a meter as it should be
        }
        _release(stories[id].parties[3], id, true);
    }

    /* TIME */

    /// @notice Lets time pass: some days, or to just before, at or after a deadline.
    function wait(uint256 which, uint256 howLong) external {
        uint256 present = timeNow();
        if (present > LAST_DAY) return;
        uint256 id = 1 + which % demandCount;
        uint256 deadline = projects[id].deadline;
        if (projects[id].state == IMarketTypes.State.Disputed) deadline = stories[id].frozenAt + ARBITRATION_PERIOD;
        bool toDeadline = _onceIn(2, howLong, "to a deadline") && deadline > present + 1;
        vm.warp(toDeadline ? deadline - 1 + howLong % 3 : present + _bound(howLong, 1 hours, 30 days));
    }

    /* THE LIST */

    /// @dev What campaigns draw from; a move named twice is drawn twice as often.
    function _moves() internal pure returns (bytes4[] memory moves) {
        bytes4[47] memory all = [
            this.postDemand.selector,
            this.updateDemand.selector,
            this.setTerms.selector,
            this.withdrawDemand.selector,
            this.postOffer.selector,
            this.updateOffer.selector,
            this.withdrawOffer.selector,
            this.matchBatch.selector,
            this.matchOwn.selector,
            this.fund.selector,
            this.expire.selector,
            this.refund.selector,
            this.build.selector,
            this.cancel.selector,
            this.dispute.selector,
            this.uphold.selector,
            this.resolve.selector,
            this.rate.selector,
            this.moveShares.selector,
            this.takeShares.selector,
            this.claim.selector,
            this.payout.selector,
            this.payoutPairs.selector,
            this.askSpending.selector,
            this.approveSpending.selector,
            this.closeReserve.selector,
            this.deposit.selector,
            this.withdraw.selector,
            this.settle.selector,
            this.report.selector,
            this.reportBatch.selector,
            this.correct.selector,
            this.repair.selector,
            this.handOver.selector,
            this.governIndex.selector,
            this.governMarket.selector,
            this.governEnergy.selector,
            this.pause.selector,
            this.upgrade.selector,
            this.mint.selector,
            this.publishReserve.selector,
            this.redeem.selector,
            this.passTokens.selector,
            this.turn.selector,
            this.turn.selector,
            this.forgeRequest.selector,
            this.wait.selector
        ];
        // A match, some payments and six steps of building make a project operate.
        bytes4[24] memory often = [
            this.postDemand.selector,
            this.matchBatch.selector,
            this.matchBatch.selector,
            this.build.selector,
            this.build.selector,
            this.build.selector,
            this.build.selector,
            this.build.selector,
            this.build.selector,
            this.fund.selector,
            this.fund.selector,
            this.fund.selector,
            this.report.selector,
            this.report.selector,
            this.report.selector,
            this.correct.selector,
            this.repair.selector,
            this.handOver.selector,
            this.deposit.selector,
            this.deposit.selector,
            this.dispute.selector,
            this.dispute.selector,
            this.resolve.selector,
            this.governMarket.selector
        ];
        moves = new bytes4[](all.length + often.length);
        for (uint256 i; i < moves.length; ++i) {
            moves[i] = i < all.length ? all[i] : often[i - all.length];
        }
    }
}
