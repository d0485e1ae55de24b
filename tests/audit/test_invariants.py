"""The campaign counts for what it reached, and for nothing else; and no function is left out of what it must reach."""

from collections import Counter
from pathlib import Path

import pytest

from antu.errors import AntuError
from audit import invariants
from audit.access.reading import ONCE, Entry, contracts
from audit.invariants import Outcome, campaigns_of, counts_of, judge, table_of
from audit.reach import Expectation, expectations

OF_THE_CAMPAIGN = {"AllowList", "CLPToken", "EnergySales", "Marketplace", "ProjectShares", "UFIndex"}

# Nobody calls these, or none but Antu's own contracts within what others call; and what OpenZeppelin's token adds is
# called before payments, where it is not counted by itself.
NOT_MOVES = {"the authority itself, which nobody can make do it", "`Marketplace`", "`EnergySales`", ONCE}
OF_THE_TOKEN = {"CLPToken.approve", "CLPToken.permit", "CLPToken.transferFrom"}

PASSED = "[PASS] invariant_all() (runs: 2, calls: 1000, reverts: 0)\n"
FUND = "a65e2cfd"
REFUND = "278ecde1"


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {
        f"{entry.contract}.{entry.name}": entry
        for functions in contracts().values()
        for entry in functions
        if isinstance(entry, Entry) and entry.contract in OF_THE_CAMPAIGN and entry.who not in NOT_MOVES
    }


def places(done: bool) -> dict[str, tuple[str, ...]]:
    return {each.function: each.places for each in expectations() if each.done is done}


def test_list_has_every_function_that_people_call(entries: dict[str, Entry]) -> None:
    assert places(done=True).keys() == entries.keys() - OF_THE_TOKEN


def test_list_demands_a_refusal_while_paused_of_whatever_a_pause_stops(entries: dict[str, Entry]) -> None:
    stopped = {name for name, entry in entries.items() if entry.stopped}
    assert {name for name in stopped if "paused" in places(done=False)[name]} == stopped


def test_list_demands_payments_while_paused(entries: dict[str, Entry]) -> None:
    paying = {name for name, entry in entries.items() if entry.stopped is False and "out" in entry.pesos}
    assert {name for name in paying if "paused" in places(done=True)[name]} == paying
    assert paying >= {"Marketplace.refund", "Marketplace.release", "EnergySales.withdraw"}


def test_list_demands_a_refusal_within_another_call_of_whatever_is_locked(entries: dict[str, Entry]) -> None:
    locked = {name for name, entry in entries.items() if entry.locked}
    assert {name for name in locked if "within" in places(done=False)[name]} == locked


def test_list_names_each_function_once_an_outcome() -> None:
    rows = [(each.function, each.done) for each in expectations()]
    assert len(rows) == len(set(rows))


def test_campaigns_of_reads_forges_output() -> None:
    (found,) = campaigns_of(f"Ran 1 test\n{PASSED}Suite result: ok")
    assert (found.name, found.passed, found.runs, found.calls) == ("invariant_all", True, 2, 1000)


def test_campaigns_of_tells_of_a_failure() -> None:
    (found,) = campaigns_of("[FAIL: 3: prepaid balance] invariant_all() (runs: 1, calls: 77, reverts: 0)\n" * 2)
    assert not found.passed


@pytest.mark.parametrize(
    ("log", "message"),
    [
        ("Compiling 90 files\nError: no such file", "tells of no campaign"),
        (PASSED.replace("1000", "990"), "made 990 calls in 2 runs"),
    ],
)
def test_campaigns_of_raises_when_calls_are_missing(log: str, message: str) -> None:
    with pytest.raises(AntuError, match=message):
        campaigns_of(log)


def line(*entries: tuple[str, int, int, int, int]) -> str:
    """A line as Tally.sol writes it: selector in the marketplace, state, flags, outcome, times."""
    return "0x" + "".join(
        f"{selector}01{state:02x}{flags:02x}{done:02x}{times:08x}" for selector, state, flags, done, times in entries
    )


@pytest.fixture
def two_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {(1, FUND): "Marketplace.fund", (1, REFUND): "Marketplace.refund"}
    monkeypatch.setattr(invariants, "_functions", lambda: names)


@pytest.mark.usefixtures("two_functions")
def test_counts_of_adds_up_runs(tmp_path: Path) -> None:
    path = tmp_path / "reached.txt"
    path.write_text(f"{line((FUND, 3, 0, 1, 5), (REFUND, 12, 1, 1, 1))}\n{line((FUND, 3, 0, 1, 2))}\n")
    counts = counts_of(path, 2)
    assert counts == {
        Outcome("Marketplace.fund", "Funding", (), True): 7,
        Outcome("Marketplace.refund", "Cancelled", ("paused",), True): 1,
    }
    assert table_of(counts)["Marketplace.refund"] == {"Cancelled": [1, 0], "paused": [1, 0]}


@pytest.mark.usefixtures("two_functions")
def test_counts_of_raises_when_the_file_is_of_another_campaign(tmp_path: Path) -> None:
    path = tmp_path / "reached.txt"
    path.write_text(line((FUND, 3, 0, 1, 5)) + "\n")
    with pytest.raises(AntuError, match="has 1 runs, Forge's output 2"):
        counts_of(path, 2)
    with pytest.raises(AntuError, match="is missing"):
        counts_of(tmp_path / "none.txt", 2)


REACHED = Counter({Outcome("Marketplace.fund", "Funding", ("paused",), False): 1, Outcome("A.f", "", (), True): 1})


@pytest.mark.parametrize(
    ("expected", "missing", "unexpected"),
    [
        ([Expectation("Marketplace.fund", False, ("Funding", "paused"))], 0, 1),
        ([Expectation("A.f", True, ("",))], 0, 0),
        ([Expectation("A.f", True, ("?",))], 0, 0),
        ([Expectation("A.f", True, ("", "Open?"))], 0, 0),
        ([Expectation("A.f", True, ("", "Open"))], 1, 0),
        ([Expectation("A.f", True, ("", "paused"))], 1, 0),
        ([Expectation("A.f", True, ("Open?",))], 0, 1),
        ([Expectation("A.f", True, ("",)), Expectation("Marketplace.fund", True, ("Funding",))], 1, 0),
    ],
)
def test_judge_misses_what_was_not_reached(expected: list[Expectation], missing: int, unexpected: int) -> None:
    assert [len(found) for found in judge(REACHED, expected)] == [missing, unexpected]


def test_expectations_raise_on_a_line_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "reach.csv"
    path.write_text("function,outcome,where\nMarketplace.fund,maybe,Funding\n")
    with pytest.raises(AntuError, match="line 2"):
        expectations(path)
