"""A participant's demand or offer, as it will be posted."""

from dataclasses import dataclass
from enum import StrEnum

from antu.catalog import mask_regions
from antu.enums import Role


class Kind(StrEnum):
    """Who posts: an owner posts a demand, the three suppliers an offer."""

    OWNER = "owner"
    VENDOR = "vendor"
    INSTALLER = "installer"
    MANAGER = "manager"

    @property
    def role(self) -> Role:
        """A supplier's role; owners have none."""
        return Role[self.name]


@dataclass(frozen=True)
class Participant:
    """One demand or offer. `account` is an alias of Ape or `TEST::n`, `regions` a bit each, `line` the file's or 0.

    `price` is in pesos: the most an owner would pay, fee included, or what a supplier asks per project. `stock` is the
    projects that a supplier can serve. An owner's are `crowdfunded`, `energy_price` in pesos per kWh, and its
    terms: the basis points of revenue kept for operation and maintenance, and whether the price follows the UF."""

    kind: Kind
    account: str
    size_class: int
    regions: int
    price: int
    stock: int = 0
    crowdfunded: bool = False
    energy_price: int = 0
    reserve_bps: int = 0
    follows_uf: bool = False
    line: int = 0

    @property
    def region(self) -> int:
        """An owner's region, its CUT code."""
        (only,) = mask_regions(self.regions)
        return only

    @property
    def has_terms(self) -> bool:
        """Whether an owner asks for more than a demand has by itself."""
        return self.reserve_bps > 0 or self.follows_uf
