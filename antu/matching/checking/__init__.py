"""Verifies a matching and its certificate from the book alone, in whole numbers, trusting nothing of the solvers.

Shares no code with them. What it shares with the rest of Antu are the contract's rules (`antu.matching.feasibility`
and `antu.money` state them row by row; here they are columns), what a book may hold (`sound`) and what a policy wants.
"""

from antu.book import Book
from antu.errors import AntuError
from antu.matching.certificate import Certificate
from antu.matching.checking.markets import Key, Market, markets_of
from antu.matching.checking.part import check_part
from antu.matching.checking.refusal import CertificateError, require
from antu.matching.checking.rules import rules_of
from antu.matching.checking.teams import answered_demands
from antu.matching.interface import Matching
from antu.matching.policy import Policy
from antu.matching.sound import require_sound
from antu.money import BASIS_POINTS

__all__ = ["CertificateError", "check"]

# What is read of the book's columns: to cut those of text would take longest.
_DEMAND = ["id", "state", "size_class", "region", "max_price", "fee_bps"]
_OFFER = ["id", "role", "size_class", "regions", "price", "stock", "withdrawn"]
_TOTALS = ("savings", "objective", "rounding", "upper_bound")


def check(book: Book, matching: Matching, certificate: Certificate) -> None:
    """Raises a `CertificateError` unless all teams hold, all figures are as stated, and the proofs prove the bound.

    A class may be certified in several parts, each with markets of its own. No team is in two of them, and each part's
    bound counts all offers that serve it, so that the sum of the parts' bounds holds for the class."""
    require_sound(book)
    policy = _policy(certificate.policy)
    parts = certificate.parts_per_peso
    require(parts > 0 and parts % BASIS_POINTS == 0, "Its parts do not divide a fee.")

    narrow = Book(book.demands[_DEMAND], book.offers[_OFFER])
    demands, offers = narrow.open_demands, narrow.open_offers
    markets = markets_of(answered_demands(demands, offers, matching))
    _require_each_once(certificate, markets)
    for record in certificate.classes:
        mine = [markets[record.size_class, market.region, market.fee_bps] for market in record.markets]
        of_class = offers[offers["size_class"] == record.size_class]
        objective = policy.objective(record.size_class)
        check_part(record, rules_of(objective, parts, record.scale, mine, of_class))

    for name in _TOTALS:
        stated, summed = getattr(certificate, name), sum(getattr(each, name) for each in certificate.classes)
        require(stated == summed, f"{name} is {stated}, but its classes' sum is {summed}.")
    matched = sum(market.matched for market in markets.values())
    require(certificate.matched == matched, f"{matched} are matched, not {certificate.matched}.")
    gap = certificate.upper_bound - certificate.objective
    require(certificate.gap == gap, f"The gap is {gap}, not {certificate.gap}.")


def _policy(name: str) -> Policy:
    try:
        return Policy.parse(name)
    except AntuError as error:
        raise CertificateError(f"Its policy is none. {error.message}") from error


def _require_each_once(certificate: Certificate, markets: dict[Key, Market]) -> None:
    """Every market that somebody asks in is certified, in one part, and no other market is."""
    seen: set[Key] = set()
    for record in certificate.classes:
        for market in record.markets:
            key = record.size_class, market.region, market.fee_bps
            where = f"The market of class {key[0]} in region {key[1]} at {key[2]} basis points"
            require(key in markets, f"{where} is certified, but nobody asks there.")
            require(key not in seen, f"{where} is certified twice.")
            seen.add(key)
    for size_class, region, fee_bps in sorted(markets.keys() - seen):
        where = f"The market of class {size_class} in region {region} at {fee_bps} basis points"
        raise CertificateError(f"{where} is not certified.")
