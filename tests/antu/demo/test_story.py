from string import Formatter

import pytest

from antu.demo import story
from antu.text import Language


def figures(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", story.SENTENCES)
def test_sentences_tell_the_same_figures_in_both_languages(key: str) -> None:
    english, spanish = story.SENTENCES[key]
    assert english != spanish
    assert figures(english) == figures(spanish)
    filled = dict.fromkeys(figures(english), "7")
    for lang in Language:
        assert "{" not in story.tell(key, lang, **filled)
