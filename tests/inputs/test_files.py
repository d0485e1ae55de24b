"""Every kind of file that Antu reads, spoilt: it is read, or refused in words; and reading writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu import indexation, metering, participants
from antu.books.book_file import read_book, write_book
from antu.deployment import Store, begin, execute, parameters
from antu.errors import AntuError
from antu.files import write_atomically
from antu.forwarding import load, save
from antu.keeper import read_record
from antu.keeper.record import Round, Run, create_record
from antu.matching import solve
from antu.matching.certificate import read_certificate, write_certificate
from antu.sending.note import Note, note_path, read_note, write_note
from tests.antu.books import posted
from tests.antu.deployment.fake_chain import DEPLOYER, FakeChain
from tests.antu.forwarding.requests import signed
from tests.inputs.drawing import EXAMPLES, drawn
from tests.inputs.spoiling import spoilt_bytes, spoilt_cells, spoilt_json

DATA = Path(__file__).resolve().parents[2] / "data"
NETWORK = "testnet"
FEW = 12  # lines or participants

# These examples take a millisecond each.
MANY = 4 * EXAMPLES


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is called, what writes a good one, what reads it, what is spoilt in it."""

    name: str
    make: Callable[[Path], Any]
    read: Callable[[Path], Any]
    separator: str = ""  # of its cells, if it is a table of text


def _sample(name: str) -> Callable[[Path], Any]:
    return lambda path: write_atomically(path, b"\n".join((DATA / name).read_bytes().splitlines()[:FEW]) + b"\n")


def _readings(path: Path) -> None:
    reading = metering.Reading(7, 153_200, 61_280, 1_767_225_600)
    keys = (b"", b"\xcd" * 84)
    metering.write(path, [metering.SignedReading(reading, b"\xab" * 65, key) for key in keys])


def _book(path: Path) -> None:
    write_book(posted(participants.draw().participants[:FEW]), path)


def _certificate(path: Path) -> None:
    write_certificate(solve(posted(participants.draw().participants)).certificate, path)


def _deployment(path: Path) -> None:
    chain, store = FakeChain(), Store(path.parent)
    execute(chain, store, begin(chain, store, NETWORK, "c0ffee", parameters(DEPLOYER), False))


def _run_of_the_keeper(path: Path) -> None:
    solved = solve(posted(participants.draw().participants))
    teams = solved.matching.teams.to_dict("records")
    begun = Round(block=5, certificate=solved.certificate, teams=teams, unmatched=[], idle=[], sent=[])
    run = Run(chain_id=1, market="0x", keeper="", policy="0", limit=None, rounds=[begun])
    create_record(run, path.parent).rename(path)


def _beside(path: Path) -> Path:
    """The file of readings that a note is about."""
    return path.with_name("readings.jsonl")


KINDS = [
    Kind("participants.csv", _sample("participants.csv"), participants.read, ","),
    Kind("uf.csv", _sample("uf.csv"), indexation.read, ";"),
    Kind("readings.jsonl", _readings, metering.read),
    Kind("request.json", lambda path: save(path, signed()), load),
    Kind("book.csv", _book, read_book, ","),
    Kind("book.parquet", _book, read_book),
    Kind("certificate.json", _certificate, read_certificate),
    Kind(f"{NETWORK}.json", _deployment, lambda path: Store(path.parent).load(NETWORK)),
    Kind("run.json", _run_of_the_keeper, read_record),
    Kind(
        note_path(Path("readings.jsonl")).name,
        lambda path: write_note(_beside(path), Note(1, "0x", "0x", 3)),
        lambda path: read_note(_beside(path)),
    ),
]


@cache
def good(kind: Kind) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / kind.name
        kind.make(path)
        kind.read(path)
        return path.read_bytes()


def spoilt(kind: Kind) -> st.SearchStrategy[bytes]:
    ways = [spoilt_bytes(good(kind))]
    if kind.separator:
        ways.append(spoilt_cells(good(kind), kind.separator))
    if kind.name.endswith(".json"):
        ways.append(spoilt_json(good(kind)))
    return st.one_of(ways)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_spoilt_file_is_read_or_refused_in_words(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / kind.name
    refused = []

    @drawn(MANY)
    @given(spoilt(kind))
    def tried(content: bytes) -> None:
        path.write_bytes(content)
        try:
            read = kind.read(path)
        except AntuError as error:
            refused.append(str(error))
        else:
            refused.extend(map(str, getattr(read, "errors", ())))
        assert path.read_bytes() == content
        assert [each.name for each in tmp_path.iterdir()] == [kind.name]

    tried()
    assert refused, "nothing was spoilt"
    assert all(words.strip() and "Traceback" not in words for words in refused)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_file_that_cannot_be_read_is_refused_by_name(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / kind.name
    path.mkdir()
    with pytest.raises(AntuError, match=kind.name):
        kind.read(path)
