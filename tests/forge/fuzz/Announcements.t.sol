// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {equal, same} from "../support/Check.sol";
import {Scenario} from "../support/Scenario.sol";
import {timeNow, vm} from "../support/Vm.sol";

/// @title A cooperative's prices over time, beside a list that is read from its beginning
contract AnnouncementsTest is Scenario {
    uint256 private constant COOPERATIVE = 1; // its number
    uint256 private constant TRIES = 8;

    struct Price {
        uint256 from; // seconds
        uint256 pesos;
    }

    Price[] private prices;

    /// @dev At random times, now and then in the very second in which the last price begins to hold.
    function testFuzz_priceAt_isTheLastAnnouncedByThen(uint256[TRIES] memory draws, uint256 time) external {
        prices.push(Price(0, COOPERATIVE_PRICE));
        for (uint256 i; i < TRIES; ++i) {
            uint256 begins = prices[prices.length - 1].from;
            uint256 moment = draws[i] % 4 == 0 ? begins : timeNow() + draws[i] % 45 days;
            if (moment > timeNow()) vm.warp(moment);
            _announce(uint16(draws[i] >> 64), begins);
        }
        for (uint256 i; i < prices.length; ++i) {
            uint256 from = prices[i].from;
            if (from > 0) _checkAt(from - 1);
            _checkAt(from);
            _checkAt(from + 1);
        }
        _checkAt(timeNow());
        _checkAt(timeNow() + time % 60 days);
        _checkAt(time);
    }

    /// @dev Refused while another waits for its day.
    function _announce(uint16 pesos, uint256 begins) private {
        vm.prank(cooperative);
        try energy.announcePrice(pesos) {
            same("announced when none waited", pesos, timeNow() >= begins, true);
            prices.push(Price(timeNow() + 30 days, pesos));
        } catch {
            same("refused while one waited", pesos, timeNow() < begins, true);
        }
    }

    function _checkAt(uint256 time) private view {
        uint256 expected;
        for (uint256 i; i < prices.length && prices[i].from <= time; ++i) {
            expected = prices[i].pesos;
        }
        equal("price", time, energy.priceAt(COOPERATIVE, time), expected);
    }
}
