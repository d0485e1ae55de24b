"""A real Safe, from the artifacts that npm brings, whose owners approve on the chain what it does."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ape.api import AccountAPI, ReceiptAPI
from ape.contracts import ContractContainer, ContractInstance
from ethpm_types import ContractType

ARTIFACTS = Path(__file__).resolve().parents[2] / "node_modules/@safe-global/safe-contracts/build/artifacts/contracts"
ZERO_ADDRESS = "0x" + "0" * 40


@cache
def _container(path: str) -> ContractContainer:
    artifact = json.loads((ARTIFACTS / path).read_text(encoding="utf-8"))
    return ContractContainer(
        ContractType(
            contractName=artifact["contractName"],
            abi=artifact["abi"],
            deploymentBytecode={"bytecode": artifact["bytecode"]},
        )
    )


def new_safe(owners: Sequence[AccountAPI], threshold: int, sender: AccountAPI) -> ContractInstance:
    """A Safe of its own, of which `threshold` owners must approve what it does."""
    singleton = sender.deploy(_container("Safe.sol/Safe.json"))
    proxy = sender.deploy(_container("proxies/SafeProxy.sol/SafeProxy.json"), singleton)
    safe = _container("Safe.sol/Safe.json").at(proxy.address)
    people = [owner.address for owner in owners]
    safe.setup(people, threshold, ZERO_ADDRESS, b"", ZERO_ADDRESS, ZERO_ADDRESS, 0, ZERO_ADDRESS, sender=sender)
    return safe


def safe_call(safe: ContractInstance, to: Any, data: bytes | str, approving: Sequence[AccountAPI]) -> ReceiptAPI:
    """Has a Safe call `to`: each of `approving` approves the transaction's hash on the chain, the first sends it."""
    terms = (str(to), 0, data, 0, 0, 0, 0, ZERO_ADDRESS, ZERO_ADDRESS)
    # `safe.nonce` would be Ape's, of the transactions that an account has sent.
    digest = safe.getTransactionHash(*terms, safe.call_view_method("nonce"))
    for owner in approving:
        safe.approveHash(digest, sender=owner)
    # A signature of kind 1 names an owner who approved; they come in the order of addresses.
    owners = sorted(int(owner.address, 16) for owner in approving)
    signatures = b"".join(owner.to_bytes(32) + bytes(32) + b"\x01" for owner in owners)
    return safe.execTransaction(*terms, signatures, sender=approving[0])
