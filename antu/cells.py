"""Reading the cells of files that people wrote: a value, or a `RowProblem` that says what to do."""

import re

from antu.errors import RowProblem

DIGITS = re.compile(r"[0-9]{1,20}", re.ASCII)


def whole(column: str, text: str, least: int, most: int) -> int:
    """A whole number within bounds, written in plain digits."""
    if text == "":
        raise RowProblem(column, text, "is empty", f"Write a whole number, {least} to {most}")
    if not DIGITS.fullmatch(text):
        raise RowProblem(column, text, "is no whole number", "Write digits only: no points, commas, signs or currency")
    value = int(text)
    if not least <= value <= most:
        raise RowProblem(column, text, "is out of bounds", f"It must be {least} to {most}")
    return value


def choice(column: str, text: str, choices: tuple[str, ...]) -> str:
    """One of some words, in any case."""
    word = text.lower()
    if word not in choices:
        raise RowProblem(column, text, "is empty" if not text else "is unknown", f"Write one of: {', '.join(choices)}")
    return word


def blank(column: str, text: str, belongs_to: str) -> None:
    """A cell that has no meaning in this row."""
    if text:
        raise RowProblem(column, text, f"is only for {belongs_to}", "Leave the cell empty, or check that no cell moved")
