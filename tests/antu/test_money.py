"""Money is exact, and rounded as the contracts round."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from antu.money import BASE_CASE, MAXIMUM_FEE_BPS, MAXIMUM_MONEY, Quote, bill, fee, most_cost, refund, split

money = st.integers(0, MAXIMUM_MONEY)
register = st.integers(0, 2**48 - 1)


def test_base_case_is_the_thesis_own() -> None:
    assert (BASE_CASE.cost, BASE_CASE.fee, BASE_CASE.goal) == (1_110_000, 55_500, 1_165_500)


@given(money, st.integers(0, MAXIMUM_FEE_BPS))
def test_fee_is_rounded_down(cost: int, bps: int) -> None:
    assert fee(cost, bps) * 10_000 <= cost * bps < (fee(cost, bps) + 1) * 10_000


@given(money, money, money, st.integers(0, MAXIMUM_FEE_BPS))
def test_goal_is_prices_and_fee(vendor: int, installer: int, manager: int, bps: int) -> None:
    quote = Quote(vendor, installer, manager, bps)
    assert quote.goal == vendor + installer + manager + quote.fee


@given(money, st.integers(0, MAXIMUM_FEE_BPS))
def test_most_cost_is_the_highest_whose_goal_fits(goal: int, bps: int) -> None:
    cost = most_cost(goal, bps)
    assert cost + fee(cost, bps) <= goal < cost + 1 + fee(cost + 1, bps)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30), st.data())
def test_refunds_never_exceed_what_is_left(shares: list[int], data: st.DataObject) -> None:
    goal = sum(shares)
    left = data.draw(st.integers(0, goal))
    paid = sum(refund(holding, left, goal) for holding in shares)
    assert left - len(shares) < paid <= left
    assert refund(goal, left, goal) == left


@given(st.lists(register, min_size=2, max_size=20), st.integers(0, 65_535))
def test_bills_do_not_depend_on_how_a_period_is_cut(registers: list[int], price: int) -> None:
    registers.sort()
    bills = [bill(before, after, price) for before, after in itertools.pairwise(registers)]
    assert sum(bills) == bill(registers[0], registers[-1], price)
    assert min(bills) >= 0


def test_bill_of_one_kwh_is_the_price() -> None:
    assert bill(0, 1_000, 180) == 180
    assert bill(0, 999, 180) == 179


@given(money, st.lists(st.integers(0, 1_000), min_size=1, max_size=20).filter(any))
def test_split_gives_all_of_it_by_weight(amount: int, weights: list[int]) -> None:
    parts = split(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) <= 1 + amount / 1e15
