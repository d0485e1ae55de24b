"""A comparison that finds whatever is not what it was."""

from dataclasses import replace

import pytest

from antu.rehearsal.world import Difference, Key, Slot, Value, World, compare

CLAIMABLE: Key = ("holding", "7", "0xA", "claimable")
BALANCE: Key = ("account", "0xA", "balanceOf")
OWNER: Key = ("project", "7", "project", "owner")
WORD: Slot = ("shares", 0xAB)

BEFORE = World({CLAIMABLE: 500, BALANCE: 20, OWNER: "0xB"}, {WORD: 1})
# The same after somebody claimed.
TWIN = World({CLAIMABLE: 0, BALANCE: 520, OWNER: "0xB"}, {WORD: 2})


def test_compare_counts_what_was_kept_and_what_exits_moved() -> None:
    found = compare(BEFORE, TWIN, TWIN)
    assert found.equal
    assert (found.kept, found.moved, found.slots) == (1, 2, 1)


@pytest.mark.parametrize(("key", "value"), [(CLAIMABLE, 1), (BALANCE, 519), (OWNER, "0xC")])
def test_compare_finds_a_fact_that_was_tampered_with(key: Key, value: Value) -> None:
    found = compare(BEFORE, TWIN, replace(TWIN, facts={**TWIN.facts, key: value}))
    assert found.differences == (Difference(" ".join(key), TWIN.facts[key], value),)
    assert not found.equal
    assert str(value) in found.summary


def test_compare_finds_a_slot_that_no_view_reads() -> None:
    found = compare(BEFORE, TWIN, replace(TWIN, slots={WORD: 3}))
    assert [str(each) for each in found.differences] == ["slot 0xab of shares is 0x3, and should be 0x2"]


def test_compare_finds_what_is_gone_and_what_is_new() -> None:
    gone = {key: value for key, value in TWIN.facts.items() if key != OWNER}
    assert compare(BEFORE, TWIN, replace(TWIN, facts=gone)).differences == (Difference(" ".join(OWNER), "0xB", None),)
    new = World({**TWIN.facts, ("project", "8", "goal"): 9}, {**TWIN.slots, ("market", 4): 5})
    assert len(compare(BEFORE, TWIN, new).differences) == 2


def test_compare_does_not_take_the_beginning_for_the_end() -> None:
    """A rehearsal that lost what people were paid meanwhile is not equal, though it is what it was."""
    assert len(compare(BEFORE, TWIN, BEFORE).differences) == 3


def test_summary_names_the_kinds_and_the_first_differences() -> None:
    facts = {("account", str(number), "balanceOf"): number for number in range(30)}
    found = compare(World(facts, {}), World(facts, {}), World(dict.fromkeys(facts, -1), {}))
    assert found.summary.startswith("30 differences (30 of account), the first:\n  account 0 balanceOf is -1")
    assert found.summary.count("\n") == 10


def test_count_is_of_different_things() -> None:
    assert (BEFORE.count("account"), BEFORE.count("holding"), BEFORE.count("offer")) == (1, 1, 0)
