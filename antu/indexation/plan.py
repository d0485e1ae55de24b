"""What of a file of UF values is to be published, by the rules of `contracts/UFIndex.sol`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from antu.billing.months import iso
from antu.billing.uf import largest_change
from antu.errors import RowError, RowProblem
from antu.indexation.csv_file import MonthValue


class Status(StrEnum):
    """What becomes of a month of the file."""

    PUBLISHED = "published before"
    NEXT = "to be published"
    TOO_LATE = "left out, and too late: a later month is published"


@dataclass(frozen=True)
class Latest:
    """The last month published, its value in hundredths of a peso (0 before the first), and the bound for the next."""

    month: int
    value: int
    max_change_bps: int  # per month


@dataclass(frozen=True)
class Step:
    """A month of the file, and the last value before it, in hundredths of a peso; 0 if there is none."""

    month: int
    value: int
    before: int
    status: Status
    left_out: int = 0  # months since the last one that have no value

    @property
    def change(self) -> float | None:
        """How much higher than the last value, as a ratio."""
        return self.value / self.before - 1 if self.before else None


@dataclass(frozen=True)
class Plan:
    """Every month of the file with what becomes of it; with any error, nothing should be published."""

    steps: tuple[Step, ...]
    errors: tuple[RowError, ...]

    @property
    def to_publish(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.status is Status.NEXT)


def plan(values: Iterable[MonthValue], published: Mapping[int, int], latest: Latest, this_month: int) -> Plan:
    """What to publish of values in ascending months, beside what was: month -> hundredths of a peso."""
    steps, errors = [], []
    last = latest
    for each in values:
        try:
            step = _step(each, published, latest, last, this_month)
        except RowProblem as problem:
            errors.append(problem.at(each.line))
            continue
        if step.status is Status.NEXT:
            last = Latest(each.month, each.value, latest.max_change_bps)
        steps.append(step)
    return Plan(tuple(steps), tuple(errors))


def _step(each: MonthValue, published: Mapping[int, int], latest: Latest, last: Latest, this_month: int) -> Step:
    before = published[max(earlier)] if (earlier := [month for month in published if month < each.month]) else 0
    known = published.get(each.month)
    if known is not None:
        if known != each.value:
            raise RowProblem(
                "value",
                pesos(each.value),
                f"is not what was published for {iso(each.month)}, {pesos(known)}",
                "A value that was published stands; check where the file is from, and correct or remove the row",
            )
        return Step(each.month, each.value, before, Status.PUBLISHED)
    if latest.value and each.month < latest.month:
        return Step(each.month, each.value, before, Status.TOO_LATE)
    if each.month > this_month + 1:
        raise RowProblem(
            "month",
            iso(each.month),
            f"is later than the month after this one, {iso(this_month + 1)}",
            "Publish it when it is known",
        )
    if not last.value:
        return Step(each.month, each.value, 0, Status.NEXT)
    months = each.month - last.month
    change = largest_change(last.value, months, last.max_change_bps)
    if abs(each.value - last.value) > change:
        raise RowProblem(
            "value",
            pesos(each.value),
            f"is more than {last.max_change_bps / 100:g} % a month away from {pesos(last.value)}, of {iso(last.month)};"
            f" it may be {pesos(last.value - change)} to {pesos(last.value + change)}",
            "Check the value; if it is true, publish the months before it (twelve count at most), or have the operator"
            " raise the bound (UFIndex.setMaxChange)",
        )
    return Step(each.month, each.value, last.value, Status.NEXT, months - 1)


def pesos(hundredths: int) -> str:
    """An amount in hundredths of a peso: 39,485.65."""
    return f"{hundredths // 100:,}.{hundredths % 100:02}"
