"""The words of storage behind a market: those that its views read, and all that were written on this copy of a chain.

What was neither cannot have changed: so nothing is left out, though no node lists what a contract has stored."""

import gzip
import json
from collections.abc import Mapping

from antu.deployment.view import IMPLEMENTATION_SLOT
from antu.rehearsal.world import Slot
from scripts._chain.adapter import rpc
from scripts._chain.market import Market
from scripts._rehearsal.waves import Sea

# Whose storage is compared; of the authority, which counts what was scheduled, only who may do what is.
CONTRACTS = ("market", "shares", "energy", "token", "uf")


def written(market: Market) -> dict[Slot, int]:
    """All slots that this playground has of the contracts by itself: where it is a fork, what was written on it."""
    state = json.loads(gzip.decompress(bytes.fromhex(rpc("anvil_dumpState")[2:])))
    accounts = {address.lower(): account for address, account in state["accounts"].items()}
    return {
        (name, int(slot, 16)): int(word, 16)
        for name, address in _addresses(market).items()
        for slot, word in accounts.get(address, {}).get("storage", {}).items()
        if int(slot, 16) != IMPLEMENTATION_SLOT
    }


def slots_of(market: Market, places: set[tuple[str, int]]) -> set[Slot]:
    """Of places that were read, those in the contracts; without the one that an upgrade is there to change."""
    names = {address: name for name, address in _addresses(market).items()}
    return {(names[address], slot) for address, slot in places if address in names and slot != IMPLEMENTATION_SLOT}


def words(sea: Sea, market: Market, slots: set[Slot]) -> Mapping[Slot, int]:
    """What is in these slots now."""
    wanted, addresses = sorted(slots), _addresses(market)
    found = sea.ask(("eth_getStorageAt", addresses[name], hex(slot), "latest") for name, slot in wanted)
    return {slot: int(word, 16) for slot, word in zip(wanted, found, strict=True)}


def _addresses(market: Market) -> dict[str, str]:
    return {name: str(getattr(market, name).address).lower() for name in CONTRACTS}
