"""Finds teams for the open demands, and has the contract match them."""

from ape.api import AccountAPI
from rich.table import Table

from antu.matching import CheapestMatcher, teams_of
from antu.reports.tables import teams_table, unmatched_table
from scripts._chain.accounts import sender
from scripts._chain.adapter import send
from scripts._chain.batches import batch_count, batches
from scripts._chain.display import grid
from scripts._chain.ledger import read_book
from scripts._chain.market import load_market
from scripts._chain.matching import Skipped, matched_and_skipped, teams_argument
from scripts._chain.session import Session, account, command


@command("ape run match --network ethereum:devnet", short_help="Match demands with teams.")
@account("The keeper.")
def cli(session: Session, account: AccountAPI | None) -> None:
    """Match each open demand with the cheapest team that can serve it.

    The contract checks every team once more; one that no longer holds is skipped, and the others still match.
    """
    market = load_market()
    matching = CheapestMatcher()(read_book(market))
    teams = teams_of(matching)
    matched: list[int] = []
    skipped: list[Skipped] = []
    gas = 0
    with session.progress("Matching") as advance:
        for batch in batches(teams):
            keeper = sender(account, market.record.parameters.keeper, "The keeper")
            receipt = send(market.market.matchBatch, teams_argument(batch), sender=keeper)
            done, refused = matched_and_skipped(market, receipt)
            matched, skipped, gas = matched + done, skipped + refused, gas + receipt.gas_used
            advance(f"{len(matched)} projects", batch_count(teams))

    went = matching.teams[matching.teams.demand_id.isin(matched)]
    tables = [
        *([teams_table(went, session.lang)] if matched else []),
        *([unmatched_table(matching.unmatched, session.lang)] if len(matching.unmatched) else []),
        *([_skipped_table(skipped)] if skipped else []),
    ]
    each = f", {gas // len(matched):,} gas each" if matched else ""
    result = {
        "matched": went.to_dict("records"),
        "unmatched": matching.unmatched.to_dict("records"),
        "skipped": [vars(team) | {"reason": team.reason.name} for team in skipped],
        "gas": gas,
    }
    session.end(result, *tables, f"{len(matched)} projects matched{each}.")


def _skipped_table(skipped: list[Skipped]) -> Table:
    made = grid("Skipped: they changed since the book was read", ">demand", "reason", ">offer")
    for team in skipped:
        made.add_row(str(team.demand_id), team.reason.name.lower().replace("_", " "), str(team.offer_id or ""))
    return made
