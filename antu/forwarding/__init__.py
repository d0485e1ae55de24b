"""Acting by signature: what an account signs, so that anybody may bring it to the chain and pay its gas.

`calls` says what a party may sign, and `arguments` reads what people write for it; `request` is the typed data, and
`request_file` the file that goes from who signs to who brings it; `bringing` decides what is sent, in which order, and
says what became of each. `contracts/access/Forwarder.sol` is who takes it.
"""

from antu.forwarding.arguments import address, arguments, seconds
from antu.forwarding.bringing import Brought, Fate, ForwardPort, bring
from antu.forwarding.calls import CALLS, WITH_PERMIT, Function, Parameter, calldata, check_signable
from antu.forwarding.request import Permit, Request
from antu.forwarding.request_file import MOST_GAS, RequestFile, described, load, save

__all__ = [
    "CALLS",
    "MOST_GAS",
    "WITH_PERMIT",
    "Brought",
    "Fate",
    "ForwardPort",
    "Function",
    "Parameter",
    "Permit",
    "Request",
    "RequestFile",
    "address",
    "arguments",
    "bring",
    "calldata",
    "check_signable",
    "described",
    "load",
    "save",
    "seconds",
]
