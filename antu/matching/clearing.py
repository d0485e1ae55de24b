"""What clears in each market, in pesos, from a certificate's prices."""

from dataclasses import dataclass

import numpy as np

from antu.enums import Role
from antu.matching.certificate import ClassCertificate
from antu.matching.problem import PARTS, ClassProblem, Integers, rate
from antu.money import MAXIMUM_MONEY

ANY = MAXIMUM_MONEY + 1  # an offer clears at every price
NEVER = -1  # an offer clears at no price, not even at 0


@dataclass(frozen=True)
class Clearing:
    """Per market, `demands`: the least maximum price that clears, `ANY` if none does; and markets x roles, `offers`:
    the highest price that clears, `ANY` if every price does, `NEVER` if none.

    Somebody clears who gains nothing or more at the certificate's prices; nobody else could better the bound. A peso
    may be worth nothing in a market, where only projects count and owners can pay more than enough: there all clear,
    or none, whatever their price."""

    demands: Integers
    offers: Integers


def clearing(problem: ClassProblem, certificate: ClassCertificate) -> Clearing:
    """From the side of the proof that the matching is on."""
    leaf = certificate.clearing()
    bonus = certificate.per_project * PARTS * certificate.scale
    first = problem.starts[:-1]
    spared = (problem.values[first] - problem.demands["max_price"].to_numpy(np.int64)[first] * PARTS).tolist()
    markets = list(zip(problem.markets, leaf.prices, leaf.peso_worths, spared, strict=True))
    return Clearing(
        np.array([_demand(sum(prices) - bonus, worth, spare) for _, prices, worth, spare in markets], dtype=np.int64),
        np.array(
            [[_offer(price, worth * rate(market.fee_bps)) for price in prices] for market, prices, worth, _ in markets],
            dtype=np.int64,
        ).reshape(-1, len(Role)),
    )


def _demand(needed: int, worth: int, spare: int) -> int:
    """The least whole maximum price whose parts, with what rounding spares, are worth what is needed."""
    if worth == 0:
        return 0 if needed <= 0 else ANY
    return min(max(-((worth * spare - needed) // (worth * PARTS)), 0), ANY)


def _offer(price: int, weight: int) -> int:
    """The highest whole price that, so weighed, is within a market's price."""
    if price < 0:
        return NEVER
    return min(price // weight, ANY) if weight else ANY
