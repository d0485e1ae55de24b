"""The record of a run of the keeper: enough for another person to check what it decided, and what came of it.

A file per run, `<block>.json`, where the block is the one whose book it read first; `<block>-2.json` and so on if there
is one already. It is written before a round is sent, and after it; between the two, `journal` has what is mined.
"""

from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError, computed_field, field_serializer, field_validator

from antu.book import Book, frame
from antu.enums import Mismatch
from antu.files import create_atomically, read_bytes, write_atomically
from antu.invalid import invalid
from antu.matching import Certificate, MatchedTeam, Matching, Team, Unmatched

SUFFIX = ".json"

Row = dict[str, Any]  # of a frame


class _Model(BaseModel):
    model_config = ConfigDict(extra="ignore")  # what is computed is written, and computed again when it is read


class Skipped(_Model):
    """A team that did not hold when its turn came; `offer_id` is the one at fault, 0 if it is none of them."""

    demand_id: int
    reason: Mismatch
    offer_id: int

    @field_serializer("reason")
    def _named(self, reason: Mismatch) -> str:
        return reason.name

    @field_validator("reason", mode="before")
    @classmethod
    def _of_name(cls, reason: Any) -> Any:
        return Mismatch[reason] if isinstance(reason, str) and reason in Mismatch.__members__ else reason


class Transaction(_Model):
    """A batch that was mined: the projects that it made, and the teams that it skipped."""

    hash: str
    block: int
    gas_used: int
    matched: list[int]
    skipped: list[Skipped]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def gas_per_project(self) -> int | None:
        """None if it matched nothing."""
        return self.gas_used // len(self.matched) if self.matched else None


class Round(_Model):
    """A book, what the solver made of it, and what came of that.

    `teams` are rows of `MatchedTeam`, all that the certificate certifies; `sent` the demands of those that go to the
    contract, in this order. `unmatched` and `idle` are rows of `Explanation`: of demands, and of offers. `compared` are
    rows of `Result`: the book's teams beside those found in order of arrival, where that was looked at.
    `unknown_classes` are classes of the book that data/classes.csv does not have: they were left out."""

    block: int
    certificate: Certificate
    teams: list[Row]
    unmatched: list[Row]
    idle: list[Row]
    compared: list[Row] = []
    unknown_classes: list[int] = []
    sent: list[int]
    transactions: list[Transaction] = []

    @property
    def matching(self) -> Matching:
        """What `antu.matching.check` takes, with `considered` and the certificate."""
        reasons = (Unmatched(int(row["id"]), str(row["reason"])) for row in self.unmatched)
        return Matching(pd.DataFrame(self.teams, columns=list(MatchedTeam._fields)), frame(reasons, Unmatched))

    @property
    def demands(self) -> set[int]:
        """The open demands that it had to answer for."""
        return {row["demand_id"] for row in self.teams} | {row["id"] for row in self.unmatched}

    def considered(self, book: Book) -> Book:
        """The part of its block's book that it was made from: later rounds leave out demands posted meanwhile."""
        return Book(
            book.demands[book.demands.id.isin(self.demands)],
            book.offers[~book.offers.size_class.isin(self.unknown_classes)],
        )

    def batch(self) -> list[Team]:
        """The teams to be sent, as `matchBatch` takes them: at what they cost here, or not at all."""
        teams = {row["demand_id"]: MatchedTeam(*(row[name] for name in MatchedTeam._fields)) for row in self.teams}
        return [teams[demand].team for demand in self.sent]

    @property
    def matched(self) -> list[int]:
        return [project for each in self.transactions for project in each.matched]

    @property
    def skipped(self) -> list[Skipped]:
        return [team for each in self.transactions for team in each.skipped]


class Run(_Model):
    """A run: its market, who sent, what it was asked for, and its rounds. `ended` unless it died on the way."""

    chain_id: int
    market: str
    keeper: str  # empty if nothing was to be sent
    policy: str  # what `--weight` takes
    limit: int | None
    ended: bool = False
    rounds: list[Round] = []

    @computed_field  # type: ignore[prop-decorator]
    @property
    def matched(self) -> int:
        return sum(len(each.matched) for each in self.rounds)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def gas_used(self) -> int:
        return sum(sent.gas_used for each in self.rounds for sent in each.transactions)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def gas_per_project(self) -> int | None:
        """None if nothing was matched."""
        return self.gas_used // self.matched if self.matched else None

    def document(self) -> dict[str, Any]:
        """The record as it is written."""
        return self.model_dump(mode="json")


def create_record(run: Run, folder: Path) -> Path:
    """Writes a run's record where no other is; where that is."""
    block, content = run.rounds[0].block, _content(run)
    for place in count(1):
        path = folder / f"{block}{f'-{place}' if place > 1 else ''}{SUFFIX}"
        if create_atomically(path, content):
            return path
    raise AssertionError("there is always a number left")


def write_record(run: Run, path: Path) -> None:
    """Writes a run's record anew."""
    write_atomically(path, _content(run))


def read_record(path: Path) -> Run:
    """A record from its file, or an `AntuError` that says what is wrong with it."""
    try:
        return Run.model_validate_json(read_bytes(path))
    except ValidationError as error:
        hint = "Runs write it: ape run match. Move it away if it was changed by hand."
        raise invalid(path, "record of a run", error, hint) from error


def _content(run: Run) -> str:
    return run.model_dump_json(indent=2) + "\n"
