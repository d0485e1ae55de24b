"""Civil months in UTC, counted from January 1970 as 0: by Python's calendar, not by the contracts' arithmetic."""

from datetime import UTC, datetime


def month_of(time: int) -> int:
    """The month of a time in seconds since 1970."""
    date = datetime.fromtimestamp(time, UTC)
    return (date.year - 1970) * 12 + date.month - 1


def start_of(month: int) -> int:
    """A month's first second."""
    return int(datetime(1970 + month // 12, month % 12 + 1, 1, tzinfo=UTC).timestamp())
