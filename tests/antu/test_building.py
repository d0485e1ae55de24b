"""Which step is next, whose, and when."""

import pytest

from antu.building import ACTIONS, Actor, awaited_deadline, next_action
from antu.enums import ARBITER_SECONDS, State
from antu.text import Language, text

DEADLINE = 1_000


def test_every_state_has_its_actions_and_every_actor_words() -> None:
    assert set(ACTIONS) == set(State)
    for actor in Actor:
        assert all(text(actor, lang) for lang in Language)


def test_building_is_a_chain_of_words_and_releases() -> None:
    chain = [next_action(state) for state in State if state.building]
    assert [(action.contract, action.method, action.actor) for action in chain if action] == [
        ("market", "confirmDelivery", Actor.INSTALLER),
        ("market", "release", Actor.ANYONE),
        ("market", "confirmInstallation", Actor.MANAGER),
        ("market", "release", Actor.ANYONE),
        ("energy", "commission", Actor.COOPERATIVE),
        ("market", "release", Actor.ANYONE),
    ]


@pytest.mark.parametrize(
    ("state", "now", "methods"),
    [
        (State.FUNDING, DEADLINE, ["fund"]),
        (State.FUNDING, DEADLINE + 1, ["expire"]),
        (State.DELIVERING, DEADLINE, ["confirmDelivery"]),
        (State.DELIVERING, DEADLINE + 1, ["confirmDelivery", "cancel"]),
        (State.DELIVERED, DEADLINE - 1, []),
        (State.DELIVERED, DEADLINE, ["release"]),
        (State.CONNECTED, DEADLINE + 10**6, ["release"]),
        (State.DISPUTED, DEADLINE, ["resolve"]),
        (State.DISPUTED, DEADLINE + 1, ["resolve", "cancel"]),
        (State.EXPIRED, 0, ["refund"]),
        (State.WITHDRAWN, 0, []),
    ],
)
def test_actions_are_open_at_the_deadline_to_the_second(state: State, now: int, methods: list[str]) -> None:
    assert [action.method for action in ACTIONS[state] if action.is_open(DEADLINE, now)] == methods


@pytest.mark.parametrize("state", list(State))
def test_actions_open_when_they_say(state: State) -> None:
    for action in ACTIONS[state]:
        opens = action.opens_at(DEADLINE)
        assert action.is_open(DEADLINE, opens)
        assert opens == 0 or not action.is_open(DEADLINE, opens - 1)


def test_awaited_deadline_in_a_dispute_is_the_arbiters() -> None:
    assert awaited_deadline(State.DISPUTED, DEADLINE, 5_000) == 5_000 + ARBITER_SECONDS
    assert awaited_deadline(State.DELIVERED, DEADLINE, 5_000) == DEADLINE
