// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Months} from "../../../contracts/libraries/Months.sol";
import {FIRST_YEAR, daysOf, monthOf} from "../support/Calendar.sol";
import {equal} from "../support/Check.sol";

/// @title Civil months, against a calendar that is turned page by page
contract MonthsTest {
    uint256 private constant LAST_YEAR = 2200; // past 2000, a leap year, and 2100 and 2200, which are none

    /// @dev The first and the last second of each month from 1970 to 2200, and the last of its second day before the end.
    function test_containing_holdsAtEveryMonthsEnds() external pure {
        uint256 time;
        uint256 months;
        for (uint256 year = FIRST_YEAR; year <= LAST_YEAR; ++year) {
            for (uint256 month = 1; month <= 12; ++month) {
                uint256 end = time + daysOf(year, month) * 1 days;
                equal("first second", time, Months.containing(time), months);
                equal("last second", end - 1, Months.containing(end - 1), months);
                equal("last second but a day", end - 1, Months.containing(end - 1 days - 1), months);
                time = end;
                ++months;
            }
        }
    }

    function testFuzz_containing_followsTheCalendar(uint40 draw) external pure {
        uint256 time = draw % (230 * 365 days);
        equal("month", time, Months.containing(time), monthOf(time));
    }

    /// @dev The dates that calendars are known to fail on.
    function test_containing_knowsLeapDays() external pure {
        equal("29 February 2000", 2000, Months.containing(951_782_400), 361);
        equal("1 March 2000", 2000, Months.containing(951_868_800), 362);
        equal("28 February 2100, its last second", 2100, Months.containing(4_107_542_399), 1561);
        equal("1 March 2100", 2100, Months.containing(4_107_542_400), 1562);
    }
}
