"""The UF, month by month, as `contracts/UFIndex.sol` keeps it."""

from bisect import bisect_right

from antu.billing.months import month_of
from antu.errors import AntuError
from antu.money import BASIS_POINTS

MAXIMUM_CHANGE_BPS = 300
MOST_MONTHS = 12  # without a value that widen the bound of the next


def largest_change(value: int, months: int, bps_per_month: int) -> int:
    """How far from a value the next may be, so many months after it."""
    return value * min(months, MOST_MONTHS) * bps_per_month // BASIS_POINTS


class UFIndex:
    """Values in hundredths of a peso by month; months may be left out, and take the last value before them."""

    def __init__(self, maximum_change_bps: int = MAXIMUM_CHANGE_BPS) -> None:
        self.maximum_change_bps = maximum_change_bps
        self._months: list[int] = []
        self._values: list[int] = []

    def publish(self, month: int, value: int, now: int) -> None:
        """Adds a month's value. Raises `AntuError` for what the contract refuses."""
        if value <= 0:
            raise AntuError(f"{value} is no value of the UF.", "Give hundredths of a peso, above 0.")
        if month > month_of(now) + 1:
            raise AntuError(f"Month {month} is too far ahead.", "The month after this one is the last to be published.")
        if self._months:
            last, before = self._months[-1], self._values[-1]
            if month <= last:
                raise AntuError(f"Month {month} is not after {last}.", "Values are only ever added, in order.")
            change = largest_change(before, month - last, self.maximum_change_bps)
            if abs(value - before) > change:
                raise AntuError(f"{value} is more than {change} away from {before}.", "Check the value.")
        self.add(month, value)

    def add(self, month: int, value: int) -> None:
        """Adds a month's value that was published."""
        self._months.append(month)
        self._values.append(value)

    @property
    def last_month(self) -> int:
        """The last month that has a value; -1 if none has."""
        return self._months[-1] if self._months else -1

    def value_at(self, time: int) -> int:
        """The value of a time's month, or of the last month before it that has one; 0 if none has."""
        place = bisect_right(self._months, month_of(time))
        return self._values[place - 1] if place else 0
