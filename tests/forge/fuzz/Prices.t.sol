// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {IMatching} from "../../../contracts/interfaces/market/IMatching.sol";
import {equal, same} from "../support/Check.sol";
import {Scenario} from "../support/Scenario.sol";
import {vm} from "../support/Vm.sol";

/// @title Cost, fee and goal, up to what a uint40 can hold
contract PricesTest is Scenario {
    uint256 private constant MOST = type(uint40).max;

    /// @dev Whatever the three prices, their sum and the fee either fit the maximum and the limit of the match, exactly
    /// counted, or are refused.
    function testFuzz_goal_isCostAndFeeOrRefused(uint40[3] memory prices, uint40 maxPrice, uint40 limit, uint16 feeBps)
        external
    {
        feeBps %= 1001;
        maxPrice = maxPrice == 0 ? 1 : maxPrice;
        uint256 cost;
        for (uint256 i; i < 3; ++i) {
            prices[i] = _drawPrice(prices[i]);
            cost += prices[i];
        }
        uint256 goal = cost + cost * feeBps / 10_000;
        vm.prank(operator);
        market.setFee(feeBps);
        IMarketTypes.Team memory team = _post(prices, maxPrice);
        team.maxGoal = _drawLimit(goal, limit);
        vm.prank(owner);
        try market.matchOwn(team) {
            same("goal at most the maximum", goal, goal <= maxPrice, true);
            same("goal at most the limit", goal, goal <= team.maxGoal, true);
            equal("goal", feeBps, market.goal(team.demandId), goal);
        } catch (bytes memory reason) {
            same("goal above the maximum or the limit", goal, goal > maxPrice || goal > team.maxGoal, true);
            same("matched", feeBps, market.project(team.demandId).state == IMarketTypes.State.Open, true);
            IMarketTypes.Mismatch why =
                goal > maxPrice ? IMarketTypes.Mismatch.OverMaximum : IMarketTypes.Mismatch.PriceRisen;
            bytes memory expected = abi.encodeWithSelector(IMatching.TeamRefused.selector, team.demandId, why, 0);
            same("reason", goal, reason, expected);
        }
    }

    /// @dev The suppliers and the treasury get all of the goal and nothing else, to the peso.
    function testFuzz_release_paysAllOfTheGoal(uint40[3] memory prices, uint16 feeBps) external {
        feeBps %= 1001;
        for (uint256 i; i < 3; ++i) {
            prices[i] = uint40(1 + prices[i] % (MOST * 10 / 33)); // the sum and the highest fee fit
        }
        vm.prank(operator);
        market.setFee(feeBps);
        uint256 id = _match(prices);
        uint256 goal = market.goal(id);
        _fund(id, owner, goal);
        _buildUpTo(id, IMarketTypes.State.Operating);
        equal("vendor", id, token.balanceOf(vendor), prices[0]);
        equal("installer", id, token.balanceOf(installer), prices[1]);
        equal("manager", id, token.balanceOf(manager), prices[2]);
        uint256 cost = uint256(prices[0]) + prices[1] + prices[2];
        equal("treasury", id, token.balanceOf(treasury), goal - cost);
        equal("fee, rounded down", id, goal - cost, cost * feeBps / 10_000);
        equal("left in escrow", id, token.balanceOf(address(market)), 0);
    }

    /// @dev Mostly the goal, or a peso less or more.
    function _drawLimit(uint256 goal, uint40 draw) private pure returns (uint40) {
        uint256 limit = draw % 4 == 3 ? draw : goal - 1 + draw % 4;
        return uint40(limit > MOST ? MOST : limit);
    }

    /// @dev Above 0, and now small, now a third of the most, now anything.
    function _drawPrice(uint40 draw) private pure returns (uint40) {
        uint256 most = draw % 3 == 0 ? 1000 : draw % 3 == 1 ? MOST / 3 : MOST;
        return uint40(1 + draw % most);
    }
}
