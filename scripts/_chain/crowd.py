"""Many accounts at once, on a playground: its node signs for all of them, and each transaction is checked."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from eth_utils.conversions import to_hex

from antu.errors import AntuError
from scripts._chain.adapter import is_playground, provider, rpc, rpc_checked

# Seconds between two looks for a receipt, and how many looks.
PATIENCE = (0.001, 10_000)


@dataclass(frozen=True)
class Receipt:
    """What a transaction did, as much of Ape's receipt as is needed."""

    txn_hash: str
    gas_used: int
    block_number: int
    logs: Sequence[Mapping[str, Any]]

    def decode_logs(self, abi: Any) -> list[Any]:
        """The events of a kind, or of a list of kinds, in order."""
        kinds = abi if isinstance(abi, list) else [abi]
        return list(provider().network.ecosystem.decode_logs(self.logs, *kinds))


@contextmanager
def everybody() -> Iterator[None]:
    """Lets the node sign for every account, for as long as this lasts."""
    if not is_playground():
        raise AntuError("On this chain nobody can act for others.", "Use a local chain or the devnet.")
    rpc("anvil_autoImpersonateAccount", True)
    try:
        yield
    finally:
        rpc("anvil_autoImpersonateAccount", False)


def act(call: Any, *arguments: Any, by: str) -> Receipt:
    """Sends a transaction as any account, within `everybody`. Raises `RevertError` if a contract refuses it."""
    what = f"{call.contract.contract_type.name}.{call.abis[0].name}"
    request = {"from": by, "to": call.contract.address, "data": to_hex(call.encode_input(*arguments))}
    transaction = rpc_checked(what, "eth_sendTransaction", request)
    found = _receipt(what, transaction)
    if int(found["status"], 16) != 1:
        raise AntuError(f"{what} by {by} failed in transaction {transaction}.")
    return Receipt(transaction, int(found["gasUsed"], 16), int(found["blockNumber"], 16), found["logs"])


def _receipt(what: str, transaction: str) -> Mapping[str, Any]:
    pause, looks = PATIENCE
    for _ in range(looks):
        if found := rpc("eth_getTransactionReceipt", transaction):
            receipt: Mapping[str, Any] = found
            return receipt
        time.sleep(pause)
    raise AntuError(f"{what} was sent as {transaction} and never mined.", "Does the node mine automatically?")
