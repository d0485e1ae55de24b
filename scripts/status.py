"""The market's books: projects by state, and what the contracts owe beside what they hold."""

import click

from antu.accounting import Finance, finances, solvency
from antu.book import rows
from antu.enums import State
from antu.errors import AntuError
from antu.reports.tables import projects_table, solvency_table, states_table, terms_table
from antu.text import money, text
from scripts._chain.ledger import all_positions, energy_accounts, held, offer_rows, project_rows
from scripts._chain.market import connected_network, load_market
from scripts._chain.session import Session, command


@command("ape run status --network ethereum:devnet --projects", short_help="Show projects and the contracts' books.")
@click.option("--projects", "listed", is_flag=True, help="List every project too.")
def cli(session: Session, listed: bool) -> None:
    """Show projects by state, and what the contracts owe beside what they hold.

    Ends with an error if a contract holds less than it owes, which must never be.
    """
    market = load_market()
    projects = finances(project_rows(market))
    accounts = energy_accounts(market)
    books = solvency(projects, all_positions(market), accounts, held(market))
    tables = [states_table(projects, session.lang), solvency_table(books, session.lang)]
    if listed:
        agreed = terms_table(projects, session.lang)
        tables = [projects_table(projects, session.lang), *([agreed] if agreed.row_count else []), *tables]
    debts = int(accounts.owed.sum())
    result = {
        "network": connected_network(),
        "offers": len(offer_rows(market)),
        "projects": [row._asdict() | {"state": State(row.state).name} for row in rows(projects, Finance)],
        "contracts": [vars(book) | {"rounding": book.rounding} for book in books],
        "debts": debts,
        "supply": int(market.token.totalSupply()),
    }
    session.end(result, *tables, text("status_debts", session.lang).format(pesos=money(debts, session.lang)))
    short = [book for book in books if not book.solvent]
    if short:
        raise AntuError(f"{short[0].contract} holds {-short[0].rounding:,} pesos less than it owes.")
