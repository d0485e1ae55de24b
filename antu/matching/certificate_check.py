"""Verifies a matching and its certificate from the book alone, with whole numbers, trusting nothing of the solver.

Shares no code with the solvers: plain loops over rows. What it shares with the rest of Antu are the contract's rules
(`antu.matching.feasibility`, `antu.money`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, partial
from math import gcd
from typing import NamedTuple, TypeVar

from antu.book import Book, Demand, Offer, rows
from antu.catalog import serves
from antu.enums import Mismatch, Role
from antu.errors import AntuError
from antu.matching.certificate import Certificate, ClassCertificate, Leaf, Proof
from antu.matching.feasibility import team_mismatch
from antu.matching.interface import MatchedTeam, Matching, Unmatched
from antu.money import BASIS_POINTS, Quote

Bounds = tuple[tuple[int, int], ...]  # per market, the least and the most teams


class CertificateError(AntuError):
    """A certificate, or a matching, that does not hold."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "Do not rely on this run. Match again, and report it with the book.")


def check(book: Book, matching: Matching, certificate: Certificate) -> None:
    """Raises a `CertificateError` unless all teams hold, savings are as stated, and the proof proves the bound."""
    demands = {demand.id: demand for demand in rows(book.open_demands, Demand)}
    offers = {offer.id: offer for offer in rows(book.open_offers, Offer)}
    teams = _checked_teams(matching, demands, offers)
    classes = {each.size_class: each for each in certificate.classes}
    _require(len(classes) == len(certificate.classes), "A class is certified twice.")
    asked = sorted({demand.size_class for demand in demands.values()})
    _require(sorted(classes) == asked, f"Classes {sorted(classes)} are certified, but {asked} are asked for.")
    _require(
        certificate.parts_per_peso % BASIS_POINTS == 0 < certificate.parts_per_peso, "Its parts do not divide a fee."
    )

    wanted, offered, served = _by_class(demands.values()), _by_class(offers.values()), _by_class(teams)
    for size_class, record in classes.items():
        of = _Class(record, wanted[size_class], offered[size_class], certificate.parts_per_peso)
        counted = Counter((team.demand.region, team.demand.fee_bps) for team in served[size_class])
        stated = {(market.region, market.fee_bps): market.matched for market in record.markets}
        _require(
            stated == {market: counted[market] for market in stated}, f"Class {size_class} has {dict(counted)} teams."
        )
        savings = sum(team.demand.max_price - team.quote.goal for team in served[size_class])
        _require(record.savings == savings, f"Class {size_class} saves {savings} pesos, not {record.savings}.")
        rounding = of.worth(served[size_class]) - savings
        _require(record.rounding == rounding, f"Class {size_class}: rounding is {rounding}, not {record.rounding}.")
        proved = of.bound()
        _require(record.upper_bound >= proved, f"Class {size_class}: {proved} is proved, not {record.upper_bound}.")

    for name, total in (
        ("savings", certificate.savings),
        ("rounding", certificate.rounding),
        ("upper_bound", certificate.upper_bound),
    ):
        summed = sum(getattr(each, name) for each in classes.values())
        _require(total == summed, f"{name} is {total}, but its classes' sum is {summed}.")
    _require(certificate.matched == len(teams), f"{len(teams)} are matched, not {certificate.matched}.")
    _require(certificate.gap == certificate.upper_bound - certificate.savings, "The gap is not what is between.")


class _Team(NamedTuple):
    demand: Demand
    quote: Quote

    @property
    def size_class(self) -> int:
        return self.demand.size_class


def _checked_teams(matching: Matching, demands: dict[int, Demand], offers: dict[int, Offer]) -> list[_Team]:
    """The teams, every one held against the contract's rules in its turn."""
    taken: Counter[int] = Counter()
    found: list[_Team] = []
    for row in rows(matching.teams, MatchedTeam):
        demand = demands.get(row.demand_id)
        team = [offers.get(offer) for offer in row.team[1:]]
        left = [each and each._replace(stock=each.stock - taken[each.id]) for each in team]
        reason, _ = team_mismatch(demand, left)
        if demand is None or reason is not Mismatch.NONE:
            raise CertificateError(f"Demand {row.demand_id} cannot have its team: {reason.name}.")
        taken.update(row.team[1:])
        vendor, installer, manager = (each.price for each in team if each)
        quote = Quote(vendor, installer, manager, demand.fee_bps)
        _require((row.cost, row.fee) == (quote.cost, quote.fee), f"Demand {row.demand_id}: cost and fee are wrong.")
        found.append(_Team(demand, quote))
    answered = [team.demand.id for team in found] + [row.demand_id for row in rows(matching.unmatched, Unmatched)]
    _require(sorted(answered) == sorted(demands), "Not every open demand is matched or unmatched, once.")
    return found


class _Class:
    """What bounds the savings of one class; amounts are in parts of a peso."""

    def __init__(self, record: ClassCertificate, demands: list[Demand], offers: list[Offer], parts: int) -> None:
        self._record, self._offers, self._parts, self._most_units = record, offers, parts, len(demands)
        self._markets = {(market.region, market.fee_bps): n for n, market in enumerate(record.markets)}
        _require(len(self._markets) == len(record.markets), "A market is certified twice.")
        # Cost and fee of a team are a multiple of this, before rounding; so is what rounding down takes off.
        self._step = gcd(*(offer.price for offer in offers))
        self._values: list[list[int]] = [[] for _ in record.markets]
        for demand in sorted(demands, key=lambda demand: -demand.max_price):
            place = self._markets.get((demand.region, demand.fee_bps))
            if place is None:
                raise CertificateError(f"The market of demand {demand.id} is not certified.")
            self._values[place].append(self._value(demand))

    def worth(self, teams: list[_Team]) -> int:
        """What teams would save if rounding spared each as much as it could, in pesos."""
        costs = (team.quote.cost * self._per_peso(team.demand.fee_bps) for team in teams)
        return (sum(self._value(team.demand) for team in teams) - sum(costs)) // self._parts

    def bound(self) -> int:
        """No teams of the class save more, in pesos."""
        everything = tuple((0, len(values)) for values in self._values)
        return max(0, self._proved(self._record.proof, everything) // self._parts)

    def _proved(self, proof: Proof, bounds: Bounds) -> int:
        if isinstance(proof, Leaf):
            return self._dual(proof, bounds)
        _require(0 <= proof.market < len(bounds), "Its proof splits on a market that is none.")
        least, most = bounds[proof.market]
        before, after = bounds[: proof.market], bounds[proof.market + 1 :]
        up_to = self._proved(proof.up_to, (*before, (least, min(most, proof.most)), *after))
        above = self._proved(proof.above, (*before, (max(least, proof.most + 1), most), *after))
        return max(up_to, above)

    def _dual(self, leaf: Leaf, bounds: Bounds) -> int:
        """What demands and offers gain at the prices, together: teams pay and are paid them, so they cancel out."""
        _require(len(leaf.prices) == len(bounds), "Its proof has not three prices for each market.")
        if any(least > most for least, most in bounds):
            return 0  # no teams at all are on this side
        total = 0
        for values, prices, (least, most) in zip(self._values, leaf.prices, bounds, strict=True):
            gains = [value - sum(prices) for value in values]
            total += sum(gains[:least]) + sum(gain for gain in gains[least:most] if gain > 0)
        best = cache(partial(self._best, leaf))
        for offer in self._offers:
            gain = max(
                (price - offer.price * per_peso for per_peso, price in best(offer.role, offer.regions)), default=0
            )
            total += max(0, gain) * min(offer.stock, self._most_units)
        return total

    def _best(self, leaf: Leaf, role: int, regions: int) -> list[tuple[int, int]]:
        """Per fee, what an owner pays for each peso of cost, and the best price that is paid in the regions."""
        found: dict[int, int] = {}
        for (region, fee_bps), place in self._markets.items():
            if serves(regions, region):
                price = leaf.prices[place][Role(role)]
                found[fee_bps] = max(price, found.get(fee_bps, price))
        return [(self._per_peso(fee_bps), price) for fee_bps, price in found.items()]

    def _value(self, demand: Demand) -> int:
        """A demand's maximum price, and the most that rounding its fee down may spare it."""
        return (demand.max_price + 1) * self._parts - gcd(self._parts, self._per_peso(demand.fee_bps) * self._step)

    def _per_peso(self, fee_bps: int) -> int:
        return self._parts // BASIS_POINTS * (BASIS_POINTS + fee_bps)


Row = TypeVar("Row", Demand, Offer, _Team)


def _by_class(found: Iterable[Row]) -> defaultdict[int, list[Row]]:
    classes: defaultdict[int, list[Row]] = defaultdict(list)
    for row in found:
        classes[row.size_class].append(row)
    return classes


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise CertificateError(message)
