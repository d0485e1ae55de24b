"""Batches fit the limit, take all that fits, and are halved where the node refuses."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.errors import AntuError
from antu.sending import Sizer, with_margin

LIMIT = 16_777_216
BASE = 50_000


def cut_all(costs: Sequence[int], limit: int, refused_above: int) -> list[tuple[int, int]]:
    """The batches, as counts and gas, of items with these costs; the node refuses to estimate more than it takes."""

    def estimate(batch: Sequence[int]) -> int:
        if (gas := BASE + sum(batch)) > refused_above:
            raise AntuError("out of gas")
        return gas

    sizer, left, cuts = Sizer(limit), costs, []
    while left:
        count, gas = sizer.cut(left, estimate)
        assert gas == BASE + sum(left[:count])
        assert with_margin(gas) <= limit
        cuts.append((count, gas))
        left = left[count:]
    return cuts


@given(
    st.lists(st.integers(20_000, 600_000), min_size=1, max_size=400),
    st.integers(1_000_000, 40_000_000),
    st.integers(1_000_000, 40_000_000),
)
def test_every_item_goes_into_one_batch_that_fits(costs: list[int], limit: int, refused_above: int) -> None:
    assert sum(count for count, _ in cut_all(costs, limit, refused_above)) == len(costs)


def test_equal_items_fill_the_limit() -> None:
    cuts = cut_all([36_000] * 1_000, LIMIT, 2 * LIMIT)
    assert len(cuts) == 3  # 2.2 times the limit, with the margin
    assert with_margin(cuts[0][1]) > LIMIT * 3 // 4


def test_dear_items_are_not_sent_by_fifties() -> None:
    assert cut_all([290_000] * 60, LIMIT, 2 * LIMIT)[0][0] in range(25, 48)


def test_one_item_beyond_the_limit_is_explained() -> None:
    with pytest.raises(AntuError, match="One alone takes 15,050,000 gas, and with 20 % to spare more than"):
        cut_all([15_000_000], LIMIT, 2 * LIMIT)


def test_what_the_node_says_of_one_item_alone_is_passed_on() -> None:
    with pytest.raises(AntuError, match="out of gas"):
        cut_all([100_000] * 8, LIMIT, 120_000)
