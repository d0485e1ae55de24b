"""The ways in which money leaves the market, which must work at any time: who can take what, drawn by a seed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from antu.dice import Dice
from antu.enums import State
from antu.rehearsal.world import Key, Value

PART = 3  # who redeems or withdraws takes a third


class ExitKind(StrEnum):
    """An exit that DESIGN promises, paused or not."""

    REFUND = "refund"
    CLAIM = "claim"
    REDEEM = "redeem"
    SETTLE = "settle"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class Exit:
    """What an account takes out; `amount` in pesos. To settle a debt is to get out of it, so that pays.

    `project` is 0 where none is concerned."""

    kind: ExitKind
    account: str
    amount: int
    project: int = 0


def possible(facts: Mapping[Key, Value]) -> dict[ExitKind, list[Exit]]:
    """Every exit that a market's facts say is there to be taken."""
    found: dict[ExitKind, list[Exit]] = {kind: [] for kind in ExitKind}
    for each in (*_of_holdings(facts), *_of_accounts(facts), *_of_debts(facts)):
        found[each.kind].append(each)
    return found


def _of_holdings(facts: Mapping[Key, Value]) -> Iterator[Exit]:
    for key, value in facts.items():
        match key:
            case ("holding", project, holder, "balanceOf") if amount := refundable(facts, project, int(value)):
                yield Exit(ExitKind.REFUND, holder, amount, int(project))
            case ("holding", project, holder, "claimable") if int(value):
                yield Exit(ExitKind.CLAIM, holder, int(value), int(project))


def refundable(facts: Mapping[Key, Value], project: str, shares: int) -> int:
    """Pesos that shares of a failed project are worth: as many if it expired; if it was cancelled their part of what
    the escrow had left, rounded down. None of any other project."""

    def value(*names: str) -> int:
        return int(facts["project", project, *names])

    match State(value("project", "state")):
        case State.EXPIRED:
            return shares
        case State.CANCELLED:
            goal, stage = value("goal"), State(value("halt", "stage"))
            left = goal - value("project", "vendorPrice") * (stage > State.DELIVERED)
            left -= value("project", "installerPrice") * (stage > State.INSTALLED)
            return shares * left // goal
        case _:
            return 0


def _of_accounts(facts: Mapping[Key, Value]) -> Iterator[Exit]:
    for key, value in facts.items():
        match key:
            case ("account", account, "balanceOf") if amount := int(value) // PART:
                yield Exit(ExitKind.REDEEM, account, amount)
            case ("account", account, "accountOf", "prepaid") if amount := int(value) // PART:
                yield Exit(ExitKind.WITHDRAW, account, amount)


def _of_debts(facts: Mapping[Key, Value]) -> Iterator[Exit]:
    """Of debtors who have the pesos, and will have them still after they redeemed some."""
    for key, value in facts.items():
        match key:
            case ("debt", project, debtor, "debtOf") if debt := int(value):
                balance = int(facts.get(("account", debtor, "balanceOf"), 0))
                if debt <= balance - balance // PART:
                    yield Exit(ExitKind.SETTLE, debtor, debt, int(project))


def draw(
    facts: Mapping[Key, Value], own: Sequence[str], phases: int, most: int, seed: int
) -> list[dict[ExitKind, list[Exit]]]:
    """Exits for each of some phases, of each kind at most so many, no exit twice.

    `own` are the market's contracts, whose pesos are others'."""
    drawn: list[dict[ExitKind, list[Exit]]] = [{} for _ in range(phases)]
    for kind, candidates in possible(facts).items():
        theirs = [each for each in candidates if each.account not in own]
        shuffled = Dice(seed, "exits", kind).some(theirs, len(theirs))
        for phase, chosen in enumerate(drawn):
            chosen[kind] = shuffled[phase::phases][:most]
    return drawn
