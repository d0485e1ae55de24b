"""A final accounting, to the peso: what each party's balance changed by since the ledger was opened."""

from collections.abc import Mapping
from typing import Any

from ape.contracts import ContractInstance


class Ledger:
    """Balances of `parties` (name -> account or contract) at a moment, and what became of them."""

    def __init__(self, token: ContractInstance, **parties: Any) -> None:
        self._token = token
        self._parties = parties
        self._before = self._balances()

    def changes(self) -> Mapping[str, int]:
        """Name -> pesos gained (or lost, if negative) since, of all parties whose balance changed."""
        after = self._balances()
        return {name: gained for name in after if (gained := after[name] - self._before[name])}

    def _balances(self) -> dict[str, int]:
        return {name: self._token.balanceOf(account) for name, account in self._parties.items()}
