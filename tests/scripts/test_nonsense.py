"""Every command of `ape run`, with words and files that make no sense: it does it, or says why not and does nothing.

Whatever it is given, it ends with a sentence. If it fails, no block was mined and no file was written or changed.
"""

import random
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from ape import chain
from hypothesis import given
from hypothesis import strategies as st

from scripts._chain.session import AntuCommand
from tests.inputs.drawing import EXAMPLES, drawn
from tests.inputs.spoiling import NASTY
from tests.scripts.conftest import Run

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"

# Longer than a test can be, or without an end.
WITHOUT = {"demo", "rehearse", "simulate"}
NEVER_GIVEN = {"--watch", "--network", "--help", "--verbosity"}

# A command takes longer than a function or a file.
COMMAND_LINES = max(1, EXAMPLES // 3)

# What a command may take somewhere, so that not all of it ends at the first word.
SENSIBLE = (
    "1", "2", "100", "market", "shares", "energy", "postOffer", "fund", "withdrawDemand", "0.5", "24h", "en", "es",
    "TEST::1", "0x" + "12" * 20, "0x" + "ab" * 32, "2026-01", "p256", "keeper=TEST::4", "fee_bps=300", "KEEPER", "all",
)  # fmt: skip

# It says so: good rows go in, bad ones are named.
TAKES_GOOD_ROWS = {"participants"}


def _commands(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _commands(below, (*words, name))
    else:
        yield words, command


def all_commands() -> dict[str, click.Command]:
    """Every command of `ape run`, by its words."""
    names = sorted(path.stem for path in SCRIPTS.glob("*.py") if not path.stem.startswith("_"))
    found = (_commands(import_module(f"scripts.{name}").cli, (name,)) for name in names if name not in WITHOUT)
    return {" ".join(words): command for each in found for words, command in each}


COMMANDS = all_commands()


def _words(command: click.Command, paths: list[str]) -> st.SearchStrategy[list[str]]:
    """A command line for a command."""
    return st.tuples(*(_given(parameter, paths) for parameter in command.params)).map(
        lambda parts: [word for part in parts for word in part]
    )


def _given(parameter: click.Parameter, paths: list[str]) -> st.SearchStrategy[list[str]]:
    value = _value(parameter.type, paths)
    if isinstance(parameter, click.Argument):
        return st.lists(value, min_size=int(parameter.required), max_size=1 if parameter.nargs == 1 else 3)
    option = max(parameter.opts, key=len)
    if option in NEVER_GIVEN:
        return st.just([])
    if parameter.is_flag:
        return st.sampled_from([[], [option]])
    named = value.map(lambda word: [f"{option}={word}"])
    return named if parameter.required else st.one_of(st.just([]), named)


def _value(kind: click.ParamType, paths: list[str]) -> st.SearchStrategy[str]:
    if isinstance(kind, click.Path):
        return st.sampled_from(paths)
    own = list(map(str, kind.choices)) if isinstance(kind, click.Choice) else list(SENSIBLE)
    return st.sampled_from(own) | st.sampled_from(own) | st.sampled_from([word for word in NASTY if "\0" not in word])


@pytest.fixture
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in, with files that none of them wants."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").touch()
    (tmp_path / "bytes.csv").write_bytes(random.Random(1).randbytes(500))
    (tmp_path / "text.json").write_text("{]", encoding="utf-8")
    (tmp_path / "lines.jsonl").write_text("{}\nnull\n", encoding="utf-8")
    (tmp_path / "header.csv").write_text("kind,account\nowner\n", encoding="utf-8")
    (tmp_path / "a folder").mkdir()
    return tmp_path


def contents(working_folder: Path) -> dict[str, bytes]:
    """All files, but those that say which readings were not taken, and why: they are written on purpose."""
    files = (path for path in working_folder.rglob("*") if path.is_file() and ".rejected." not in path.name)
    return {str(path): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", COMMANDS)
def test_command_does_it_or_says_why_not(
    name: str, run: Run, working_folder: Path, records: Path, matched_project: Any, funded_project: Any
) -> None:
    matched_project(crowdfunded=True)
    funded_project()
    command = COMMANDS[name]
    assert isinstance(command, AntuCommand)
    paths = [each.name for each in working_folder.iterdir()] + ["nothing", "no/such/folder/file.csv", "", "out.svg"]

    @drawn(COMMAND_LINES)
    @given(_words(command, paths))
    def tried(words: list[str]) -> None:
        before, height = contents(working_folder), chain.blocks.height
        ended = run(command, *words)
        assert "Traceback" not in ended.stdout + ended.stderr
        if ended.code:
            assert ended.stderr.strip(), f"{name} {words} failed without a word"
            assert contents(working_folder) == before, f"{name} {words} failed and left something"
            assert chain.blocks.height == height or name in TAKES_GOOD_ROWS, f"{name} {words} failed half done"

    tried()
