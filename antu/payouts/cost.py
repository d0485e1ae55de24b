"""What transactions cost, in gas, ether and pesos."""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from antu.catalog import DATA
from antu.errors import AntuError

WEI = 10**18


@dataclass(frozen=True)
class Cost:
    """Gas at a price in wei, and what an ether is taken to be worth, in pesos."""

    gas: int
    gas_price: int
    clp_per_ether: int

    @property
    def wei(self) -> int:
        return self.gas * self.gas_price

    @property
    def pesos(self) -> Fraction:
        """Exact: gas often costs less than a peso."""
        return Fraction(self.wei * self.clp_per_ether, WEI)

    def share_of(self, paid: int) -> float:
        """The cost as a part of the pesos that are paid, of which there must be some."""
        return float(self.pesos / paid)


@cache
def clp_per_ether() -> int:
    """Pesos that an ether is taken to be worth if nobody says, from data/ether.csv: an assumption."""
    try:
        with (DATA / "ether.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        return int(row["clp_per_ether"])
    except (OSError, KeyError, ValueError) as error:
        raise AntuError(f"{DATA / 'ether.csv'} is missing or spoilt.", "Restore it: git checkout -- data") from error
