// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Civil months
library Months {
    /// @dev From 1 March of the year 0, where the algorithm's years begin, to 1 January 1970.
    uint256 private constant DAYS_TO_1970 = 719_468;
    uint256 private constant MONTHS_TO_1970 = 1970 * 12;
    uint256 private constant DAYS_OF_400_YEARS = 146_097;

    /// @notice The civil month of a time, in UTC, counted from January 1970 as 0.
    /// @dev Howard Hinnant's `civil_from_days` (https://howardhinnant.github.io/date_algorithms.html): years begin in March, so
    /// that the leap day is their last, and the months' lengths follow a line.
    /// @param time seconds since 1970
    // slither-disable-next-line divide-before-multiply: a calendar counts whole days, months and years
    function containing(uint256 time) internal pure returns (uint256) {
        uint256 day = time / 1 days + DAYS_TO_1970;
        uint256 era = day / DAYS_OF_400_YEARS;
        uint256 dayOfEra = day % DAYS_OF_400_YEARS;
        uint256 yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        uint256 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        uint256 monthsFromMarch = (5 * dayOfYear + 2) / 153;
        return (era * 400 + yearOfEra) * 12 + 2 + monthsFromMarch - MONTHS_TO_1970;
    }
}
