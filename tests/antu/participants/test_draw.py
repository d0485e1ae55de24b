"""The drawn market is what its docstring says, and the same for the same seed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.catalog import ALL_REGIONS, regions
from antu.enums import Role
from antu.matching import CheapestMatcher
from antu.money import BASE_CASE
from antu.participants import Kind, draw, pledges
from antu.participants.draw import BASE_PRICES, scaled
from tests.antu.books import posted

SEEDS = range(20)


def test_draw_has_120_participants() -> None:
    market = draw(first_account=10)
    accounts = market.accounts
    assert accounts == tuple(f"TEST::{number}" for number in range(10, 130))
    assert {kind: len({each.account for each in market.of(kind)}) for kind in Kind} == {
        Kind.OWNER: 30,
        Kind.VENDOR: 24,
        Kind.INSTALLER: 24,
        Kind.MANAGER: 24,
    }
    assert (len(market.financiers), len(market.cooperatives)) == (16, 2)


def test_draw_is_matched_whole_by_default() -> None:
    matching = CheapestMatcher()(posted(draw().participants))
    assert len(matching.teams) == 30
    assert matching.unmatched.empty


def test_draw_is_the_same_for_the_same_seed_only() -> None:
    assert draw(7) == draw(7)
    assert draw(7) != draw(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_draw_stays_within_the_ranges_it_states(seed: int) -> None:
    for participant in draw(seed).participants:
        if participant.kind is Kind.OWNER:
            base, least, most = BASE_CASE.goal, 1.1, 1.6
            assert 156 * 0.8 - 1 <= participant.energy_price <= 285 * 0.8
        else:
            base, least, most = BASE_PRICES[participant.kind.role], 0.8, 1.2
            assert participant.stock > 0
        scale = scaled(base, participant.size_class)
        assert least * scale - 1 <= participant.price <= most * scale
    for cooperative in draw(seed).cooperatives:
        assert 60 <= cooperative.price <= 132


def test_draw_prices_of_class_0_are_the_base_case() -> None:
    assert [scaled(BASE_PRICES[role], 0) for role in Role] == [1_000_000, 100_000, 10_000]
    assert scaled(1_165_500, 1) == 1_165_500 * 3_300_000 // 2_190_000


def test_draw_puts_roofs_where_net_billing_is() -> None:
    drawn = Counter(owner.region for seed in range(60) for owner in draw(seed).of(Kind.OWNER))
    whole = sum(region.netbilling_mw for region in regions())
    for region in regions():
        assert drawn[region.cut] / drawn.total() == pytest.approx(region.netbilling_mw / whole, abs=0.03)


def test_draw_crowdfunds_about_three_in_five() -> None:
    owners = [owner.crowdfunded for seed in range(60) for owner in draw(seed).of(Kind.OWNER)]
    assert sum(owners) / len(owners) == pytest.approx(0.6, abs=0.03)


@pytest.mark.parametrize("seed", SEEDS)
def test_draw_has_a_cooperative_for_every_region_once(seed: int) -> None:
    north, south = (cooperative.regions for cooperative in draw(seed).cooperatives)
    assert north | south == ALL_REGIONS
    assert north & south == 0


@given(st.integers(1, 1_000), st.integers(1, 2**40 - 1), st.integers(0, 5))
def test_pledges_sum_to_the_amount(project_id: int, amount: int, seed: int) -> None:
    financiers = draw().financiers
    made = pledges(project_id, amount, financiers, seed)
    assert sum(pledge.amount for pledge in made) == amount
    assert all(pledge.amount > 0 for pledge in made)
    assert len({pledge.account for pledge in made}) == len(made) <= 8
    assert made == pledges(project_id, amount, financiers, seed)
