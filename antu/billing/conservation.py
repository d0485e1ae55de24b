"""No peso appears or is lost: what the books say of the same money in different places must agree."""

from collections.abc import Iterator

from antu.billing.model import Books
from antu.billing.shares import FRACTION_BITS


def imbalances(books: Books) -> list[str]:
    """What does not add up, a line each; none if every peso is accounted for."""
    equations = [*_projects(books), *_shares(books), *_accounts(books)]
    return [f"{what}: {left:,} is not {right:,}" for what, left, right in equations if left != right]


def _projects(books: Books) -> Iterator[tuple[str, int, int]]:
    for project, totals in books.totals.items():
        series = books.series[project]
        owed = sum(debt for (owed_to, _), debt in books.debts.items() if owed_to == project)
        credit = sum(left for (of, _), left in books.credits.items() if of == project)
        name = f"project {project}"
        paid_in = totals.paid + totals.settled
        yield f"{name}: billed = paid + owed + credit used", totals.billed, paid_in + owed + totals.credit_used
        yield f"{name}: credit given = used + left", totals.credit_given, totals.credit_used + credit
        yield f"{name}: paid in = shared out + reserved", paid_in, series.revenue - series.closed + series.reserved
        kept = series.reserve + series.spent + series.closed
        yield f"{name}: reserved = left + spent + closed", series.reserved, kept


def _shares(books: Books) -> Iterator[tuple[str, int, int]]:
    """To the 2^-64 of a peso: each position's fraction, and what dividing by the supply left, are counted."""
    for project, series in books.series.items():
        claimed = sum(position.claimed for position in series.positions.values())
        earned = sum(map(series.earned, series.positions))
        shared = series.revenue << FRACTION_BITS
        name = f"project {project}"
        yield f"{name}: shared out = claimed + earned", shared, (claimed << FRACTION_BITS) + earned + series.rounding
        held = sum(position.shares for position in series.positions.values())
        yield f"{name}: supply = shares held", series.supply, held


def _accounts(books: Books) -> Iterator[tuple[str, int, int]]:
    owed: dict[str, int] = {}
    for (_, debtor), debt in books.debts.items():
        owed[debtor] = owed.get(debtor, 0) + debt
    for name, account in books.accounts.items():
        yield f"{name}: owed = debts", account.owed, owed.get(name, 0)
        out = account.withdrawn + account.charged + account.prepaid
        yield f"{name}: deposited = withdrawn + charged + prepaid", account.deposited, out
    charged = sum(account.charged for account in books.accounts.values())
    yield "charged = paid", charged, sum(totals.paid for totals in books.totals.values())
