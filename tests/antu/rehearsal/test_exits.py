"""Who can take what out of a market, and who is drawn to."""

import pytest

from antu.enums import State
from antu.money import BASE_CASE
from antu.rehearsal.exits import Exit, ExitKind, draw, possible, refundable
from antu.rehearsal.world import Key, Value


def _project(number: int, state: State, stage: State = State.NONE) -> dict[Key, Value]:
    of = ("project", str(number))
    return {
        (*of, "project", "state"): int(state),
        (*of, "project", "vendorPrice"): BASE_CASE.vendor,
        (*of, "project", "installerPrice"): BASE_CASE.installer,
        (*of, "halt", "stage"): int(stage),
        (*of, "goal"): BASE_CASE.goal,
    }


@pytest.mark.parametrize(
    ("state", "stage", "worth"),
    [
        (State.EXPIRED, State.NONE, 1_000),
        (State.CANCELLED, State.DELIVERED, 1_000),
        (State.CANCELLED, State.INSTALLING, 1_000 * 165_500 // 1_165_500),
        (State.CANCELLED, State.INSTALLED, 1_000 * 165_500 // 1_165_500),
        (State.CANCELLED, State.CONNECTING, 1_000 * 65_500 // 1_165_500),
        (State.FUNDING, State.NONE, 0),
        (State.OPERATING, State.NONE, 0),
    ],
)
def test_refundable_is_what_the_escrow_has_left(state: State, stage: State, worth: int) -> None:
    assert refundable(_project(7, state, stage), "7", 1_000) == worth


def test_possible_finds_each_kind() -> None:
    facts: dict[Key, Value] = _project(7, State.EXPIRED) | {
        ("holding", "7", "0xA", "balanceOf"): 40,
        ("holding", "8", "0xA", "claimable"): 30,
        ("account", "0xA", "balanceOf"): 20,
        ("account", "0xA", "accountOf", "prepaid"): 10,
        ("debt", "8", "0xA", "debtOf"): 14,
    }
    assert possible(facts) == {
        ExitKind.REFUND: [Exit(ExitKind.REFUND, "0xA", 40, 7)],
        ExitKind.CLAIM: [Exit(ExitKind.CLAIM, "0xA", 30, 8)],
        ExitKind.REDEEM: [Exit(ExitKind.REDEEM, "0xA", 6)],
        ExitKind.SETTLE: [Exit(ExitKind.SETTLE, "0xA", 14, 8)],
        ExitKind.WITHDRAW: [Exit(ExitKind.WITHDRAW, "0xA", 3)],
    }


def test_possible_leaves_out_a_debt_that_its_debtor_could_not_pay_after_redeeming() -> None:
    facts: dict[Key, Value] = {("account", "0xA", "balanceOf"): 20, ("debt", "8", "0xA", "debtOf"): 15}
    assert not possible(facts)[ExitKind.SETTLE]


def test_draw_gives_each_phase_its_own_and_nothing_to_contracts() -> None:
    facts: dict[Key, Value] = {("account", f"0x{number}", "balanceOf"): 30 for number in range(12)}
    drawn = draw(facts, own=["0x3"], phases=5, most=2, seed=1)
    accounts = [each.account for phase in drawn for each in phase[ExitKind.REDEEM]]
    assert [len(phase[ExitKind.REDEEM]) for phase in drawn] == [2] * 5
    assert len(set(accounts)) == 10
    assert "0x3" not in accounts
    assert drawn == draw(facts, own=["0x3"], phases=5, most=2, seed=1)
    assert drawn != draw(facts, own=["0x3"], phases=5, most=2, seed=2)
