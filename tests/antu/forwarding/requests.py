"""A member's requests, signed."""

from typing import Any

from eth_account import Account
from eth_account.signers.local import LocalAccount

from antu.forwarding import Function, Parameter, Request, RequestFile, calldata, described

FUND = Function("market", "fund", (Parameter("projectId", "uint256"), Parameter("amount", "uint256")))
CHAIN = 31_338
FORWARDER, MARKET = "0x" + "11" * 20, "0x" + "22" * 20


def account(name: str) -> LocalAccount:
    """A key that is always the same for a name."""
    made: LocalAccount = Account.from_key(name.encode().ljust(32, b"."))
    return made


ANA, JUAN = account("ana"), account("juan")


def signed(
    signer: LocalAccount = ANA,
    nonce: int = 0,
    function: Function = FUND,
    values: tuple[Any, ...] = (12, 50_000),
    deadline: int = 2_000,
    gas: int = 100_000,
    key: LocalAccount | None = None,
) -> RequestFile:
    """A request of the signer's, by its own key if `key` is not given."""
    data = calldata(function.signature, values)
    request = Request(signer.address, MARKET, gas, nonce, deadline, data)
    signature = bytes((key or signer).sign_message(request.typed_data(CHAIN, FORWARDER)).signature)
    return described(function, list(values), request, signature, CHAIN, FORWARDER)
