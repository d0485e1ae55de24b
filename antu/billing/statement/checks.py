"""Whether a statement's figures, from events, are what the contracts say, to the peso."""

from collections.abc import Iterable
from dataclasses import dataclass

from antu.billing.shares import FRACTION_BITS
from antu.billing.statement.replay import Figures, Replay

# Figures of each holder; the others are the project's.
OF_HOLDERS = frozenset({"shares", "claimable"})


@dataclass(frozen=True)
class Check:
    """A figure by the events, and by what it must be equal to: the contracts' state, prices, or another figure."""

    project: int
    figure: str
    who: str
    events: int
    other: int

    @property
    def difference(self) -> int:
        return self.events - self.other

    def __str__(self) -> str:
        whose = f" of {self.who}" if self.who else ""
        return f"project {self.project}, {self.figure}{whose}: {self.events:,} by the events, {self.other:,} expected"


def wanted(replay: Replay, holder: str | None = None) -> Figures:
    """The figures of a replay that the contracts can be asked about; of one holder's position only, if one is named."""
    return {
        (figure, who): value
        for (figure, who), value in replay.figures().items()
        if holder is None or figure not in OF_HOLDERS or who == holder
    }


def against_contracts(replay: Replay, by_events: Figures, by_contracts: Figures) -> list[Check]:
    """Each figure beside the contracts'."""
    return [
        Check(replay.project, figure, who, value, by_contracts[figure, who])
        for (figure, who), value in by_events.items()
    ]


def within(replay: Replay) -> list[Check]:
    """The events beside themselves: bills made once more from the prices, and that no peso was lost on the way."""
    months = replay.months.values()

    def total(figure: str) -> int:
        return sum(getattr(month, figure) for month in months)

    series = replay.series
    earned = sum(own.earned for month in months for own in month.holders.values())
    equations: Iterable[tuple[str, int, int]] = (
        ("owner_bill", total("owner_bill"), replay.rebilled_owner),
        ("cooperative_bill", total("cooperative_bill"), replay.rebilled_cooperative),
        ("conserved_bills", total("billed"), total("paid") + total("owed") + total("credit_used")),
        ("conserved_paid", total("paid") + total("closed"), total("shared") + total("reserved")),
        ("conserved_shared", total("shared") << FRACTION_BITS, earned + series.rounding),
    )
    return [Check(replay.project, figure, "", left, right) for figure, left, right in equations]
