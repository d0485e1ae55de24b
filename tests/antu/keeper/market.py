"""A market in two dictionaries: its book, an account's transactions, and crashes wherever one likes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from antu.book import Book, Demand, Offer
from antu.enums import Mismatch, Role, State
from antu.errors import AntuError
from antu.keeper import Skipped, Transaction
from antu.matching import Team, mismatch
from tests.antu.books import book_of, demand, offer

KEEPER = "0x" + "33" * 20
MARKET = "0x" + "11" * 20
GAS_EACH = 1_000
SKIPPED_GAS = 100


class Crash(BaseException):
    """As if the process had been killed."""


@dataclass
class FakeMarket:
    """A `BookPort` and a `KeeperPort`. `crashes` are the moments, counted over all its methods, at which the process
    dies. `meanwhile` happens, in turn, before each batch is mined: what others do after the book was read."""

    demands: dict[int, Demand]
    offers: dict[int, Offer]
    gas_limit: int = 3_000  # two teams, with the margin
    crashes: set[int] = field(default_factory=set)
    meanwhile: list[Callable[["FakeMarket"], None]] = field(default_factory=list)
    account: str = KEEPER
    chain_id: int = 31_337
    contract: str = MARKET
    block: int = 100
    moment: int = 0
    transactions: list[Transaction] = field(default_factory=list)
    waiting: list[tuple[Team, ...]] = field(default_factory=list)
    news: list[int] = field(default_factory=list)  # blocks in which something was posted
    books_read: int = 0

    def head(self) -> int:
        return self.block

    def book(self, block: int) -> Book:
        assert block == self.block
        self._tick()
        self.books_read += 1
        return book_of(list(self.demands.values()), list(self.offers.values()))

    def posted(self, first: int, last: int) -> bool:
        return any(first <= block <= last for block in self.news)

    def mined(self, account: str) -> int:
        self._tick()
        return len(self.transactions)

    def sent(self, account: str) -> int:
        self._tick()
        return len(self.transactions) + len(self.waiting)

    def estimate(self, items: Sequence[Team]) -> int:
        self._tick()
        return len(items) * GAS_EACH

    def send(self, items: Sequence[Team], gas: int, nonce: int) -> Transaction:
        self._tick()
        assert nonce == len(self.transactions) + len(self.waiting)
        assert gas <= self.gas_limit
        self.waiting.append(tuple(items))
        self._tick()  # sent, and not mined yet
        told = self.mine()
        self._tick()  # mined, and not told yet
        return told[-1]

    def transaction(self, account: str, nonce: int, since_block: int) -> Transaction | None:
        self._tick()
        found = self.transactions[nonce] if nonce < len(self.transactions) else None
        return found if found and found.block > since_block else None

    def mine(self) -> list[Transaction]:
        """What becomes of all that waits, as the contract would have it."""
        told = [self._mined(batch) for batch in self.waiting]
        self.waiting.clear()
        return told

    def post(self, posted: Demand | Offer) -> None:
        """A demand or an offer, new or changed."""
        self.block += 1
        self.news.append(self.block)
        if isinstance(posted, Demand):
            self.demands[posted.id] = posted
        else:
            self.offers[posted.id] = posted

    def _mined(self, batch: tuple[Team, ...]) -> Transaction:
        if self.meanwhile:
            self.meanwhile.pop(0)(self)
        self.block += 1
        made = Transaction(hash=f"0x{len(self.transactions)}", block=self.block, gas_used=0, matched=[], skipped=[])
        for team in batch:
            reason, at_fault = mismatch(book_of([*self.demands.values()], [*self.offers.values()]), team)
            if reason is Mismatch.NONE:
                self._match(team)
                made.matched.append(team.demand_id)
            else:
                made.skipped.append(Skipped(demand_id=team.demand_id, reason=reason, offer_id=at_fault))
        made.gas_used = len(made.matched) * GAS_EACH + len(made.skipped) * SKIPPED_GAS
        self.transactions.append(made)
        return made

    def _match(self, team: Team) -> None:
        self.demands[team.demand_id] = self.demands[team.demand_id]._replace(state=State.FUNDING)
        for number in team.offers:
            self.offers[number] = self.offers[number]._replace(stock=self.offers[number].stock - 1)

    def _tick(self) -> None:
        self.moment += 1
        if self.moment in self.crashes:
            raise Crash


def market(demands: int, teams: int, **changes: object) -> FakeMarket:
    """A market of demands whose owners pay the more the higher their number, and of teams that are alike."""
    asked = {number: demand(number, max_price=1_165_500 + number) for number in range(1, demands + 1)}
    numbers = count(1)
    offered = [offer(next(numbers), role) for _ in range(teams) for role in Role]
    return FakeMarket(asked, {each.id: each for each in offered}, **changes)  # type: ignore[arg-type]


def withdraw(*offers: int) -> Callable[[FakeMarket], None]:
    """Somebody withdraws offers."""

    def act(market: FakeMarket) -> None:
        for number in offers:
            market.offers[number] = market.offers[number]._replace(withdrawn=True)

    return act


def ask(price: int, *offers: int) -> Callable[[FakeMarket], None]:
    """Somebody changes the price of offers."""

    def act(market: FakeMarket) -> None:
        for number in offers:
            market.offers[number] = market.offers[number]._replace(price=price)

    return act


def take(*demands: int) -> Callable[[FakeMarket], None]:
    """Another keeper, or the owner, matches demands with teams of which nobody knew."""

    def act(market: FakeMarket) -> None:
        for number in demands:
            market.demands[number] = market.demands[number]._replace(state=State.FUNDING)

    return act


def refuse(market: FakeMarket) -> None:
    """The node has had enough."""
    raise AntuError("The account has too little ether.")
