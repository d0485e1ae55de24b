"""Where words go: the standard error, so that the standard output has nothing but what is asked for."""

import sys
from functools import cached_property
from pathlib import Path

import click
from rich.console import Console, RenderableType
from rich.status import Status

from antu.cli.words import say
from antu.files import write_atomically
from antu.text import Language, language

STDOUT = Path("-")
LOG_WIDTH = 120  # where nobody watches, no table needs to be squeezed


class Terminal:
    """What a command says on the way."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, stderr=True, width=None if sys.stderr.isatty() else LOG_WIDTH)

    @cached_property
    def lang(self) -> Language:
        """The language of all words; `AntuError` if ANTU_LANG asks for one that there is not."""
        return language()

    def say(self, *words: RenderableType) -> None:
        """Tables and sentences; a line is not cut where the terminal ends, for a path may be copied from it."""
        for each in words:
            self._console.print(each, soft_wrap=isinstance(each, str), markup=False)

    def tell(self, key: str, **figures: object) -> None:
        """A sentence of `antu.cli.words`."""
        self.say(say(key, self.lang, **figures))

    def working(self, key: str, **figures: object) -> Status:
        """A sign of life while something goes on."""
        return self._console.status(click.style(say(key, self.lang, **figures)))


def write(content: bytes, path: Path) -> None:
    """Writes a file; `STDOUT` is the standard output."""
    if path == STDOUT:
        click.get_binary_stream("stdout").write(content)
    else:
        write_atomically(path, content)
