"""A run of the keeper: it reads the book, matches it, sends that, and does so again with what was skipped.

The contract skips a team that no longer holds, because its demand, an offer or somebody's price changed after the book
was read. What was skipped is matched again with the book as it is then. Every further round only takes demands that
the first one took, so that a run ends however fast others post; and it ends when two rounds in a row match nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pandas as pd

from antu.book import Book
from antu.catalog import size_classes
from antu.keeper import journal
from antu.keeper.record import SUFFIX, Round, Run, Transaction, create_record, read_record, write_record
from antu.matching import Matching, Policy, Team, check, solve
from antu.matching.comparison import compare
from antu.sending import Note, SendingPort, await_pending, noted, read_note, send_batches

FRUITLESS_ROUNDS = 2
MOST_COMPARED = 20_000  # open demands, above which matching in order of arrival would keep others waiting


class BookPort(Protocol):
    """A market on a chain, to read."""

    @property
    def chain_id(self) -> int: ...

    @property
    def contract(self) -> str:
        """The Marketplace's address."""
        ...

    def head(self) -> int:
        """The newest block."""
        ...

    def book(self, block: int) -> Book:
        """The whole book as of a block."""
        ...

    def posted(self, first: int, last: int) -> bool:
        """Whether anything happened in these blocks that may make new teams possible."""
        ...


class KeeperPort(SendingPort[Team, Transaction], Protocol):
    """The same, and the keeper's account, to send."""

    def transaction(self, account: str, nonce: int, since_block: int) -> Transaction | None:
        """An account's `nonce`th transaction if it was mined after that block, and matched or skipped teams."""
        ...


class Keeper:
    """One run. Without `sender` it only plans.

    `plan` and `carry_out` take turns until there is no more to plan; then `end`."""

    def __init__(
        self, reader: BookPort, sender: KeeperPort | None, policy: Policy, limit: int | None, folder: Path
    ) -> None:
        self._reader, self._sender, self._policy, self._folder = reader, sender, policy, folder
        self.run = Run(
            chain_id=reader.chain_id,
            market=reader.contract,
            keeper=sender.account if sender else "",
            policy=policy.name,
            limit=limit,
        )
        self.path: Path | None = None  # of the record, once it is written

    def plan(self) -> Round | None:
        """The next round, checked but not sent; None if there is nothing left to do."""
        rounds = self.run.rounds
        if rounds and not self._goes_on():
            return None
        block = self._reader.head()
        book, unknown = of_known_classes(self._reader.book(block))
        if rounds:
            book = rounds[0].considered(book)
        outcome = solve(book, self._policy)
        check(book, outcome.matching, outcome.certificate)
        reasons = outcome.explanations
        planned = Round(
            block=block,
            certificate=outcome.certificate,
            teams=_rows(outcome.matching.teams),
            unmatched=_rows(reasons[reasons.kind == "demand"]),
            idle=_rows(reasons[reasons.kind == "offer"]),
            compared=[] if rounds or len(book.open_demands) > MOST_COMPARED else _rows(compare(book, outcome)),
            unknown_classes=unknown,
            sent=_chosen(book, outcome.matching, self._left()),
        )
        rounds.append(planned)
        return planned

    def carry_out(self, planned: Round, observe: Callable[[Transaction], None] = lambda sent: None) -> None:
        """Sends a round's teams; `observe` is told of each transaction once it is written down."""
        assert self._sender is not None
        path = self._save()
        try:
            for _, sent in send_batches(path, self._sender, planned.batch()):
                planned.transactions.append(sent)
                journal.add(path, sent)
                observe(sent)
        except (Exception, KeyboardInterrupt):
            self._settle(path)
            raise
        self._settle(path)

    def end(self) -> None:
        """Writes that the run came to its end."""
        self.run.ended = True
        self._save()

    @property
    def cut_short(self) -> bool:
        """Whether only the limit kept it from matching more."""
        return any(len(each.sent) < len(each.teams) for each in self.run.rounds[-1:])

    def _left(self) -> int | None:
        return None if self.run.limit is None else self.run.limit - self.run.matched

    def _goes_on(self) -> bool:
        last = self.run.rounds[-FRUITLESS_ROUNDS:]
        fruitless = len(last) == FRUITLESS_ROUNDS and not any(each.matched for each in last)
        return bool(last[-1].skipped) and not fruitless and self._left() != 0

    def _settle(self, path: Path) -> None:
        self._save()
        journal.close(path)

    def _save(self) -> Path:
        if self.path is None:
            self.path = create_record(self.run, self._folder)
        else:
            write_record(self.run, self.path)
        return self.path


def of_known_classes(book: Book) -> tuple[Book, list[int]]:
    """The book without the classes that data/classes.csv does not have, and which these are.

    The operator may open a class on the chain before every keeper knows it; the others are matched meanwhile."""
    known = [each.id for each in size_classes()]
    mine = [table[table.size_class.isin(known)] for table in (book.demands, book.offers)]
    strange = {*book.open_demands.size_class, *book.open_offers.size_class} - {*known}
    return Book(*mine), sorted(int(each) for each in strange)


def recover(folder: Path, port: KeeperPort) -> list[Path]:
    """Waits for transactions that the account's earlier runs died over, and completes those runs' records.

    Which were completed. To be called in the account's `turn`."""
    completed = []
    for path in sorted({*noted(folder, SUFFIX), *journal.journalled(folder)}):
        if _whose(path) != (port.chain_id, port.contract, port.account):
            continue  # another network's, or of a keeper that may be at work

        def complete(note: Note | None, path: Path = path) -> None:
            if _complete(path, port, note):
                completed.append(path)

        if not await_pending(path, port, observe=complete):
            complete(None)
    return completed


def _whose(path: Path) -> tuple[int, str, str] | None:
    """The chain, the market and the account of a run that died, None if nobody can tell."""
    if (note := read_note(path)) is not None:
        return note.chain_id, note.contract, note.account
    if not path.exists():
        return None
    run = read_record(path)
    return run.chain_id, run.market, run.keeper


def _complete(path: Path, port: KeeperPort, note: Note | None) -> bool:
    if not path.exists():
        return False
    run = read_record(path)
    last = run.rounds[-1]
    found = journal.read(path)
    if note and (sent := port.transaction(note.account, note.nonce, last.block)):
        found.append(sent)
    known = {each.hash for each in last.transactions}
    new = {each.hash: each for each in found if each.hash not in known}
    if new:
        last.transactions += new.values()
        write_record(run, path)
    journal.close(path)
    return bool(new)


def _chosen(book: Book, matching: Matching, most: int | None) -> list[int]:
    """The demands whose teams are sent: all, or those that save most, first those that save most.

    Teams hold in any order, for all of them together are within every stock."""
    teams = matching.teams
    if most is None:
        return [int(demand) for demand in teams.demand_id]
    maximum = book.demands.set_index("id").max_price.reindex(teams.demand_id).to_numpy()
    saved = pd.DataFrame({"id": teams.demand_id, "saved": maximum - teams.cost - teams.fee})
    best = saved.sort_values(["saved", "id"], ascending=[False, True]).head(most)
    return [int(demand) for demand in best.id]


def _rows(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
