"""The file of the lines that were not taken, beside the file that they came from.

    {"line": 3, "reason": "…", "hint": "…", "column": "time", "value": "…", "text": "the line as it was"}

One JSON object a line, UTF-8, in the order of the lines. `line` counts from 1; 0, with an empty text, is the file as a
whole. Where nothing was rejected there is no such file.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from antu.errors import RowError
from antu.files import remove, write_atomically
from antu.lines import readable_lines


def rejected_path(source: Path) -> Path:
    """Where the rejected lines of a file go: `readings.rejected.jsonl` for `readings.jsonl`."""
    return source.with_name(f"{source.stem}.rejected.jsonl")


def write_rejected(source: Path, content: bytes, errors: Iterable[RowError]) -> Path | None:
    """Writes the rejected lines beside their file, which has this content; where to, or None if there are none.

    A file of an earlier run is replaced or removed."""
    path, lines = rejected_path(source), ["", *readable_lines(content)]
    rows = [vars(error) | {"text": lines[error.line]} for error in sorted(errors, key=lambda error: error.line)]
    if not rows:
        remove(path)
        return None
    write_atomically(path, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows))
    return path
