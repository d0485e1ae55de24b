"""A statement's two files: CSV for programs, a page for people. Both are written, or neither."""

import csv
import tempfile
from io import StringIO
from pathlib import Path

from antu.billing.months import iso
from antu.billing.statement.document import Statement
from antu.billing.statement.page import page
from antu.errors import AntuError
from antu.text import Language, text

UNITS = {"generated": " (Wh)", "used": " (Wh)", "exported": " (Wh)", "shares": ""}


def write(statement: Statement, folder: Path, lang: Language) -> list[Path]:
    """Writes `<name>.csv` and `<name>.html` and returns their paths. `AntuError` if that is not possible."""
    texts = {f"{statement.name}.csv": csv_text(statement, lang), f"{statement.name}.html": page(statement, lang)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if blocked := [name for name in texts if (folder / name).is_dir()]:
            raise AntuError(
                f"{folder / blocked[0]} is a folder, where a file is to be written.", "Remove or rename it."
            )
        # Where there is room for both, both are then moved into their places.
        with tempfile.TemporaryDirectory(dir=folder, prefix=".statement-") as aside:
            for name, content in texts.items():
                (Path(aside) / name).write_text(content, encoding="utf-8", newline="")
            return [(Path(aside) / name).replace(folder / name) for name in texts]
    except OSError as error:
        reason = error.strerror or error
        raise AntuError(
            f"The statement cannot be written to {folder}: {reason}.", "Name a folder with --out."
        ) from error


def csv_text(statement: Statement, lang: Language) -> str:
    """A line per project and month, then each project's total. Energy in Wh, money in pesos, months as 2026-02."""
    made = StringIO()
    lines = csv.writer(made)
    groups, columns = statement.parts[0].table.groups, statement.parts[0].table.columns
    titles = [_title(group, column, lang) for group, listed in groups.items() for column in listed]
    lines.writerow([text("project", lang), text("st_month", lang), *titles])
    for part in statement.parts:
        for month, values in part.table.lines.items():
            lines.writerow([part.project, iso(month), *(values[column] for column in columns)])
        lines.writerow([part.project, text("total", lang), *(part.table.total[column] for column in columns)])
    return made.getvalue()


def _title(group: str, column: str, lang: Language) -> str:
    """`billed: to the owner (CLP)`."""
    of, _, _ = text(f"st_group_{group}", lang).partition(",")
    unit = UNITS.get(column, " (CLP)")
    return f"{of}: {text(f'st_{column}', lang)}{unit}"
