// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {atMost, equal} from "../support/Check.sol";
import {Scenario} from "../support/Scenario.sol";
import {timeNow, vm} from "../support/Vm.sol";

/// @title Refunds of any crowd, at any stage
contract RefundsTest is Scenario {
    uint256 private constant CROWD = 8;
    address[] private crowd;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < CROWD; ++i) {
            crowd.push(_account(string(abi.encodePacked("financier ", bytes1(uint8(48 + i))))));
        }
    }

    /// @dev Each gets its part of what is left, rounded down, and nobody's part depends on who came first.
    function testFuzz_refund_isProportional(uint40[3] memory prices, uint40[CROWD] memory parts, uint256 stage)
        external
    {
        for (uint256 i; i < 3; ++i) {
            prices[i] = uint40(1 + prices[i] % (i == 0 ? 100 : 1e11));
        }
        uint256 id = _match(prices);
        uint256 goal = market.goal(id);
        _fundByAll(id, parts, goal);
        // Delivering, Installing or Connecting: an awaited step that nobody takes.
        _buildUpTo(id, IMarketTypes.State(uint256(IMarketTypes.State.Delivering) + stage % 3 * 2));
        vm.warp(market.project(id).deadline + 1);
        market.cancel(id);

        uint256 left = token.balanceOf(address(market));
        uint256 paid;
        uint256 first = stage % CROWD;
        for (uint256 i; i < CROWD; ++i) {
            address holder = crowd[(first + i) % CROWD];
            uint256 held = shares.balanceOf(holder, id);
            if (held == 0) continue;
            vm.prank(holder);
            uint256 amount = market.refund(id);
            equal("refund", i, amount, held * left / goal);
            paid += amount;
        }
        atMost("refunds", id, paid, left);
        equal("left", id, token.balanceOf(address(market)), left - paid);
        atMost("dust, below a peso each", id, left - paid, CROWD - 1);
    }

    /// @dev If the goal is missed, everybody gets all of it back.
    function testFuzz_refund_isFullWhenExpired(uint40[CROWD] memory parts, uint256 missing) external {
        uint256 id = _match([uint40(1_000_000_000), 100_000_000, 10_000_000]);
        uint256 goal = market.goal(id);
        _fundByAll(id, parts, goal - 1 - missing % goal);
        vm.warp(timeNow() + 60 days + 1);
        market.expire(id);
        for (uint256 i; i < CROWD; ++i) {
            uint256 held = shares.balanceOf(crowd[i], id);
            if (held == 0) continue;
            vm.prank(crowd[i]);
            equal("refund", i, market.refund(id), held);
        }
        equal("left", id, token.balanceOf(address(market)), 0);
    }

    /// @dev Pays `total` in, each a drawn part, the last what then is missing.
    function _fundByAll(uint256 id, uint40[CROWD] memory parts, uint256 total) private {
        for (uint256 i; i < CROWD; ++i) {
            uint256 amount = i == CROWD - 1 ? total : parts[i] % (total + 1);
            if (amount > 0) _fund(id, crowd[i], amount);
            total -= amount;
        }
    }
}
