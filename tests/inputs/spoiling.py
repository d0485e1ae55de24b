"""Good files and words, spoilt: a byte here, a line there, another value in a place of a JSON document."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

# What people and programs write by mistake, and what attackers write on purpose.
NASTY = (
    "", " ", "0", "-1", "1.5", "1e999", "NaN", "9" * 40, "0x", "0x" + "f" * 64, "null", "true", "\x00", "\x1b[2J",
    "\u202e", "\uff11\uff12", "ñ", ";", ",", '"', "'", "\\", "{}", "[]", "[" * 2_000, "../../x", "%s", "=1+1", "\ufeff",
    "\r", "\n\n", "a" * 5_000,
)  # fmt: skip

NASTY_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 2**256, 10**400, 1.5, float("inf"), "", "0x", "0x" + "0" * 40, "x" * 5_000, "\ud800",
    [], {}, [[]], {"a": {}},
)  # fmt: skip


def nasty_values() -> st.SearchStrategy[Any]:
    """Other values for a JSON document, each a copy: what is put into a list that was drawn must not be drawn again."""
    return st.sampled_from(NASTY_VALUES).map(deepcopy)


@st.composite
def spoilt_bytes(draw: st.DrawFn, good: bytes) -> bytes:
    """A file with one to three accidents."""
    content = good
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(content)))
        until = draw(st.integers(place, min(len(content), place + 40)))
        content = draw(
            st.sampled_from(
                [
                    content[:place],  # cut off
                    content[:place] + content[until:],  # something is missing
                    content[:place] + content[place:until] * 3 + content[until:],  # something is there twice more
                    content[:place] + draw(st.binary(min_size=1, max_size=4)) + content[until:],
                    content[:place] + draw(st.sampled_from(NASTY)).encode() + content[until:],
                ]
            )
        )
    return content


@st.composite
def spoilt_cells(draw: st.DrawFn, good: bytes, separator: str) -> bytes:
    """A table of text with one to three other cells."""
    rows = [line.split(separator) for line in good.decode().splitlines()]
    for _ in range(draw(st.integers(1, 3))):
        row = draw(st.sampled_from(rows))
        row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(NASTY))
    return "\n".join(map(separator.join, rows)).encode()


@st.composite
def spoilt_json(draw: st.DrawFn, good: bytes) -> bytes:
    """A JSON document with another value somewhere, or with one more or less."""
    document = json.loads(good)
    for _ in range(draw(st.integers(1, 2))):
        inner, key = draw(st.sampled_from(_places(document)))
        match draw(st.sampled_from(["other", "gone", "more"])):
            case "other":
                inner[key] = draw(nasty_values())
            case "gone":
                del inner[key]
            case "more" if isinstance(inner, dict):
                inner[draw(st.sampled_from(NASTY))] = draw(nasty_values())
            case "more":
                inner.append(draw(nasty_values()))
        if not _places(document):
            break
    return json.dumps(document).encode()


def _places(document: Any) -> list[tuple[Any, Any]]:
    """Every value in a document, as what holds it and by what name."""
    if isinstance(document, dict):
        keys: list[Any] = list(document)
    elif isinstance(document, list):
        keys = list(range(len(document)))
    else:
        return []
    return [(document, key) for key in keys] + [place for key in keys for place in _places(document[key])]
