"""Options and arguments that several commands have."""

from pathlib import Path

import click

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
