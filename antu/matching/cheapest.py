"""The cheapest team for each demand, earliest demand first."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from antu.book import Book, Demand, Offer, frame, rows
from antu.catalog import serves
from antu.enums import Role
from antu.matching.interface import MatchedTeam, Matching, Unmatched
from antu.money import Quote

# Why a demand has no team: keys of `antu.text`.
NOBODY = {Role.VENDOR: "no_vendor", Role.INSTALLER: "no_installer", Role.MANAGER: "no_manager"}
TOO_DEAR = "too_dear"


class CheapestMatcher:
    """Greedy: each open demand, by id, takes the cheapest offer of each role that serves it and has stock left.

    Prices of a team only add up, so these are its cheapest team; of equal prices the lower id wins. An early demand may
    take the offer that alone could have served a later one."""

    def __call__(self, book: Book) -> Matching:
        shelves: dict[tuple[int, int], list[Offer]] = defaultdict(list)
        for offer in sorted(rows(book.open_offers, Offer), key=lambda offer: (offer.price, offer.id)):
            shelves[offer.role, offer.size_class].append(offer)

        taken: Counter[int] = Counter()
        teams: list[MatchedTeam] = []
        unmatched: list[Unmatched] = []
        for demand in sorted(rows(book.open_demands, Demand)):
            team = _team(demand, shelves, taken)
            if len(team) < len(Role):
                unmatched.append(Unmatched(demand.id, NOBODY[Role(len(team))]))
                continue
            vendor, installer, manager = team
            quote = Quote(vendor.price, installer.price, manager.price, demand.fee_bps)
            if quote.goal > demand.max_price:
                unmatched.append(Unmatched(demand.id, TOO_DEAR))
                continue
            taken.update(offer.id for offer in team)
            teams.append(MatchedTeam(demand.id, vendor.id, installer.id, manager.id, quote.cost, quote.fee))

        return Matching(teams=frame(teams, MatchedTeam), unmatched=frame(unmatched, Unmatched))


def _team(demand: Demand, shelves: Mapping[tuple[int, int], list[Offer]], taken: Counter[int]) -> list[Offer]:
    """The cheapest offers in the order of roles, up to the first role that nobody can fill."""
    team: list[Offer] = []
    for role in Role:
        shelf = shelves.get((role, demand.size_class), [])
        fitting = (offer for offer in shelf if serves(offer.regions, demand.region) and taken[offer.id] < offer.stock)
        cheapest = next(fitting, None)
        if cheapest is None:
            break
        team.append(cheapest)
    return team
