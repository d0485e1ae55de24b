"""What a matcher proves with its matching: what it is worth, and that nothing is worth more than so much.

The proof are prices, per market (a region and a fee) and role. Any prices bound what all teams together can be worth:
no demand gains more than its maximum price is above its market's three prices, no offer more than its market's price is
above what it asks. Where the best prices leave a gap, because half a team cannot be matched, the proof splits on how
many teams a market has: at most so many, or more; each side has prices of its own.

Where projects count for themselves, a team could be worth something though its owner cannot pay it. So a market also
has what a peso is worth in it, at least what a peso saved is: more than that takes from teams beyond an owner's limit,
and from no other. With it, a demand gains what a project counts, and its maximum price at that worth, less the three
prices; an offer, its market's price less what it asks at that worth. A demand that could not even pay the cheapest
offers of its market is in no team, and gains nothing.

A fee is rounded down for each team, so which pairing saves the last peso is a puzzle of remainders, not of prices. The
bound gives every team the most that rounding could spare it; what the teams got less than that is stated as `rounding`.
Where gap and rounding are equal, no other matching saves more but for that. Both are 0 where prices and fee are round.

`antu.matching.checking` verifies a certificate without anything of the solver.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from antu.files import read_bytes, write_atomically
from antu.invalid import invalid

MOST_DIGITS = 1_000  # of an amount: Python writes no number of more than 4,300, as products of two may have

Amount = Annotated[int, Field(gt=-(10**MOST_DIGITS), lt=10**MOST_DIGITS)]
RolePrices = tuple[Amount, Amount, Amount]  # of a vendor, an installer, a manager


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Leaf(_Frozen):
    """For each market, prices, and what a peso is worth, both times the class's `scale`; prices are in parts."""

    kind: Literal["prices"] = "prices"
    prices: tuple[RolePrices, ...]
    peso_worths: tuple[Amount, ...]


class Split(_Frozen):
    """Two proofs: for at most `most` teams in a market (its place in `ClassCertificate.markets`), and for more."""

    kind: Literal["split"] = "split"
    market: int
    most: int
    up_to: "Proof"
    above: "Proof"


Proof = Annotated[Leaf | Split, Field(discriminator="kind")]
Split.model_rebuild()


class MarketRecord(_Frozen):
    """A market: a region, a fee in basis points, and how many teams were matched in it."""

    region: int
    fee_bps: int
    matched: int


class ClassCertificate(_Frozen):
    """One class, or a part of it that has markets of its own. Money is in pesos, except the proof's prices.

    `objective` is `per_project` for each team and `per_peso` for each peso saved, and `upper_bound` the most that any
    teams could reach. `rounding` is what the bound spares teams, in pesos saved."""

    size_class: int
    markets: tuple[MarketRecord, ...]
    per_project: int
    per_peso: int
    savings: int
    objective: int
    rounding: int
    upper_bound: Amount
    scale: Amount
    proof: Proof

    def clearing(self) -> Leaf:
        """The side of the proof that the matching is on."""
        proof = self.proof
        while isinstance(proof, Split):
            proof = proof.up_to if self.markets[proof.market].matched <= proof.most else proof.above
        return proof


class Certificate(_Frozen):
    """A matching's certificate; `policy` is the name of a `Policy`.

    `savings` are the owners' maximum prices less cost and fee, the fee rounded down as the contract does. `objective`,
    `upper_bound` and `gap` are pesos, or projects where only they count."""

    policy: str
    parts_per_peso: Amount
    matched: int
    savings: int
    objective: int
    rounding: int
    upper_bound: Amount
    gap: int
    classes: tuple[ClassCertificate, ...]


def read_certificate(path: Path) -> Certificate:
    """A certificate from a JSON file, or an `AntuError` that says what is wrong with it."""
    try:
        return Certificate.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise invalid(path, "certificate", error, "Match again to write a new one.") from error


def write_certificate(certificate: Certificate, path: Path) -> None:
    """Writes a certificate as JSON."""
    write_atomically(path, certificate.model_dump_json(indent=2) + "\n")
