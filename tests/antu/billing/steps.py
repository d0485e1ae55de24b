"""What can happen to the books, as data: a list of steps that the model, or the contracts, can be led through."""

from dataclasses import dataclass

from antu.billing import Books


@dataclass(frozen=True)
class Step:
    """Something at a time, in seconds since 1970."""

    now: int


@dataclass(frozen=True)
class Read(Step):
    """Readings of meters, in one batch: project, generated and exported Wh as the meter shows them, time."""

    readings: tuple[tuple[int, int, int, int], ...]

    def on(self, books: Books) -> None:
        for project, generated, exported, time in self.readings:
            books.report(project, generated, exported, time, self.now)


@dataclass(frozen=True)
class Deposit(Step):
    account: str
    amount: int

    def on(self, books: Books) -> None:
        books.deposit(self.account, self.amount)


@dataclass(frozen=True)
class Withdraw(Step):
    account: str
    amount: int

    def on(self, books: Books) -> None:
        books.withdraw(self.account, self.amount)


@dataclass(frozen=True)
class Settle(Step):
    project: int
    debtor: str
    amount: int

    def on(self, books: Books) -> None:
        books.settle(self.project, self.debtor, self.amount)


@dataclass(frozen=True)
class Transfer(Step):
    project: int
    sender: str
    receiver: str
    shares: int

    def on(self, books: Books) -> None:
        books.series[self.project].transfer(self.sender, self.receiver, self.shares)


@dataclass(frozen=True)
class Pay(Step):
    """Everybody of some holders is paid what it earned in some projects."""

    holders: tuple[str, ...]
    projects: tuple[int, ...]

    def on(self, books: Books) -> None:
        for holder in self.holders:
            for project in self.projects:
                books.series[project].claim(holder)


@dataclass(frozen=True)
class Announce(Step):
    cooperative: int
    price: int

    def on(self, books: Books) -> None:
        books.cooperatives[self.cooperative].announce(self.price, self.now)


@dataclass(frozen=True)
class PublishUF(Step):
    month: int
    value: int

    def on(self, books: Books) -> None:
        books.uf.publish(self.month, self.value, self.now)


@dataclass(frozen=True)
class Correct(Step):
    project: int
    month: int
    amount: int

    def on(self, books: Books) -> None:
        books.correct(self.project, self.month, self.amount, self.now)


@dataclass(frozen=True)
class ReplaceMeter(Step):
    """By one that shows other registers."""

    project: int
    generated: int
    exported: int

    def on(self, books: Books) -> None:
        books.replace_meter(self.project, (self.generated, self.exported), self.now)


@dataclass(frozen=True)
class Move(Step):
    project: int
    cooperative: int

    def on(self, books: Books) -> None:
        books.move(self.project, self.cooperative, self.now)


@dataclass(frozen=True)
class Spend(Step):
    project: int
    amount: int

    def on(self, books: Books) -> None:
        books.series[self.project].spend(self.amount)


@dataclass(frozen=True)
class Retire(Step):
    """And what is left of the reserve is shared out."""

    project: int

    def on(self, books: Books) -> None:
        books.retire(self.project)
        if books.series[self.project].reserve:
            books.close_reserve(self.project)
