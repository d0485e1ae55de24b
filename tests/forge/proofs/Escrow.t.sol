// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {assume} from "../support/Svm.sol";
import {vm} from "../support/Vm.sol";
import {AnyMarket} from "./support/AnyMarket.sol";
import {Pesos, PlainShares} from "./support/Stubs.sol";

/// @title The money of a project: cost, fee and goal, payments in, releases and refunds
/// @notice For any project that storage can hold: prices of up to 2^40 - 1 pesos, a fee of up to 65,535 basis points.
contract EscrowProofs is AnyMarket {
    uint256 private constant BPS = 10_000;

    Pesos private pesos;
    PlainShares private shares;

    function setUp() external {
        pesos = new Pesos();
        shares = new PlainShares();
        _deploy(address(pesos), address(shares), FORWARDER);
    }

    /* COST, FEE, GOAL */

    /// @notice The goal is the three prices and the fee, `cost * feeBps / 10,000` rounded down. The factors are below 2^42 and
    /// 2^16, so nothing overflows: whatever the slots hold, the goal can be told.
    function check_goal_isCostAndFee(uint256 id) external view {
        IMarketTypes.Project memory p = market.project(id);
        uint256 goal = market.goal(id);
        unchecked {
            uint256 cost = uint256(p.vendorPrice) + p.installerPrice + p.managerPrice;
            assert(cost < 1 << 42);
            assert(goal == cost + cost * p.feeBps / BPS);
        }
    }

    /// @notice What a match costs fits the maximum that the owner posted and the one that the match names, so a uint40.
    function check_matchOwn_costsAtMostTheMaximum(IMarketTypes.Team calldata team, address caller) external {
        vm.prank(caller);
        market.matchOwn(team);
        uint256 goal = market.goal(team.demandId);
        assert(goal <= market.project(team.demandId).maxPrice);
        assert(goal <= team.maxGoal);
    }

    /* IN */

    /// @notice A payment mints as many shares as pesos it takes, never beyond the goal; building begins with the peso that
    /// reaches it, and no earlier.
    function check_fund_neverExceedsTheGoal(uint256 id, uint256 amount, address funder, uint256 supply) external {
        uint256 goal = market.goal(id);
        assume(supply < goal && funder != FORWARDER);
        shares.set(supply, 0);
        vm.prank(funder);
        uint256 paid = market.fund(id, amount);
        assert(paid > 0 && paid <= amount);
        assert(pesos.taken() == paid);
        assert(shares.totalSupply(id) == supply + paid);
        assert(supply + paid <= goal);
        assert((market.project(id).state == IMarketTypes.State.Delivering) == (supply + paid == goal));
    }

    /* OUT */

    /// @notice A release pays the vendor, then the installer, then the manager and the fee: what the escrow has left of the goal
    /// before it is what it pays and what it has left after it, and after the last one nothing.
    function check_release_paysWhatIsDue(uint256 id) external {
        IMarketTypes.Project memory p = market.project(id);
        uint256 left = market.escrowed(id);
        market.release(id);
        IMarketTypes.State state = market.project(id).state;
        assert(pesos.paid() + market.escrowed(id) == left);
        if (p.state == IMarketTypes.State.Delivered) assert(pesos.paid() == p.vendorPrice);
        if (p.state == IMarketTypes.State.Installed) assert(pesos.paid() == p.installerPrice);
        if (p.state == IMarketTypes.State.Connected) assert(state == IMarketTypes.State.Operating);
    }

    /// @notice Of an expired project, a share is a peso.
    function check_refund_ofAnExpiredProjectIsFull(uint256 id, address holder, uint256 held) external {
        assume(market.project(id).state == IMarketTypes.State.Expired && holder != FORWARDER);
        shares.set(held, held);
        vm.prank(holder);
        uint256 amount = market.refund(id);
        assert(amount == held);
        assert(pesos.received(holder) == held);
    }

    /// @notice Of a cancelled project, shares are worth `shares * left / goal`, rounded down, whoever came before, where `left` is the
    /// goal less what the stage says was released.
    function check_refund_ofACancelledProjectIsProportional(uint256 id, address holder, uint256 held) external {
        IMarketTypes.Project memory p = market.project(id);
        uint256 goal = market.goal(id);
        assume(p.state == IMarketTypes.State.Cancelled && holder != FORWARDER && held < 1 << 40);
        uint256 left = goal;
        IMarketTypes.State stage = market.halt(id).stage;
        if (stage > IMarketTypes.State.Delivered) left -= p.vendorPrice;
        if (stage > IMarketTypes.State.Installed) left -= p.installerPrice;
        shares.set(goal, held);
        vm.prank(holder);
        uint256 amount = market.refund(id);
        unchecked {
            assert(amount == held * left / goal);
        }
        assert(left <= goal);
        assert(pesos.received(holder) == amount && pesos.paid() == amount);
    }

    /* CONTROLS: WRONG, AND TO BE REFUTED */

    /// @notice Wrong: no payment reaches the goal.
    function check_control_fund_neverReachesTheGoal(uint256 id, uint256 amount, uint256 supply) external {
        assume(supply < market.goal(id));
        shares.set(supply, 0);
        market.fund(id, amount);
        assert(market.project(id).state == IMarketTypes.State.Funding);
    }

    /// @notice Wrong: a cancelled project refunds in full, whatever was released.
    function check_control_refund_isAlwaysFull(uint256 id, uint40 held) external {
        assume(market.project(id).state == IMarketTypes.State.Cancelled);
        shares.set(held, held);
        assert(market.refund(id) == held);
    }

    /// @notice Wrong: the last release leaves the fee behind.
    function check_control_release_paysNoFee(uint256 id) external {
        IMarketTypes.Project memory p = market.project(id);
        assume(p.state == IMarketTypes.State.Connected);
        market.release(id);
        assert(pesos.paid() == p.managerPrice);
    }
}
