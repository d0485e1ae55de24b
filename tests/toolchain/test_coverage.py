"""The coverage of a run counts what traces show: behind proxies, where errors began, and only what stood."""

import ape
import pytest
from eth_utils.crypto import keccak

from tests.fixtures import coverage_interfaces
from tests.fixtures.coverage import Listener, complaints

PROXY, IMPLEMENTATION, TOKEN, NOWHERE = (f"0x{place:040x}" for place in (1, 2, 3, 4))
CODE = {PROXY: "AntuProxy", IMPLEMENTATION: "ProjectShares", TOKEN: "CLPToken"}
TRANSACTION = "0x01"

CLAIM, TRANSFER = "claim(uint256[])", "transfer(address,uint256)"
CLAIMED, MOVED = "Claimed(address,uint256,uint256)", "Transfer(address,address,uint256)"
POOR = "ERC20InsufficientBalance(address,uint256,uint256)"


def selector(signature):
    return "0x" + keccak(text=signature)[:4].hex()


def log(signature):
    return {"topics": ["0x" + keccak(text=signature).hex()]}


def frame(to, signature, kind="CALL", calls=(), logs=(), error=None):
    """A call of a function, as Geth's tracer shows it; `error` is what it reverted with."""
    shown = {"type": kind, "to": to, "input": selector(signature) + "00" * 32, "calls": list(calls), "logs": list(logs)}
    return shown if error is None else {**shown, "error": "execution reverted", "output": selector(error) + "00" * 96}


def code_of(contract):
    return ape.project.get_contract(contract).contract_type.runtime_bytecode.bytecode


@pytest.fixture
def listen():
    """`listen(frame, …)`: the entries of all interfaces after transactions, or a call, that went like this."""

    def run(*frames, method="eth_sendTransaction"):
        traces = iter(frames)

        def ask(provider, asked, params):
            if asked == "eth_getCode":
                return {"result": code_of(CODE[params[0]]) if params[0] in CODE else "0x"}
            return {"result": next(traces) if asked.startswith("debug_trace") else TRANSACTION}

        listener, node = Listener(ask), object()
        for _ in frames:
            listener.request(node, method, [{}])
            listener.request(node, "evm_revert", ["0x1"])
        return listener.entries

    return run


def times(entries, contract, kind, signature):
    key = "0x" + keccak(text=signature).hex()
    return entries[contract][kind, key if kind == "event" else key[:10]].times


def test_call_through_a_proxy_is_the_implementations(listen):
    inner = frame(IMPLEMENTATION, CLAIM, kind="DELEGATECALL", logs=[log(CLAIMED)])
    entries = listen(frame(PROXY, CLAIM, calls=[inner]))
    assert times(entries, "ProjectShares", "function", CLAIM) == 1
    assert times(entries, "ProjectShares", "event", CLAIMED) == 1


def test_error_is_where_it_began(listen):
    began = frame(TOKEN, TRANSFER, error=POOR)
    entries = listen(frame(IMPLEMENTATION, CLAIM, calls=[began], error=POOR), frame(TOKEN, TRANSFER, error=POOR))
    assert times(entries, "CLPToken", "error", POOR) == 2
    assert times(entries, "ProjectShares", "function", CLAIM) == 1


def test_function_that_only_reverted_is_not_reached(listen):
    entries = listen(frame(TOKEN, TRANSFER, error=POOR))
    assert f"not reached: CLPToken: function {TRANSFER}" in complaints(entries)
    entries = listen(frame(TOKEN, TRANSFER, error=POOR), frame(TOKEN, TRANSFER))
    assert f"not reached: CLPToken: function {TRANSFER}" not in complaints(entries)


def test_event_that_was_undone_is_not_reached(listen):
    moved = frame(TOKEN, TRANSFER, logs=[log(MOVED)])
    entries = listen(frame(IMPLEMENTATION, CLAIM, calls=[moved], error="NoShares(uint256)"))
    assert times(entries, "CLPToken", "event", MOVED) == 0
    assert times(entries, "CLPToken", "function", TRANSFER) == 1


def test_event_of_a_mere_call_is_not_reached(listen):
    entries = listen(frame(TOKEN, TRANSFER, logs=[log(MOVED)]), method="eth_call")
    assert times(entries, "CLPToken", "event", MOVED) == 0
    assert times(entries, "CLPToken", "function", TRANSFER) == 1


def test_code_of_others_is_nobodys(listen):
    entries = listen(frame(NOWHERE, TRANSFER, logs=[log(MOVED)]))
    assert not any(entry.times for listed in entries.values() for entry in listed.values())


def test_creation_is_known_by_the_code_it_made(listen):
    initcode = ape.project.get_contract("CLPToken").contract_type.deployment_bytecode.bytecode + "00" * 32
    entries = listen({"type": "CREATE", "to": TOKEN, "input": initcode, "logs": [log("AuthorityUpdated(address)")]})
    assert times(entries, "CLPToken", "event", "AuthorityUpdated(address)") == 1


def test_every_entry_is_listed_and_told_from_the_inherited(listen):
    entries = listen()
    signatures = {
        (name, entry.signature): entry.inherited for name, listed in entries.items() for entry in listed.values()
    }
    assert signatures["ProjectShares", CLAIM] is False
    assert signatures["ProjectShares", "supportsInterface(bytes4)"] is True
    assert signatures["EnergySales", "debtOf(uint256,address)"] is False, "a public variable"
    assert signatures["Marketplace", "TeamRefused(uint256,uint8,uint256)"] is False
    assert {"CLPToken", "Marketplace", "ProjectShares", "EnergySales", "MarketLens", "AllowList"} <= set(entries)


def test_excuse_that_nothing_needs_is_a_complaint(listen, monkeypatch):
    monkeypatch.setitem(coverage_interfaces.EXCUSES, "CLPToken.transfer", "it is never called")
    complaint = "reached after all, so no longer to be excused: CLPToken.transfer"
    assert complaint not in complaints(listen())
    assert complaint in complaints(listen(frame(TOKEN, TRANSFER), frame(TOKEN, "transfer(address,uint256)")))
