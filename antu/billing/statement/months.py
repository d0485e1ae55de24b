"""The months of a statement: what happened to a project and to its holders in each."""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class HolderMonth:
    """What happened to a holder's part of a project."""

    shares: int = 0  # received, less those given away
    earned: int = 0  # 2^-64 pesos
    claimed: int = 0


@dataclass
class Month:
    """What happened to a project; energy in Wh, money in pesos.

    A reading, with its bills and what was paid of them at once, belongs to the month of its last second, whenever it
    was brought to the chain; everything else to the month of its block."""

    generated: int = 0
    exported: int = 0
    owner_bill: int = 0
    cooperative_bill: int = 0
    corrected: int = 0  # added to the cooperative's bills, less what was taken off
    credit_given: int = 0  # of that, what was taken off
    credit_used: int = 0
    paid: int = 0  # from prepaid balances, and of debts
    owed: int = 0  # debts made, less debts paid
    reserved: int = 0
    spent: int = 0  # from the reserve
    closed: int = 0  # of the reserve, shared out in the end
    shared: int = 0  # among the holders
    claimed: int = 0
    holders: dict[str, HolderMonth] = field(default_factory=lambda: defaultdict(HolderMonth))

    @property
    def billed(self) -> int:
        """Both bills, with corrections upwards."""
        return self.owner_bill + self.cooperative_bill + self.corrected + self.credit_given
