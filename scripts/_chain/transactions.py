"""Transactions as data: to be sent by an account of here, or proposed to the holders of a multisig."""

from collections.abc import Sequence
from typing import Any

from ape.api import AccountAPI, ReceiptAPI
from ape.exceptions import ApeException
from eth_utils.conversions import to_hex

from antu.errors import AntuError
from antu.governance.code import FACTORY
from antu.governance.proposals import Transaction
from scripts._chain.adapter import GAS_MARGIN, estimate, provider


def call(method: Any, *arguments: Any) -> Transaction:
    """A call of a contract's method."""
    abi = method.abis[0]
    names = [item.name or f"argument {place}" for place, item in enumerate(abi.inputs)]
    return Transaction(
        what=f"{method.contract.contract_type.name}.{abi.name}",
        to=str(method.contract.address),
        data=bytes(method.encode_input(*arguments)),
        method=abi.name,
        inputs=tuple(
            {"internalType": item.internal_type or str(item.type), "name": name, "type": item.canonical_type}
            for name, item in zip(names, abi.inputs, strict=True)
        ),
        values={name: _shown(value) for name, value in zip(names, arguments, strict=True)},
    )


def deployment(contract: str, creation: bytes) -> Transaction:
    """The deployment of a contract by the factory. Raises `AntuError` where there is none."""
    if not provider().get_code(FACTORY):
        raise AntuError(
            f"This chain has no deployment proxy at {FACTORY}, which puts code where its hash says.",
            "Deploy that contract first (Arachnid's deterministic-deployment-proxy); most chains have it.",
        )
    return Transaction(what=f"deploy {contract}", to=FACTORY, data=creation)


def send_all(transactions: Sequence[Transaction], account: AccountAPI) -> list[ReceiptAPI]:
    """Sends transactions one after the other, each once the one before is mined. Each is tried first, so that one that
    a contract would refuse costs nothing: `RevertError` says why."""
    return [_send(transaction, account) for transaction in transactions]


def _send(transaction: Transaction, account: AccountAPI) -> ReceiptAPI:
    request = {"from": str(account.address), "to": transaction.to, "data": to_hex(transaction.data)}
    gas = estimate(transaction.what, request) * (100 + GAS_MARGIN) // 100
    made = provider().network.ecosystem.create_transaction(
        sender=account.address, receiver=transaction.to, data=transaction.data, gas_limit=gas
    )
    try:
        return account.call(made)
    except ApeException as error:
        raise AntuError(f"{transaction.what} failed: {error}") from error


def _shown(value: Any) -> str:
    if isinstance(value, (bytes, bytearray)):
        return to_hex(bytes(value))
    if isinstance(value, int):
        return str(int(value))
    return str(getattr(value, "address", value))
