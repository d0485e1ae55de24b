"""Refusals in words, whatever values the contract gave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.enums import Refusal, State
from antu.metering.refusals import explained

refusals = st.sampled_from([refusal for refusal in Refusal if refusal is not Refusal.NONE])


@given(refusals, st.integers(0, 2**160 - 1), st.integers(0, 2**160 - 1))
def test_explained_never_raises_and_says_what_to_do(refusal: Refusal, value: int, limit: int) -> None:
    if refusal is Refusal.NOT_OPERATING:
        value, limit = value % len(State), State.OPERATING
    reason, hint = explained(refusal, value, limit)
    assert reason
    assert hint
    assert "{" not in reason


@pytest.mark.parametrize(
    ("refusal", "value", "limit", "words"),
    [
        (Refusal.FROM_FUTURE, 1_767_225_600, 0, "2026-01-01 00:00:00 UTC"),
        (Refusal.FROM_FUTURE, 2**40 - 1, 0, "1099511627775 seconds"),
        (Refusal.BEYOND_CAPACITY, 153_200, 61_280, "153,200 Wh since the last reading"),
        (Refusal.BAD_SIGNATURE, 0, 0xE5, "signed by nobody, and the meter's key is 0x00000000"),
        (Refusal.NOT_OPERATING, State.CONNECTED, State.OPERATING, "state connected"),
    ],
)
def test_explained_has_the_values(refusal: Refusal, value: int, limit: int, words: str) -> None:
    assert words in explained(refusal, value, limit)[0]
