"""Breaking a contract of a playground: a faulty implementation in the place of the healthy one."""

from typing import Any, cast

from eth_abi.abi import encode
from eth_utils.abi import function_signature_to_4byte_selector

from antu.deployment.view import View
from antu.errors import AntuError
from antu.rehearsal.faults import Fault
from scripts._chain.adapter import ApeChain, rpc, rpc_checked
from scripts._chain.compiling import ROOT, standalone
from scripts._chain.market import Market
from scripts._chain.reverts import RevertError
from scripts._rehearsal.waves import act, person

SOURCE = ROOT / "scripts/_rehearsal/Faulty.sol"
MOST = 3  # functions that a faulty contract has


def implementation(market: Market, contract: str) -> str:
    """The address of the code behind a proxy."""
    return View(ApeChain(), market.record).implementation(contract)


def break_contract(market: Market, fault: Fault) -> None:
    """Puts the fault in place, at the implementation's own address."""
    selectors = [function_signature_to_4byte_selector(each) for each in fault.functions]
    if len(selectors) > MOST:
        raise AntuError(f"A fault has {MOST} functions at most, not {len(selectors)}.")
    place, refuge = implementation(market, fault.contract), person("healthy", fault.contract)
    rpc("anvil_setCode", refuge, rpc("eth_getCode", place, "latest"))
    broken = [*selectors, *[selectors[-1]] * (MOST - len(selectors))]
    arguments = encode(["address", "bool", f"bytes4[{MOST}]"], [refuge, fault.silent, broken])
    # What a creation returns is the code to be, with its immutables in it.
    creation = f"{cast(Any, standalone(SOURCE, 'Faulty')).deployment_bytecode.bytecode}{arguments.hex()}"
    rpc("anvil_setCode", place, rpc("eth_call", {"data": creation}, "latest"))


def symptom(market: Market, fault: Fault) -> str:
    """What the fault's probe says now: `name: answer`, or the name of the error that it is refused with."""
    call: Any = getattr(getattr(market, fault.contract), fault.probe)
    probe = act(call, *fault.arguments, by=person("anybody"))
    try:
        return f"{fault.probe}: {int(rpc_checked(probe.what, 'eth_call', probe.request), 16)}"
    except RevertError as error:
        return f"{fault.probe}: {error.name.removeprefix('execution reverted: ')}"
