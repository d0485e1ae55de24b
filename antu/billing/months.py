"""Billing months: civil months in UTC, counted from January 1970 as 0, as `contracts/libraries/Months.sol` does."""

from datetime import UTC, datetime

HOURS = 730  # of the month that corrections are capped by


def month_of(time: int) -> int:
    """The month in which a time lies, in seconds since 1970."""
    when = datetime.fromtimestamp(time, UTC)
    return (when.year - 1970) * 12 + when.month - 1


def month_read(time: int) -> int:
    """The month to which the energy of a reading belongs: that of its last second.

    A reading of the first midnight of February is January's."""
    return month_of(time - 1)


def month_start(month: int) -> int:
    """When a month begins, in seconds since 1970."""
    return int(datetime(1970 + month // 12, month % 12 + 1, 1, tzinfo=UTC).timestamp())


def month_named(name: str) -> int:
    """The month of a name as `2026-02`."""
    year, month = name.split("-")
    return (int(year) - 1970) * 12 + int(month) - 1


def iso(month: int) -> str:
    """A month as `2026-02`."""
    return f"{1970 + month // 12}-{month % 12 + 1:02}"
