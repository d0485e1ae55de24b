"""Every call and every outcome has words in both languages."""

from pathlib import Path

import pytest

from antu.enums import Role
from antu.forwarding import CALLS, WITH_PERMIT, Brought, Fate, Parameter
from antu.forwarding.words import CALL_WORDS, FATES, SENTENCES, call_words, fate_words, shown
from antu.text import Language
from tests.antu.forwarding.requests import signed


def test_every_call_has_words() -> None:
    permits = {f"{contract}.{name}" for (contract, _), name in WITH_PERMIT.items()}
    assert set(CALL_WORDS) == {f"{contract}.{name}" for contract, names in CALLS.items() for name in names} | permits
    assert call_words("market", "fund", Language.ES) == "aportar a un proyecto"
    assert call_words("market", "matchBatch", Language.ES) == "market.matchBatch"
    for english, spanish in (*CALL_WORDS.values(), *SENTENCES.values()):
        assert english
        assert spanish


@pytest.mark.parametrize("fate", Fate)
def test_every_outcome_has_words(fate: Fate) -> None:
    english, spanish = (fate_words(Brought(Path(), signed(nonce=7), fate, "4"), lang) for lang in Language)
    assert english
    assert spanish != english
    assert set(FATES) == set(Fate)


def test_request_that_waits_says_for_which() -> None:
    words = fate_words(Brought(Path(), signed(nonce=7), Fate.WAITS, "4"), Language.EN)
    assert words == "not sent: request number 7 waits for number 4 of the same account, which comes first"


@pytest.mark.parametrize(
    ("parameter", "value", "english", "spanish"),
    [
        (Parameter("amount", "uint256"), 50_000, "50,000", "50.000"),
        (Parameter("role", "uint8", Role), 1, "installer", "instalador"),
        (Parameter("regions", "uint16"), 1 << 4 | 1 << 12, "5, 13", "5, 13"),
        (Parameter("projectIds", "uint256[]"), [1, 2_000], "1, 2,000", "1, 2.000"),
        (Parameter("approved", "bool"), True, "yes", "sí"),
        (Parameter("key", "bytes"), b"\x01", "0x01", "0x01"),
        (
            Parameter("itsTerms", "(uint16,bool)", None, (Parameter("a", "uint16"), Parameter("b", "bool"))),
            (500, False),
            "500, no",
            "500, no",
        ),
    ],
)
def test_arguments_are_shown_as_people_read_them(
    parameter: Parameter, value: object, english: str, spanish: str
) -> None:
    assert (shown(parameter, value, Language.EN), shown(parameter, value, Language.ES)) == (english, spanish)
