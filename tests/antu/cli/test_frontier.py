"""`antu frontier`: figures on the terminal, in a file, and as a picture."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from antu.cli import main

BOOK = """kind,class,regions,price,stock
owner,0,13,1400000,
owner,0,13,1165500,
vendor,0,all,1000000,1
vendor,0,13,1000000,1
installer,0,13,100000,2
manager,0,all,10000,2
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.csv"
    path.write_text(BOOK, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner(mix_stderr=False).invoke(main, ["frontier", *map(str, arguments)])


def test_frontier_tells_writes_and_draws(book: Path, tmp_path: Path) -> None:
    drawn, written = tmp_path / "frontier.svg", tmp_path / "frontier.csv"
    ended = run(book, "--weights", "0,projects", "--plot", drawn, "--output", written)
    assert ended.exit_code == 0, ended.output
    assert "234,500" in ended.stderr
    lines = written.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("policy,matched,matched_share,savings,savings_share,objective,upper_bound,")
    assert [line.split(",")[:4] for line in lines[1:]] == [
        ['"savings"', "2", "1", "234500"],
        ['"projects"', "2", "1", "234500"],
    ]
    assert "w = 0, projects" in drawn.read_text(encoding="utf-8")


def test_frontier_alone_is_on_the_standard_output(book: Path) -> None:
    ended = run(book, "--weights", "0", "--output", "-")
    assert [line.split(",")[1] for line in ended.stdout.splitlines()] == ["matched", "2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--weights", "0,x"), "'x' is no number"),
        (("--plot", "frontier.gif"), "would be no picture"),
        (("--output", "frontier.xlsx"), "neither CSV nor Parquet"),
        (("--output", "book.csv"), "book.csv is asked for twice"),
    ],
)
def test_frontier_refuses_before_it_matches(
    book: Path, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.parent)
    ended = run(book, *arguments)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert said in ended.stderr
