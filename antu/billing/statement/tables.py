"""A statement's rows, from a project's replay: a line per month and a total; of a project, or of one of its holders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antu.billing.months import month_of
from antu.billing.shares import FRACTION_BITS
from antu.billing.statement.months import HolderMonth, Month
from antu.billing.statement.replay import Replay
from antu.errors import AntuError

ENERGY = ("generated", "used", "exported")  # Wh
BILLS = ("owner_bill", "cooperative_bill", "corrected")  # pesos, and so all that follow but shares
PAYMENT = ("credit_used", "paid", "owed")
REVENUE = ("reserved", "spent", "shared", "claimed")
HOLDING = ("shares", "earned", "claimed", "claimable")

# Groups of columns: name -> columns.
PROJECT_GROUPS: Mapping[str, Sequence[str]] = {
    "energy": ENERGY,
    "billed": BILLS,
    "payment": PAYMENT,
    "revenue": REVENUE,
}
HOLDER_GROUPS: Mapping[str, Sequence[str]] = {
    "energy": ENERGY,
    "project_money": ("billed", "paid", "owed", "reserved", "shared"),
    "holding": HOLDING,
}

# What is left at a month's end; a total has the last one's. The others are sums.
BALANCES = frozenset({"owed", "shares", "claimable"})

Values = Mapping[str, int]


@dataclass(frozen=True)
class Table:
    """A project's months, oldest first and none left out, and their total. Energy in Wh, money in pesos."""

    project: int
    groups: Mapping[str, Sequence[str]]
    lines: Mapping[int, Values]  # by month
    total: Values

    @property
    def billed(self) -> int:
        """Pesos of both bills, with corrections."""
        return self.total["billed"] if "billed" in self.total else sum(self.total[column] for column in BILLS)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for group in self.groups.values() for column in group)


@dataclass(frozen=True)
class HolderTotal:
    """A holder's part of a project since it operates; `fraction` is what of it is below a peso, in 2^-64 pesos."""

    holder: str
    shares: int
    earned: int
    claimed: int
    claimable: int
    fraction: int


def project_table(replay: Replay) -> Table:
    """All of a project."""
    lines, owed = {}, 0
    for number in _span(replay):
        month = replay.months.get(number, Month())
        owed += month.owed
        lines[number] = {name: getattr(month, name) for name in (*BILLS, "credit_used", "paid", *REVENUE)}
        lines[number] |= _energy(month) | {"owed": owed}
    return _table(replay, PROJECT_GROUPS, lines)


def holder_table(replay: Replay, holder: str) -> Table:
    """A project's months with one holder's part of them."""
    lines = {}
    shares = _shares_before(replay, holder)
    owed = earned = claimed = 0
    for number in _span(replay):
        month = replay.months.get(number, Month())
        own = month.holders.get(holder, HolderMonth())
        before = earned >> FRACTION_BITS
        owed, shares, earned = owed + month.owed, shares + own.shares, earned + own.earned
        claimed += own.claimed
        lines[number] = _energy(month) | {
            "billed": month.owner_bill + month.cooperative_bill + month.corrected,
            "paid": month.paid,
            "owed": owed,
            "reserved": month.reserved,
            "shared": month.shared,
            "shares": shares,
            # Rounded down at each month's end, so that the months add up to the total.
            "earned": (earned >> FRACTION_BITS) - before,
            "claimed": own.claimed,
            "claimable": (earned >> FRACTION_BITS) - claimed,
        }
    return _table(replay, HOLDER_GROUPS, lines)


def holder_totals(replay: Replay) -> list[HolderTotal]:
    """Everybody who ever held, in the order in which they came."""
    return [
        HolderTotal(
            holder=holder,
            shares=position.shares,
            earned=position.claimed + replay.series.claimable(holder),
            claimed=position.claimed,
            claimable=replay.series.claimable(holder),
            fraction=replay.series.earned(holder) & ((1 << FRACTION_BITS) - 1),
        )
        for holder, position in replay.series.positions.items()
    ]


def _energy(month: Month) -> dict[str, int]:
    used = month.generated - month.exported
    return {"generated": month.generated, "used": used, "exported": month.exported}


def _span(replay: Replay) -> range:
    """From the month in which the meter was connected to the last in which anything happened."""
    if not replay.cooperatives:
        raise AntuError(
            f"Project {replay.project} has no meter yet, and so no account to state.",
            "Its cooperative connects one when it is built; see: ape run status --projects",
        )
    first = month_of(replay.cooperatives[0][0])
    return range(first, max([first, *replay.months]) + 1)


def _shares_before(replay: Replay, holder: str) -> int:
    first = _span(replay).start
    return sum(month.holders[holder].shares for number, month in replay.months.items() if number < first)


def _table(replay: Replay, groups: Mapping[str, Sequence[str]], lines: Mapping[int, Values]) -> Table:
    last = lines[max(lines)]
    columns = [column for group in groups.values() for column in group]
    total = {c: last[c] if c in BALANCES else sum(line[c] for line in lines.values()) for c in columns}
    return Table(replay.project, groups, lines, total)
