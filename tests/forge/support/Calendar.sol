// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// The calendar as it hangs on a wall: year by year, month by month, nothing computed that can be counted.

uint256 constant FIRST_YEAR = 1970;

function daysOf(uint256 year, uint256 month) pure returns (uint256) {
    if (month == 2) return isLeap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

function isLeap(uint256 year) pure returns (bool) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// @dev The civil month of a time, counted from January 1970 as 0.
function monthOf(uint256 time) pure returns (uint256 months) {
    uint256 day = time / 1 days;
    uint256 year = FIRST_YEAR;
    for (; day >= (isLeap(year) ? 366 : 365); ++year) {
        day -= isLeap(year) ? 366 : 365;
        months += 12;
    }
    for (uint256 month = 1; day >= daysOf(year, month); ++month) {
        day -= daysOf(year, month);
        ++months;
    }
}
