"""What is told of a rehearsal, in both languages and as JSON."""

import json
from collections import Counter
from io import StringIO

import pytest
from rich.console import Console

from antu.rehearsal.exits import ExitKind
from antu.rehearsal.report import EXIT_PHASES, Phase, Report, Taken, merged
from antu.rehearsal.tables import phases_table, states_line, verdict
from antu.rehearsal.words import WORDS
from antu.rehearsal.world import Comparison, Difference
from antu.text import Language

EQUAL = Comparison(9_000, 200, 3_000, ())
UNEQUAL = Comparison(9_000, 200, 2_900, (Difference("account 0xA balanceOf", 5, 4),))


def _report(contract: str = "shares", comparison: Comparison = EQUAL) -> Report:
    taken = Taken(Counter({ExitKind.CLAIM: 2}), Counter({ExitKind.REFUND: 1}), 700)
    return Report(
        network="devnet-fork",
        contract=contract,
        symptom="payoutPairs: 0",
        states={"OPEN": 60, "OPERATING": 64},
        accounts=149,
        phases=dict.fromkeys(EXIT_PHASES, taken),
        comparison=comparison,
        work=74,
        seconds=12.34,
    )


def test_merged_is_equal_only_if_every_rehearsal_was() -> None:
    both = merged([_report(), _report("market")])
    assert json.loads(json.dumps(both)) == both
    assert both["rehearsal_equal"] is True
    assert (both["projects"], both["accounts"], both["slots_compared"]) == (124, 149, 3_000)
    assert both["exits"][Phase.FAULTY] == {"claim": 4}
    spoiled = merged([_report(), _report("market", UNEQUAL)])
    assert spoiled["rehearsal_equal"] is False
    assert spoiled["slots_compared"] == 2_900
    assert spoiled["faults"]["market"]["differences"] == ["account 0xA balanceOf is 4, and should be 5"]


@pytest.mark.parametrize("lang", Language)
def test_table_has_a_row_for_each_phase(lang: Language) -> None:
    console = Console(width=200, record=True, file=StringIO())
    console.print(phases_table(_report(), lang))
    told = console.export_text()
    english = lang is Language.EN
    for phase in Phase:
        assert WORDS[phase][0 if english else 1] in told
    assert ("claims 2" if english else "cobros 2") in told
    assert ("refunds 1" if english else "devoluciones 1") in told
    assert "payoutPairs: 0" in told


def test_verdict_says_equal_or_not() -> None:
    assert verdict(_report(), Language.EN).startswith("Equal: 124 projects and 149 accounts; 9,000 facts")
    assert verdict(_report(), Language.ES).startswith("Igual: 124 proyectos y 149 cuentas; 9.000 datos")
    assert verdict(_report(comparison=UNEQUAL), Language.EN) == "Not equal."
    assert "operating 64" in states_line(_report(), Language.EN)


def test_taken_adds_up() -> None:
    one = Taken(Counter({ExitKind.CLAIM: 1}), Counter(), 5)
    assert one + one == Taken(Counter({ExitKind.CLAIM: 2}), Counter(), 10)
