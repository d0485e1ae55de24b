"""Every sentence has the same figures in both languages, and spans are told to the minute."""

from string import Formatter

import pytest

from antu.governance.words import SENTENCES, lasting, say
from antu.text import Language


@pytest.mark.parametrize("key", SENTENCES)
def test_sentences_have_the_same_figures_in_both_languages(key: str) -> None:
    english, spanish = ({field for _, field, _, _ in Formatter().parse(words) if field} for words in SENTENCES[key])
    assert english == spanish


def test_say_fills_the_figures_in() -> None:
    assert say("pause_done", Language.ES, contracts="market") == "market: en pausa."


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (3_600, "1 h"), (3_661, "1 h 1 min"), (7 * 86_400 - 1, "6 d 23 h")],
)
def test_lasting_tells_two_units_at_most(seconds: int, words: str) -> None:
    assert lasting(seconds) == words
