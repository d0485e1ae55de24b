"""The events of a receipt, as dictionaries that compare with `==`."""

from typing import Any

from ape.api import ReceiptAPI
from ape.contracts.base import ContractEvent


def emitted(receipt: ReceiptAPI, event: ContractEvent) -> list[dict[str, Any]]:
    """All values of every `event` that the contract it was taken from emitted, in order.

    `emitted(receipt, market.Expired) == [{"projectId": 7}]`. A struct is a tuple of its values in order."""
    address = event.contract.address
    logs = [log for log in receipt.decode_logs(event.abi) if log.contract_address == address]
    return [{name: _plain(value) for name, value in log.event_arguments.items()} for log in logs]


def _plain(value: Any) -> Any:
    return tuple(map(_plain, value)) if isinstance(value, (list, tuple)) else value
