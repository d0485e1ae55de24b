// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The UF, month by month
/// @notice The unidad de fomento is the unit of account that follows Chile's prices. A month's value is the UF of its first
/// day, which the central bank makes known on the ninth of the month before.
/// @dev Units: hundredths of a peso, as the UF is published; months are civil months in UTC, counted from January 1970 as 0. Values
/// are only ever added, in order, and never changed.
///
/// Trusted: the indexer publishes true values. Bounded: a value is at most the maximal change, for each month since the
/// last one and for twelve at most, away from it.
interface IUFIndex {
    /// @notice The last value, and how far the next may be from it, in one slot.
    struct Latest {
        uint16 month;
        uint32 value; // hundredths of a peso; 0 before the first
        uint16 maxChangeBps; // basis points per month
    }

    event UFPublished(uint16 indexed month, uint32 value);
    event MaxChangeSet(uint16 maxChangeBps);

    error ZeroValue();
    error MonthNotNext(uint16 month, uint16 last);
    error MonthAhead(uint16 month, uint256 last);
    error ChangeTooLarge(uint32 value, uint256 least, uint256 most);
    error MaxChangeOutOfBounds(uint16 maxChangeBps);

    /// @notice Publishes a month's value. Indexer only. Months may be left out, and then never made up for.
    /// @param month after the last one published, and at most the month after this one
    /// @param value hundredths of a peso; the first may be any but 0
    function publish(uint16 month, uint32 value) external;

    /// @notice Sets how much a value may change in a month. Operator only.
    /// @param maxChangeBps basis points, 50 to 1,000; 300 unless set
    function setMaxChange(uint16 maxChangeBps) external;

    /// @notice The value of the month of `time` (seconds since 1970), or of the last month before it that has one; 0 if none has.
    function valueAt(uint256 time) external view returns (uint32 value);

    function latest() external view returns (Latest memory);
}
