"""Options and arguments that several commands have."""

from pathlib import Path

import click

from antu.cli.terminal import STDOUT
from antu.errors import AntuError

FILE = click.Path(path_type=Path)

book_argument = click.argument("book", type=FILE)

workers_option = click.option(
    "--workers",
    "setting",
    default="1",
    show_default=True,
    envvar="ANTU_WORKERS",
    show_envvar=True,
    help="Processes on this machine, or a Dask scheduler: tcp://host:8786.",
)


def require_apart(*paths: Path | None) -> None:
    """Raises an `AntuError` if two of these are one file, by whatever names: what is written would end what is read."""
    files = [path for path in paths if path is not None and path != STDOUT]
    places = [path.resolve() for path in files]
    for path, place in zip(files, places, strict=True):
        if places.count(place) > 1:
            raise AntuError(f"{path} is asked for twice.", "Give each file a name of its own.")
