"""What an attack took, from whom: measured while it is tried, held to what was promised, and kept for the report."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ape.api import AccountAPI

from audit.parts import write_part
from scripts._chain.adapter import rpc
from scripts._chain.market import Market
from tests.attacks.worth import Worth

# Of the environment, set by `python -m audit.attacks`: whether the report is to be written.
AUDITING = os.environ.get("ANTU_AUDIT") == "1"

# Ethereum's.
BLOCK_SECONDS, BLOCK_GAS = 12, 36_000_000

# Of a bound that is stated in pesos, an attack must reach so much, or the bound is imagined.
TIGHT = Fraction(9, 10)


@dataclass
class Attack:
    """An attack while it is tried. `hollow` are projects that nothing was built for."""

    attackers: list[AccountAPI]
    honest: list[AccountAPI]
    hollow: set[int] = field(default_factory=set)
    goods: list[tuple[AccountAPI | None, AccountAPI | None, int]] = field(default_factory=list)
    delay: int | None = None
    stuffing: int = 0
    honest_gas: int | None = None  # what it made an honest transaction take

    def goods_moved(self, giver: AccountAPI | None, taker: AccountAPI | None, pesos: int) -> None:
        """Equipment or work worth so much changed hands, beside the chain. None: it came from, or went to, nobody."""
        self.goods.append((giver, taker, pesos))

    def delayed(self, seconds: int, at_most: int) -> None:
        """Somebody waited so long for what is its own."""
        assert 0 < seconds <= at_most, f"waited {seconds} seconds, of {at_most} at most"
        self.delay = seconds

    def stuffed(self, seconds: int) -> None:
        """So long the attackers filled every block, so that nobody else was heard."""
        self.stuffing += seconds // BLOCK_SECONDS * BLOCK_GAS

    def goods_of(self, accounts: Iterable[AccountAPI]) -> int:
        """Pesos' worth that these got, less what they gave."""
        among = {account.address for account in accounts}
        got = sum(pesos for _, taker, pesos in self.goods if taker is not None and taker.address in among)
        return got - sum(pesos for giver, _, pesos in self.goods if giver is not None and giver.address in among)


class Ledger:
    """What attackers and honest people were worth before, and what became of it."""

    def __init__(self, system: Market, attack: Attack) -> None:
        self._system, self._attack = system, attack
        self._block = _height()
        self._before = self._worth()

    def outcome(self) -> tuple[Fraction, Fraction]:
        """The attackers' profit and the loss of the honest, in pesos."""
        profit, gain = (after - before for after, before in zip(self._worth(), self._before, strict=True))
        attack = self._attack
        return profit + attack.goods_of(attack.attackers), -gain - attack.goods_of(attack.honest)

    def gas(self) -> int:
        """What the attackers' transactions took."""
        own = {account.address.lower() for account in self._attack.attackers}
        blocks = range(self._block + 1, _height() + 1)
        receipts = (receipt for block in blocks for receipt in rpc("eth_getBlockReceipts", hex(block)))
        return sum(int(receipt["gasUsed"], 16) for receipt in receipts if receipt["from"] in own)

    def _worth(self) -> tuple[Fraction, Fraction]:
        attack = self._attack
        worth = Worth(self._system, [*attack.attackers, *attack.honest], attack.hollow)
        return worth.of(attack.attackers), worth.of(attack.honest)


def judge(profit: Fraction, loss: Fraction, bound: int | None) -> None:
    """Holds an outcome to what is promised: nothing at all, or no more than a bound, which must be a true one.

    Of others' losses, less than a peso is dust."""
    if bound is None:
        assert profit <= 0, f"The attackers gained {float(profit):,.2f} pesos."
        assert loss < 1, f"The honest lost {float(loss):,.2f} pesos."
        return
    assert loss < bound + 1, f"The honest lost {float(loss):,.2f} pesos; {bound:,} was the most."
    assert loss >= TIGHT * bound, f"The honest lost {float(loss):,.2f} pesos; a bound of {bound:,} is not reached."
    assert profit <= loss, f"The attackers gained {float(profit):,.2f} pesos, more than the honest lost."


class Tried:
    """The records of all attacks, by name."""

    def __init__(self) -> None:
        self.records: dict[str, Mapping[str, Any]] = {}

    def take(self, name: str, words: str, attack: Attack, ledger: Ledger, bound: int | None) -> None:
        """Measures an attack, keeps the figures, and holds them to the promise."""
        profit, loss = ledger.outcome()
        what, _, why = words.partition("\n\n")
        record: dict[str, Any] = {
            "tried": " ".join(what.split()),
            "note": " ".join(why.split()),
            "attacker_profit_clp": int(profit),
            "honest_loss_clp": int(loss),  # below a peso is dust
            "role": name.startswith("rogue_"),  # whether it takes a trusted role gone rogue
            "attacker_gas": ledger.gas() + attack.stuffing,
        }
        if bound is not None:
            record["bound"] = bound
        record |= {
            key: figure
            for key, figure in (("honest_delay_seconds", attack.delay), ("honest_gas", attack.honest_gas))
            if figure is not None
        }
        self.records[name] = record
        judge(profit, loss, bound)

    def write(self) -> None:
        """For `make audit`."""
        write_part("attacks", self.records)


def _height() -> int:
    return int(rpc("eth_blockNumber"), 16)
