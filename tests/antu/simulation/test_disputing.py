"""Installers that vanish: who looks when, and where the goods' pesos go."""

import pytest

from antu.enums import Role, State
from antu.simulation import disputing, playing
from antu.simulation.people import Supplier
from antu.simulation.port import Act, Event, Outcome
from antu.simulation.scenario import Trouble
from antu.simulation.world import Project, World
from tests.antu.simulation.worlds import GOAL, PRICES, chain_of, project, world

LEFT = GOAL - PRICES[Role.VENDOR]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> World:
    made = world()

    def refunding(acts: list[Act], time: int) -> list[Outcome]:
        outcomes = []
        for act in acts:
            told = []
            if act.function == "refund":
                of = made.projects[act.project]
                amount = of.stakes[act.by].shares * (LEFT if of.halted_at > State.DELIVERED else GOAL) // GOAL
                told = [Event("Refunded", {"amount": amount})]
            outcomes.append(Outcome(1, time, 50_000, 150, 20, 120, 110, 2, told))
        chain_of(made).acts += acts
        return outcomes

    monkeypatch.setattr(made.chain, "mine", refunding)
    return made


def vanishing(here: World, state: State, intent: Trouble, due: int = 0) -> Project:
    made = project(here, state)
    installer = made.member(Role.INSTALLER)
    assert isinstance(installer, Supplier)
    installer.honest, installer.intent = False, intent
    made.due = due
    return made


@pytest.mark.parametrize(
    ("state", "intent"),
    [(State.DELIVERING, Trouble.NO_DELIVERY), (State.INSTALLING, Trouble.NO_WORK)],
)
def test_owner_calls_the_arbiter_when_notice_has_passed_and_no_earlier(
    here: World, state: State, intent: Trouble
) -> None:
    late = vanishing(here, state, intent, due=10)
    here.begin(10 + here.scenario.adversaries.notice_days - 1)
    assert disputing.look(here) == []
    here.begin(here.day + 1)
    assert disputing.look(here) == [late]
    assert chain_of(here).functions == ["dispute", "resolve", "refund", "refund"]
    assert (late.state, late.halted_at, late.trouble) == (State.CANCELLED, state, intent)


def test_owner_that_got_nothing_calls_within_the_window(here: World) -> None:
    false = vanishing(here, State.DELIVERED, Trouble.FALSE_DELIVERY)
    assert disputing.look(here) == [false]
    assert sum(stake.refunded for stake in false.stakes.values()) == GOAL


def test_honest_installers_are_left_alone(here: World) -> None:
    project(here, State.INSTALLING).due = 0
    here.begin(100)
    assert disputing.look(here) == []


def stranded(here: World) -> Project:
    made = vanishing(here, State.INSTALLING, Trouble.NO_WORK)
    here.begin(60)
    disputing.look(here)
    # Another installer, for the one that vanished is known.
    here.add_offer(here.people.suppliers[Role.INSTALLER][1], Role.INSTALLER, 0, 0xFFFF, PRICES[Role.INSTALLER], 1)
    return made


def test_rescue_takes_the_goods_at_their_price_and_another_installer(here: World) -> None:
    lost = stranded(here)
    (saved,) = disputing.rescue(here)
    assert saved.prices == PRICES
    assert saved.member(Role.VENDOR) is here.cooperative_of(lost)
    assert saved.member(Role.INSTALLER) is here.people.suppliers[Role.INSTALLER][1]
    assert sum(payment.amount for payment in saved.plan) == GOAL
    assert {payment.by for payment in saved.plan} == set(lost.stakes)
    assert disputing.rescue(here) == []  # one at a time


def test_trustee_passes_on_what_it_is_paid_and_nobody_is_short_of_more_than_a_peso(here: World) -> None:
    lost = stranded(here)
    (saved,) = disputing.rescue(here)
    disputing.pass_on(here)
    assert not lost.recovered
    trustee = saved.member(Role.VENDOR)
    trustee.pesos, saved.state = PRICES[Role.VENDOR], State.INSTALLING
    disputing.pass_on(here)
    disputing.pass_on(here)
    assert trustee.pesos == 0
    short = [stake.paid - stake.refunded - stake.recovered for stake in lost.stakes.values()]
    assert all(0 <= each <= 1 for each in short)
    assert sum(stake.recovered for stake in lost.stakes.values()) == PRICES[Role.VENDOR]


def test_trustee_passes_on_what_it_is_paid_on_the_last_day_too(here: World) -> None:
    lost = stranded(here)
    (saved,) = disputing.rescue(here)
    saved.state, saved.deadline = State.DELIVERED, here.now
    playing._leave(here)
    assert lost.recovered
    assert saved.member(Role.VENDOR).taken == 0
    assert sum(holder.taken for holder in lost.stakes) == GOAL


def test_rescue_that_fails_is_tried_again(here: World) -> None:
    lost = stranded(here)
    (saved,) = disputing.rescue(here)
    saved.state = State.EXPIRED
    here.add_offer(here.people.suppliers[Role.INSTALLER][2], Role.INSTALLER, 0, 0xFFFF, PRICES[Role.INSTALLER], 1)
    (again,) = disputing.rescue(here)
    assert again.goods_of is lost
    disputing.pass_on(here)
    assert not lost.recovered


def test_what_was_not_delivered_needs_no_rescue(here: World) -> None:
    vanishing(here, State.DELIVERING, Trouble.NO_DELIVERY)
    here.begin(60)
    disputing.look(here)
    assert disputing.rescue(here) == []
