"""A lived-in market has a project in every state, and everything has befallen some."""

import pytest

from antu.enums import State
from antu.rehearsal.lives import KINDS, ORDINARY, Fate, Kind, lives


def test_lives_are_100_or_more_in_every_state() -> None:
    ends = [life.kind.end for life in lives()]
    assert len(ends) >= 100
    assert set(ends) == set(State) - {State.NONE}
    assert [life.number for life in lives()] == list(range(len(ends)))


def test_everything_befalls_somebody() -> None:
    assert frozenset[Fate]().union(*(kind.fates for kind in KINDS)) == set(Fate)
    assert {kind.crowdfunded for kind in KINDS} == {True, False}


@pytest.mark.parametrize(
    ("kind", "furthest", "built"),
    [
        (Kind(State.OPEN), State.OPEN, False),
        (Kind(State.EXPIRED), State.EXPIRED, False),
        (Kind(State.CONNECTED), State.CONNECTED, True),
        (Kind(State.CANCELLED, halted_at=State.INSTALLING), State.INSTALLING, True),
        (ORDINARY, State.OPERATING, True),
    ],
)
def test_kind_says_how_far_it_came(kind: Kind, furthest: State, built: bool) -> None:
    assert (kind.furthest, kind.built) == (furthest, built)
