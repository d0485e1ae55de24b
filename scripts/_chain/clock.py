"""The chain's time, which on a playground can be moved forward."""

from typing import Any, cast

import ape

from antu.errors import AntuError
from scripts._chain.adapter import is_playground, rpc


def now() -> int:
    """Seconds since 1970 that the next block will have at least."""
    pending = rpc("eth_getBlockByNumber", "pending", False)
    return int(pending["timestamp"], 16)


def travel_to(seconds: int) -> None:
    """Moves the clock forward, so that the next block has that time; does nothing if it is past."""
    if not is_playground():
        network = cast(Any, ape.networks.provider).network.name
        raise AntuError(f"Time on {network} cannot be moved.", "--skip-wait is for local chains.")
    if seconds > now():
        rpc("evm_setNextBlockTimestamp", seconds)
        rpc("anvil_mine", "0x1")
