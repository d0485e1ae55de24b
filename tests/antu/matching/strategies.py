"""Small books of all kinds, for Hypothesis."""

from hypothesis import strategies as st

from antu.book import Book
from antu.enums import Role, State
from tests.antu.books import book_of, demand, offer

demands = st.builds(
    demand,
    state=st.sampled_from([State.OPEN, State.OPEN, State.OPEN, State.WITHDRAWN]),
    size_class=st.integers(0, 1),
    region=st.integers(1, 3),
    max_price=st.integers(1, 90),
    fee_bps=st.sampled_from([0, 500]),
)
offers = st.builds(
    lambda role, **changes: offer(0, role, **changes),
    role=st.sampled_from(Role),
    size_class=st.integers(0, 1),
    regions=st.integers(0, 7),
    price=st.integers(1, 30),
    stock=st.integers(0, 2),
    withdrawn=st.sampled_from([False, False, False, True]),
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    return book_of(
        [each._replace(id=place) for place, each in enumerate(draw(st.lists(demands, max_size=8)), start=1)],
        [each._replace(id=place) for place, each in enumerate(draw(st.lists(offers, max_size=15)), start=1)],
    )
