"""What a run of the keeper shows: capped tables, every sentence in both languages, and how good the teams are."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from antu.enums import Mismatch
from antu.keeper import Keeper, Round, Run
from antu.keeper.words import MISMATCHES, SENTENCES
from antu.matching import SAVINGS
from antu.reports.keeper import MOST_ROWS, came_of, plan_of, skipped_of
from antu.text import Language
from tests.antu.keeper.market import FakeMarket, market, withdraw

EN, ES = Language.EN, Language.ES


def shown(words: Any) -> str:
    console = Console(width=200, record=True, file=StringIO())
    for each in words:
        console.print(each)
    return console.export_text()


def planned(chain: FakeMarket, limit: int | None = None) -> Round:
    found = Keeper(chain, None, SAVINGS, limit, Path()).plan()
    assert found is not None
    return found


def certified(**changes: Any) -> Round:
    """A plan whose certificate says something else."""
    plan = planned(market(demands=1, teams=1))
    return plan.model_copy(update={"certificate": plan.certificate.model_copy(update=changes)})


def test_plan_shows_so_many_rows_and_says_how_many_more() -> None:
    told = shown(plan_of(planned(market(demands=60, teams=MOST_ROWS + 5)), EN))
    assert told.count("1,165,500") == MOST_ROWS
    assert "… and 5 more." in told
    assert "… and 15 more." in told  # of 35 without a team
    assert "Teams for 25 of 60 open demands at block 100" in told


def test_plan_shows_first_what_is_sent_first() -> None:
    told = shown(plan_of(planned(market(demands=9, teams=9), limit=2), EN))
    assert told.index("│      9 │") < told.index("│      8 │")
    assert "│      7 │" not in told
    assert "Of these teams the 2 that save most are matched now" in told


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["No teams are better: the proof was verified."]),
        ({"gap": 7, "rounding": 7}, ["No teams are better, but for 7 pesos at most that fees are rounded by"]),
        ({"gap": 7, "upper_bound": 1_234}, ["No teams save more than 1,234 pesos, 7 more than these"]),
        ({"policy": "0.5", "objective": 5_000}, ["With weight 0.5 that is worth 5,000 pesos.", "No teams are better"]),
        ({"policy": "0.5", "gap": 7, "upper_bound": 5_007}, ["No teams are worth more than 5,007 pesos, 7 more"]),
        ({"policy": "projects", "gap": 2, "upper_bound": 1_003}, ["No teams make more than 1,003 projects, 2 more"]),
    ],
)
def test_plan_says_how_good_the_teams_are(changes: dict[str, Any], words: list[str]) -> None:
    told = shown(plan_of(certified(**changes), EN))
    assert all(each in told for each in words)


def test_an_empty_book_and_a_hopeless_one_are_told_apart() -> None:
    assert "No hay demandas abiertas" in shown(plan_of(planned(market(demands=0, teams=2)), ES))
    hopeless = shown(plan_of(planned(market(demands=2, teams=0)), ES))
    assert "Ninguna de las 2 demandas abiertas" in hopeless
    assert "ningún proveedor con stock" in hopeless


@pytest.mark.parametrize(("lang", "reason"), [(EN, "the offer was withdrawn"), (ES, "la oferta fue retirada")])
def test_what_was_skipped_is_explained(tmp_path: Path, lang: Language, reason: str) -> None:
    chain = market(demands=1, teams=1, meanwhile=[withdraw(3)])
    keeper = Keeper(chain, chain, SAVINGS, None, tmp_path)
    plan = keeper.plan()
    assert plan is not None
    keeper.carry_out(plan)
    assert reason in shown(skipped_of(plan, lang))
    assert "│     3 │" in shown(skipped_of(plan, EN))
    assert "0 projects matched." in shown(came_of(keeper.run, keeper.path, EN))


def test_every_reason_of_the_contract_has_words() -> None:
    assert set(MISMATCHES) == set(Mismatch) - {Mismatch.NONE}


def test_both_languages_have_the_same_figures() -> None:
    def fields(words: str) -> list[str]:
        return sorted(part.split("}")[0] for part in words.split("{")[1:])

    for english, spanish in SENTENCES.values():
        assert fields(english) == fields(spanish)


def test_a_dry_run_says_so() -> None:
    run = Run(chain_id=1, market="0x", keeper="", policy="savings", limit=None)
    assert "nothing was sent" in shown(came_of(run, None, EN))
    assert "no se envió" in shown(came_of(run, None, ES))
