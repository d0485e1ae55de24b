"""A batch for the holders of a Safe, whose keys are not here: the file that Safe's "Transaction Builder" loads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from eth_utils.crypto import keccak

VERSION = "1.0"


@dataclass(frozen=True)
class Transaction:
    """A call of a contract. `what` names it, `inputs` and `values` say its arguments, for whoever signs to read."""

    what: str
    to: str
    data: bytes
    method: str = ""
    inputs: tuple[Mapping[str, str], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def batch(chain_id: int, seconds: int, safe: str, name: str, transactions: Sequence[Transaction]) -> str:
    """The file's content, the same for the same batch at the same time (`seconds` since 1970)."""
    content: dict[str, Any] = {
        "version": VERSION,
        "chainId": str(chain_id),
        "createdAt": seconds * 1_000,
        "meta": {
            "name": name,
            "description": "; ".join(transaction.what for transaction in transactions),
            "txBuilderVersion": "1.18.2",
            "createdFromSafeAddress": safe,
            "createdFromOwnerAddress": "",
        },
        "transactions": [_written(transaction) for transaction in transactions],
    }
    content["meta"]["checksum"] = checksum(content)
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _written(transaction: Transaction) -> dict[str, Any]:
    method = {"inputs": [dict(item) for item in transaction.inputs], "name": transaction.method, "payable": False}
    return {
        "to": transaction.to,
        "value": "0",
        "data": "0x" + transaction.data.hex(),
        "contractMethod": method if transaction.method else None,
        "contractInputsValues": dict(transaction.values) if transaction.method else None,
    }


def checksum(content: Mapping[str, Any]) -> str:
    """What the Transaction Builder compares with `meta.checksum`, so that it can tell a file that was changed since."""
    meta = {key: value for key, value in content["meta"].items() if key != "checksum"} | {"name": None}
    return "0x" + keccak(text=_serialized({**content, "meta": meta})).hex()


def _serialized(value: Any) -> str:
    """Its own way to write JSON: keys sorted and ahead of their values."""
    if isinstance(value, list):
        return f"[{','.join(map(_serialized, value))}]"
    if isinstance(value, dict):
        keys = sorted(value)
        return f"{{{_plain(keys)}{''.join(f'{_serialized(value[key])},' for key in keys)}}}"
    return _plain(value)


def _plain(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
