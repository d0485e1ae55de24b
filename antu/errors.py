"""Errors for the person at the terminal: what is wrong, which value, and what to do."""

from dataclasses import dataclass


class AntuError(Exception):
    """Anything that bad input or a wrong situation may cause; scripts print it and exit, without a traceback."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


@dataclass(frozen=True)
class RowError:
    """A row of a file that could not be taken. `line` counts from 1, as editors do; 0 means the file as a whole."""

    line: int
    column: str
    value: str
    reason: str
    hint: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "file"
        what = f", {self.column}" if self.column else ""
        value = f" {self.value!r}" if self.value else ""
        return f"{where}{what}{value}: {self.reason}. {self.hint}"


class RowProblem(Exception):
    """One bad cell, raised where it is read and turned into a `RowError` where the line is known."""

    def __init__(self, column: str, value: str, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason, self.hint = column, value, reason, hint

    def at(self, line: int) -> RowError:
        shown = self.value if len(self.value) <= 60 else self.value[:57] + "..."
        return RowError(line, self.column, shown, self.reason, self.hint)
