"""The command and its subcommands; each is imported only when it is asked for, for pandas takes its time."""

from importlib import import_module
from typing import Any

import click

from antu.errors import AntuError

COMMANDS = {
    "match": "Match the demands of a book with the best teams.",
    "check": "Verify teams and their certificate.",
    "frontier": "Show what projects cost in savings.",
}


class _Commands(click.Group):
    """A group that ends with a sentence, never with a traceback, when something is wrong."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"antu.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AntuError as error:
            raise click.ClickException(str(error)) from error
        except MemoryError as error:
            raise click.ClickException("There is not enough memory for this book.\nSplit it by class.") from error


@click.group(cls=_Commands, epilog="antu COMMAND --help says more. The words are Spanish where ANTU_LANG is es.")
def main() -> None:
    """Match owners' demands with vendors', installers' and managers' offers, from files, without a chain."""
