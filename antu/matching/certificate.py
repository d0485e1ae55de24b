"""What a matcher proves with its matching: what was saved, and that nobody could have saved more.

The proof are prices, per market (a region and a fee) and role. Any prices bound what all teams together can save: no
demand gains more than its maximum price is above its market's three prices, no offer more than its market's price is
above what it asks. Where the best prices leave a gap, because half a team cannot be matched, the proof splits on how
many teams a market has: at most so many, or more; each side has prices of its own.

A fee is rounded down for each team, so which pairing saves the last peso is a puzzle of remainders, not of prices. The
bound gives every team the most that rounding could spare it; what the teams got less than that is stated as `rounding`.
Where gap and rounding are equal, no other matching saves more but for that. Both are 0 where prices and fee are round.

`antu.matching.certificate_check` verifies a certificate without anything of the solver.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from antu.errors import AntuError
from antu.files import read_bytes, write_atomically

RolePrices = tuple[int, int, int]  # of a vendor, an installer, a manager


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Leaf(_Frozen):
    """Prices for each market, in parts of a peso."""

    kind: Literal["prices"] = "prices"
    prices: tuple[RolePrices, ...]


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
    """One class. Money is in pesos, except the proof's prices."""

    size_class: int
    markets: tuple[MarketRecord, ...]
    savings: int
    rounding: int
    upper_bound: int
    proof: Proof

    def clearing(self) -> tuple[RolePrices, ...]:
        """The prices of the side of the proof that the matching is on, per market, in parts of a peso."""
        proof = self.proof
        while isinstance(proof, Split):
            proof = proof.up_to if self.markets[proof.market].matched <= proof.most else proof.above
        return proof.prices


class Certificate(_Frozen):
    """A matching's certificate. `savings`, `rounding`, `upper_bound` and `gap` are pesos, `weight` is the policy's.

    Savings are the owners' maximum prices less cost and fee, the fee rounded down as the contract does."""

    policy: Literal["savings"] = "savings"
    weight: int = 0
    parts_per_peso: int
    matched: int
    savings: int
    rounding: int
    upper_bound: int
    gap: int
    classes: tuple[ClassCertificate, ...]


def read_certificate(path: Path) -> Certificate:
    """A certificate from a JSON file, or an `AntuError` that says what is wrong with it."""
    try:
        return Certificate.model_validate_json(read_bytes(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise AntuError(
            f"{path} is no certificate: {where}: {first['msg']}.", "Match again to write a new one."
        ) from error


def write_certificate(certificate: Certificate, path: Path) -> None:
    """Writes a certificate as JSON."""
    write_atomically(path, certificate.model_dump_json(indent=2) + "\n")
