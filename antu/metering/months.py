"""Calendar years and months in UTC, as in the contracts' bills. When they end it is evening in Chile."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from antu.billing.months import month_of, month_start


def year_start(year: int) -> int:
    """When a year begins, in seconds since 1970."""
    return int(np.datetime64(f"{year:04}-01-01", "s").astype(np.int64))


def year_of(time: int) -> int:
    """The year in which a time lies."""
    return int(np.datetime64(time, "s").astype("datetime64[Y]").astype(np.int64)) + 1970


def month_ends(after: int, count: int) -> list[int]:
    """When so many months end, in seconds since 1970: the one in which `after` lies, and those that follow."""
    following = month_of(after) + 1
    return [month_start(month) for month in range(following, following + count)]


def hours_of(year: int) -> NDArray[Any]:
    """The beginnings of a year's hours, 8,760 or 8,784, as numpy's `datetime64[h]`."""
    return np.arange(np.datetime64(f"{year:04}-01", "h"), np.datetime64(f"{year + 1:04}-01", "h"))
