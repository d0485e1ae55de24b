"""`antu match` and `antu check`: what they write, what they tell, and what they refuse."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from antu.catalog import DATA
from antu.cli import main
from antu.matching import MatchedTeam, solve
from antu.matching.certificate import read_certificate

ROOT = DATA.parent

BOOK = """kind,id,class,regions,price,stock
owner,1,0,13,1400000,
owner,2,0,Biobío,1100000,
owner,3,0,Aysén,1200000,
vendor,1,0,5;13;8,1000000,1
installer,2,0,all,100000,2
manager,3,0,all,10000,2
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book in the folder in which the command is run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANTU_LANG", raising=False)
    monkeypatch.delenv("ANTU_WORKERS", raising=False)
    path = tmp_path / "book.csv"
    path.write_text(BOOK, encoding="utf-8")
    return path


def antu(*arguments: object, **environment: str) -> Result:
    return CliRunner(mix_stderr=False).invoke(main, [str(each) for each in arguments], env=environment)


def files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_match_writes_teams_reasons_and_proof_beside_the_book(book: Path) -> None:
    ended = antu("match", book)
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "Teams for 1 of 3 demands" in ended.stderr
    assert "save 234,500 pesos" in ended.stderr
    assert files(book.parent) == ["book.certificate.json", "book.csv", "book.matches.csv", "book.unmatched.csv"]
    teams = pd.read_csv(book.with_name("book.matches.csv"))
    assert list(teams.columns) == list(MatchedTeam._fields)
    assert teams.to_numpy().tolist() == [[1, 1, 2, 3, 1_110_000, 55_500]]
    reasons = pd.read_csv(book.with_name("book.unmatched.csv"))
    assert reasons[["kind", "id", "reason"]].to_numpy().tolist() == [
        ["demand", 2, "too_dear"],
        ["demand", 3, "no_vendor"],
    ]
    assert reasons["explanation"][1] == "no vendor with stock left serves Aysén in the class of 1 kWp"
    assert read_certificate(book.with_name("book.certificate.json")).savings == 234_500


def test_match_speaks_spanish(book: Path) -> None:
    ended = antu("match", book, ANTU_LANG="es")
    assert "Equipos para 1 de 3 demandas" in ended.stderr
    reasons = pd.read_csv(book.with_name("book.unmatched.csv"))
    assert reasons["explanation"][1] == "ningún proveedor con stock atiende Aysén en la clase de 1 kWp"


def test_match_gives_the_teams_to_the_standard_output_alone(book: Path) -> None:
    ended = antu("match", book, "--output", "-")
    assert ended.stdout == ",".join(MatchedTeam._fields) + "\n1,1,2,3,1110000,55500\n"
    assert "book.matches.csv" not in files(book.parent)


def test_match_writes_parquet_by_its_name(book: Path) -> None:
    assert antu("match", book, "--output", "teams.parquet", "--unmatched", "out/why.parquet").exit_code == 0
    assert len(pd.read_parquet("teams.parquet")) == 1
    assert len(pd.read_parquet("out/why.parquet")) == 2


def test_match_takes_a_weight_and_compares(book: Path) -> None:
    ended = antu("match", book, "--weight", "0.5", "--compare")
    assert ended.exit_code == 0, ended.stderr
    assert "the cheapest, in turn" in ended.stderr
    assert read_certificate(book.with_name("book.certificate.json")).policy == "0.5"


def test_a_book_where_nothing_fits_gives_empty_teams(book: Path) -> None:
    book.write_text("kind,class,regions,price\n", encoding="utf-8")
    ended = antu("match", book)
    assert (ended.exit_code, ended.exception) == (0, None)
    assert "No demand can have a team." in ended.stderr
    assert pd.read_csv(book.with_name("book.matches.csv")).empty
    assert antu("check", book, "book.matches.csv", "book.certificate.json").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing.csv"], "nothing.csv cannot be read"),
        (["book.csv", "--weight", "many"], "'many' is no number"),
        (["book.csv", "--workers", "0"], "There cannot be '0' workers"),
        (["book.csv", "--output", "teams.xlsx"], "neither CSV nor Parquet"),
        (["book.csv", "--output", "book.csv"], "book.csv is asked for twice"),
        (["book.csv", "--output", "nowhere/../book.csv"], "book.csv is asked for twice"),
        (["book.csv", "--weight", "1e-999999999"], "'1e-999999999' is no number"),
        (["book.csv", "--output", "a.csv", "--unmatched", "a.csv"], "a.csv is asked for twice"),
        (["book.csv", "--unmatched", "-"], "only --output may be -"),
        (["."], "is a folder"),
    ],
)
def test_match_refuses_in_a_sentence_and_writes_nothing(book: Path, arguments: Sequence[str], said: str) -> None:
    ended = antu("match", *arguments)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert files(book.parent) == ["book.csv"]


def test_match_does_not_write_over_its_book_through_a_link(
    book: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("elsewhere") / "teams.csv"
    link.symlink_to(book)
    assert "is asked for twice" in antu("match", book, "--output", link).stderr
    assert book.read_text(encoding="utf-8") == BOOK


def test_match_writes_over_no_device(book: Path) -> None:
    pipe = book.with_name("pipe.csv")
    os.mkfifo(pipe)
    ended = antu("match", book, "--unmatched", pipe)
    assert ended.exit_code == 1
    assert "pipe.csv cannot be written: It is a folder, a device or a pipe." in ended.stderr
    assert (pipe.is_fifo(), files(book.parent)) == (True, ["book.csv", "pipe.csv"])


def test_match_writes_all_files_or_none(book: Path) -> None:
    ended = antu("match", book, "--output", book / "teams.csv")
    assert ended.exit_code == 1
    assert "teams.csv cannot be written" in ended.stderr
    assert files(book.parent) == ["book.csv"]


def test_check_holds_what_match_wrote(book: Path) -> None:
    antu("match", book)
    ended = antu("check", book, "book.matches.csv", "book.certificate.json")
    assert ended.exit_code == 0
    assert "All teams hold (1)" in ended.stderr


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("book.matches.csv", "1110000", "1110001", "its team's cost is 1110000"),
        ("book.matches.csv", "1,1,2,3", "2,1,2,3", "Demand 2"),
        ("book.matches.csv", "1110000", "much", "line 2, cost 'much': is no whole number"),
        ("book.certificate.json", '"upper_bound": 234500', '"upper_bound": 234499', "234500"),
        ("book.certificate.json", "{", "[", "is no certificate"),
        ("book.csv", "1400000", "1399999", "234499"),
    ],
)
def test_check_finds_what_was_changed(book: Path, name: str, before: str, after: str, said: str) -> None:
    antu("match", book)
    changed = book.with_name(name)
    content = changed.read_text(encoding="utf-8")
    assert before in content
    changed.write_text(content.replace(before, after), encoding="utf-8")
    ended = antu("check", book, "book.matches.csv", "book.certificate.json")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert said in ended.stderr


def command() -> list[str]:
    """The command that `make setup` installs."""
    found = shutil.which("antu", path=str(Path(sys.executable).parent))
    assert found is not None, "make setup writes it beside this Python"
    return [found]


@pytest.mark.parametrize("module", [False, True], ids=["antu", "python -m antu"])
def test_the_command_needs_no_ape_and_no_checkout_around_it(book: Path, module: bool) -> None:
    """In a folder with modules of its own, whose names are those of Python's and ours."""
    book.with_name("random.py").write_text("raise SystemExit('taken for a module')\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPROFILEIMPORTTIME": "1"}
    started = [sys.executable, "-P", "-m", "antu"] if module else command()
    ended = subprocess.run(
        [*started, "match", "book.csv", "--workers", "2", "--output", "-"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert len(ended.stdout.splitlines()) == 2
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ended.stderr.splitlines() if "|" in line}
    assert "pandas" in loaded
    assert not loaded & {"ape", "web3", "distributed", "matplotlib"}


def test_the_certificate_is_that_of_the_solver(book: Path) -> None:
    from antu.books import read_book

    antu("match", book)
    written = json.loads(book.with_name("book.certificate.json").read_text(encoding="utf-8"))
    assert written == json.loads(solve(read_book(book)).certificate.model_dump_json())
