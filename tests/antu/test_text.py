"""Words and figures in both languages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.enums import State
from antu.errors import AntuError
from antu.reports.gas.log import REFERENCES
from antu.text import Language, energy, language, money, number, percent, state_name, terms
from antu.vocabulary import WORDS


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        (None, {}, Language.EN),
        (None, {"ANTU_LANG": "es"}, Language.ES),
        (None, {"ANTU_LANG": "es_CL.UTF-8"}, Language.ES),
        (None, {"ANTU_LANG": ""}, Language.EN),
        ("es-CL", {}, Language.ES),
        ("en", {"ANTU_LANG": "es"}, Language.EN),
    ],
)
def test_language_is_the_option_then_the_environment(asked: str | None, environment: dict, expected: Language) -> None:
    assert language(asked, environment) is expected


def test_language_explains_one_that_is_missing() -> None:
    with pytest.raises(AntuError, match="no text in 'arn'"):
        language("arn", {})


def test_figures_are_written_as_each_language_does() -> None:
    assert money(1_165_500, Language.ES) == "$1.165.500"
    assert money(1_165_500, Language.EN) == "1,165,500"
    assert money(-7, Language.ES) == "-$7"
    assert number(33_000, Language.ES) == "33.000"
    assert energy(1_234_567, Language.EN) == "1,234.6 kWh"
    assert energy(1_234_567, Language.ES) == "1.234,6 kWh"
    assert energy(-149, Language.EN) == "-0.1 kWh"
    assert percent(0.0354, Language.ES) == "3,5 %"


@pytest.mark.parametrize(
    ("reserve_bps", "follows_uf", "english", "spanish"),
    [
        (0, False, "", ""),
        (500, False, "reserve 5 %", "reserva 5 %"),
        (0, True, "follows the UF", "sigue a la UF"),
        (1_205, True, "reserve 12.05 %, follows the UF", "reserva 12,05 %, sigue a la UF"),
        (1, False, "reserve 0.01 %", "reserva 0,01 %"),
    ],
)
def test_terms_say_what_was_agreed_and_no_more(reserve_bps: int, follows_uf: bool, english: str, spanish: str) -> None:
    assert terms(reserve_bps, follows_uf, Language.EN) == english
    assert terms(reserve_bps, follows_uf, Language.ES) == spanish


@given(st.integers(-(10**15), 10**15))
def test_money_keeps_every_digit(pesos: int) -> None:
    for lang in Language:
        assert int(re.sub(r"[$.,]", "", money(pesos, lang))) == pesos


def test_words_are_there_in_both_languages() -> None:
    assert all(english and spanish for english, spanish in WORDS.values())
    for state in State:
        assert state_name(state, Language.EN) != "" != state_name(state, Language.ES)
    assert {f"step_{step}" for step in REFERENCES} <= set(WORDS)
