"""Who lost what: each way of losing is counted, of whoever lost it, and no gain elsewhere hides it."""

import pytest

from antu.enums import Role, State
from antu.simulation.losses import settle_accounts
from antu.simulation.people import Supplier
from antu.simulation.scenario import Trouble
from antu.simulation.world import Project, Stake
from tests.antu.simulation.worlds import GOAL, PRICES, project, world


def refunded(stranded: Project, left: int) -> None:
    for stake in stranded.stakes.values():
        stake.refunded, stake.shares = stake.paid * left // GOAL, 0


def losses(of: object) -> dict[tuple[str, int], int]:
    return {(each.agent, each.number): each.loss for each in of.people.everybody if each.loss}  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", [State.FUNDING, State.INSTALLING, State.OPERATING])
def test_shares_of_a_living_project_are_no_loss(state: State) -> None:
    here = world()
    project(here, state)
    settle_accounts(here)
    assert losses(here) == {}


def test_full_refunds_are_no_loss() -> None:
    here = world()
    refunded(project(here, State.EXPIRED), GOAL)
    settle_accounts(here)
    assert losses(here) == {}


def test_what_a_refund_lacks_is_lost_by_its_holder() -> None:
    here = world()
    stranded = project(here, State.CANCELLED)
    stranded.halted_at = State.INSTALLING
    refunded(stranded, GOAL - PRICES[Role.VENDOR])
    first, second = here.people.financiers[:2]
    settle_accounts(here)
    assert abs(first.loss - PRICES[Role.VENDOR] // 4) <= 1
    assert 0 <= first.loss + second.loss - PRICES[Role.VENDOR] <= 2


def test_recovered_goods_are_no_loss_and_a_peso_is_rounding() -> None:
    here = world()
    stranded = project(here, State.CANCELLED)
    stranded.halted_at = State.INSTALLING
    refunded(stranded, GOAL - PRICES[Role.VENDOR])
    first, second = stranded.stakes.values()
    first.recovered, second.recovered = first.paid - first.refunded - 1, second.paid - second.refunded
    settle_accounts(here)
    assert losses(here) == {}
    assert [each.rounding for each in here.people.financiers[:2]] == [1, 0]


def test_a_gain_in_one_project_hides_no_loss_in_another() -> None:
    here = world()
    project(here, State.OPERATING).stakes[here.people.financiers[0]].claimed = 10**9
    refunded(project(here, State.EXPIRED), 0)
    settle_accounts(here)
    assert here.people.financiers[0].loss == GOAL // 4


@pytest.mark.parametrize(
    ("halted", "role"),
    [(State.DELIVERED, Role.VENDOR), (State.INSTALLED, Role.INSTALLER), (State.CONNECTED, Role.MANAGER)],
)
def test_work_that_was_done_and_not_paid_is_lost_by_its_supplier(halted: State, role: Role) -> None:
    here = world()
    stranded = project(here, State.CANCELLED)
    stranded.halted_at = halted
    refunded(stranded, GOAL)
    settle_accounts(here)
    assert here.people.suppliers[role][0].loss == PRICES[role]
    assert stranded.owner.gain == PRICES[role]


def test_goods_that_never_came_are_nobodys_loss() -> None:
    here = world()
    stranded = project(here, State.CANCELLED)
    stranded.halted_at, stranded.trouble = State.DELIVERED, Trouble.FALSE_DELIVERY
    refunded(stranded, GOAL)
    settle_accounts(here)
    assert losses(here) == {}


def test_goods_that_a_vanished_installer_left_are_lost_before_an_arbiter_says_so() -> None:
    here = world()
    left = project(here, State.INSTALLING)
    installer = left.member(Role.INSTALLER)
    assert isinstance(installer, Supplier)
    installer.honest, installer.intent = False, Trouble.NO_WORK
    settle_accounts(here)
    assert [each.loss for each in here.people.financiers[:3]] == [PRICES[0] // 4, PRICES[0] * 3 // 4, 0]


def test_what_a_cooperative_does_not_have_back_is_lost() -> None:
    here = world()
    lied = project(here, State.OPERATING, crowdfunded=False)
    lied.overbilled, lied.credit = 700, 80
    settle_accounts(here)
    assert here.cooperative_of(lied).loss == 780
    assert lied.owner.gain == 780


def test_unpaid_energy_is_owed_to_holders_by_their_shares_and_no_loss() -> None:
    here = world()
    used = project(here, State.OPERATING)
    used.debts[used.owner] = 4_000
    settle_accounts(here)
    assert losses(here) == {}
    assert [each.unpaid_to for each in here.people.financiers[:2]] == [1_000, 3_000]
    assert used.owner.gain == 4_000


def test_of_unpaid_energy_a_reserve_has_its_part() -> None:
    here = world()
    used = project(here, State.OPERATING)
    used.owner.reserve_bps = 500
    used.debts[used.owner] = 4_000
    settle_accounts(here)
    assert [each.unpaid_to for each in here.people.financiers[:2]] == [950, 2_850]


def test_a_sale_below_cost_of_a_dead_project_is_a_loss_of_the_buyer_too() -> None:
    here = world()
    dead = project(here, State.EXPIRED)
    refunded(dead, GOAL)
    dead.stakes[here.people.financiers[2]] = Stake(0, bought=500)
    settle_accounts(here)
    assert here.people.financiers[2].loss == 500
