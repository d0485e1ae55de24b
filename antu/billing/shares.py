"""A project's shares and what they earn, as `contracts/ProjectShares.sol` counts it: in 2^-64 pesos, exactly."""

from dataclasses import dataclass, field

from antu.errors import AntuError
from antu.money import BASIS_POINTS

FRACTION_BITS = 64
PESO = 1 << FRACTION_BITS


@dataclass
class Position:
    """A holder's part of a project."""

    shares: int = 0
    per_share: int = 0  # up to which `earned` is counted
    earned: int = 0  # 2^-64 pesos not yet claimed
    claimed: int = 0  # pesos


@dataclass
class Series:
    """A project's shares. Holders are any names; `reserve_bps` of what is paid in go to operation and maintenance."""

    reserve_bps: int = 0
    supply: int = 0
    per_share: int = 0  # 2^-64 pesos
    revenue: int = 0  # pesos shared out
    reserve: int = 0  # pesos
    reserved: int = 0  # pesos that ever went to the reserve
    spent: int = 0  # pesos of it
    closed: int = 0  # pesos of it that became revenue
    rounding: int = 0  # 2^-64 pesos of the revenue that are nobody's: what dividing by the supply left
    positions: dict[str, Position] = field(default_factory=dict)

    def mint(self, holder: str, shares: int) -> None:
        """Shares of a project that is being funded, before any revenue."""
        self.position(holder).shares += shares
        self.supply += shares

    def burn(self, holder: str, shares: int) -> None:
        """Takes back shares of a project that was not built."""
        self._take(holder, shares)
        self.supply -= shares

    def pay_in(self, amount: int) -> int:
        """Pesos from a bill: the reserve's part, rounded down, is kept, the rest shared out. Returns what is kept."""
        if amount == 0:
            return 0
        kept = amount * self.reserve_bps // BASIS_POINTS
        self.keep(kept)
        self.share_out(amount - kept)
        return kept

    def keep(self, amount: int) -> None:
        """Pesos for the reserve."""
        self.reserve += amount
        self.reserved += amount

    def share_out(self, amount: int) -> None:
        """Pesos for the holders."""
        growth, left = divmod(amount << FRACTION_BITS, self.supply)
        self.per_share += growth
        self.rounding += left
        self.revenue += amount

    def transfer(self, sender: str, receiver: str, shares: int) -> None:
        """Moves shares; what both sides have earned so far stays theirs."""
        for holder in (sender, receiver):
            self.accrue(holder)
        self._take(sender, shares)
        self.position(receiver).shares += shares

    def claim(self, holder: str) -> int:
        """Pays a holder the whole pesos that it earned; the fraction stays."""
        due = self.claimable(holder)
        self.paid_out(holder, due)
        return due

    def paid_out(self, holder: str, amount: int) -> None:
        """Notes that a holder was paid so many pesos of what it earned."""
        position = self.accrue(holder)
        if amount << FRACTION_BITS > position.earned:
            raise AntuError(f"{holder} was paid {amount:,} pesos and had earned {position.earned >> FRACTION_BITS:,}.")
        position.earned -= amount << FRACTION_BITS
        position.claimed += amount

    def spend(self, amount: int) -> None:
        """Pays from the reserve."""
        self._release(amount)
        self.spent += amount

    def close_reserve(self) -> int:
        """Shares out what is left of the reserve of a project that has ended."""
        amount = self.reserve
        self.close(amount)
        self.share_out(amount)
        return amount

    def close(self, amount: int) -> None:
        """Takes pesos off the reserve that are about to be shared out."""
        self._release(amount)
        self.closed += amount

    def position(self, holder: str) -> Position:
        """A holder's position as it was last counted."""
        return self.positions.setdefault(holder, Position())

    def earned(self, holder: str) -> int:
        """What a holder has earned and not claimed, in 2^-64 pesos."""
        position = self.positions.get(holder, Position())
        return position.earned + position.shares * (self.per_share - position.per_share)

    def claimable(self, holder: str) -> int:
        """Whole pesos that a holder could claim."""
        return self.earned(holder) >> FRACTION_BITS

    def accrue(self, holder: str) -> Position:
        """Counts what a holder has earned up to now."""
        position = self.position(holder)
        position.earned, position.per_share = self.earned(holder), self.per_share
        return position

    def _take(self, holder: str, shares: int) -> None:
        position = self.position(holder)
        if shares > position.shares:
            raise AntuError(f"{holder} has {position.shares:,} shares, not {shares:,}.")
        position.shares -= shares

    def _release(self, amount: int) -> None:
        if not 0 < amount <= self.reserve:
            raise AntuError(f"{amount:,} pesos cannot be taken from a reserve of {self.reserve:,}.")
        self.reserve -= amount
