"""What every command has in common: its network, its account, clean errors, tables or JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from textwrap import indent
from typing import Any, cast

import click
from ape.cli import ApeCliContextObject, ConnectedProviderCommand, account_option, ape_cli_context, network_option
from ape.exceptions import ApeException
from requests.exceptions import RequestException
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.status import Status

from antu.errors import AntuError
from antu.text import Language, language


class AntuCommand(ConnectedProviderCommand):
    """A command that ends with a sentence, never with a traceback, when something is wrong."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AntuError as error:
            raise click.ClickException(str(error)) from error
        except RequestException as error:
            raise click.ClickException(
                f"The node does not answer: {error}\nCheck --network; the devnet is started with: make devnet"
            ) from error
        except ApeException as error:
            raise click.ClickException(str(error)) from error


class Session(ApeCliContextObject):
    """Where a command's words go: tables on the terminal, or one JSON document on standard output."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.as_json = False
        # No markup: names of files, and much of what is shown, are other people's words.
        self._console = Console(highlight=False, markup=False)
        self._aside = Console(highlight=False, markup=False, stderr=True)

    @cached_property
    def lang(self) -> Language:
        """The language of tables; `AntuError` if ANTU_LANG asks for one that there is not."""
        return language()

    def say(self, *words: RenderableType) -> None:
        """Something on the way. With `--json` it goes to standard error."""
        (self._aside if self.as_json else self._console).print(*words)

    def end(self, result: Mapping[str, Any], *words: RenderableType) -> None:
        """A command's last word: the tables, or, with `--json`, the result."""
        if self.as_json:
            click.echo(json.dumps(result, indent=2, ensure_ascii=False, default=str))
        else:
            for word in words:
                # A line is not cut where the terminal ends: a key in it may be copied.
                self._console.print(word, soft_wrap=isinstance(word, str))

    def working(self, title: str) -> Status:
        """A sign of life while something goes on whose steps are not counted beforehand."""
        return self._aside.status(title)

    @contextmanager
    def progress(self, title: str) -> Iterator[Callable[[str, int], None]]:
        """A bar while something long goes on: after each step it is told what was done, of how many."""
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        # Where nobody watches, such as in a log, a bar would only leave rubbish.
        hidden = not self._aside.is_terminal
        with Progress(*columns, console=self._aside, transient=True, disable=hidden) as bar:
            task = bar.add_task(title, total=None)

            def advance(done: str, total: int) -> None:
                bar.update(task, advance=1, total=total, description=f"{title}: {done}")

            yield advance


def epilog(example: str, notes: str = "") -> str:
    """How a help text ends: with notes and an example, whose lines stay as they are."""
    # Click keeps the lines of a paragraph that begins with a backspace.
    paragraphs = [notes, f"Example:\n{indent(example, '  ')}"]
    return "\n\n".join(f"\b\n{paragraph}" for paragraph in paragraphs if paragraph)


def command(example: str, notes: str = "", **settings: Any) -> Callable[[Callable[..., None]], click.Command]:
    """A command of `ape run`, connected to `--network`; its function is called with a `Session` first."""

    def decorate(function: Callable[..., None]) -> click.Command:
        decorated = json_option(network_option()(function))
        # Ape tells of each transaction; the commands' tables tell the same, and better.
        decorated = ape_cli_context(default_log_level="WARNING", obj_type=Session)(decorated)
        return click.command(cls=AntuCommand, epilog=epilog(example, notes), **settings)(decorated)

    return decorate


class AccountName(click.ParamType):
    """Ape's choice of an account, but by name only: Ape would take a number for a place in the list that it shows when
    it asks, and count up to it, however far."""

    name = "account"

    def __init__(self, choice: click.ParamType) -> None:
        self._choice = choice

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and value.isnumeric():
            self.fail(f"{value[:20]!r} is a number, not an account; list yours with: ape accounts list", param, ctx)
        return self._choice.convert(value, param, ctx)


def account(help_text: str) -> Callable[[Any], Any]:
    """`--account`, which never asks back: `accounts.sender` says what happens without it."""

    def decorate(function: Any) -> Any:
        decorated = account_option(prompt=None)(function)
        option = cast(click.Option, decorated.__click_params__[-1])
        option.help = help_text
        option.type = AccountName(option.type)
        return decorated

    return decorate


def _keep_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.ensure_object(Session).as_json = value


json_option = click.option(
    "--json", is_flag=True, expose_value=False, callback=_keep_json, help="Print the result as JSON."
)
