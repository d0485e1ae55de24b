"""Tables that only the commands show; those of the market are in `antu.reports.tables`."""

from datetime import UTC, datetime

from rich.table import Table


def grid(title: str, *columns: str) -> Table:
    """An empty table. Columns beginning with `>` are figures, to the right; those and `=` are never wrapped."""
    made = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        made.add_column(
            column.lstrip(">="),
            justify="right" if column.startswith(">") else "left",
            no_wrap=column.startswith((">", "=")),
            overflow="fold",
        )
    return made


def short(address: str) -> str:
    """`0x7099…79C8`: enough of an address to tell people apart."""
    return f"{address[:6]}…{address[-4:]}"


def when(seconds: int) -> str:
    """A time, in UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M}"
