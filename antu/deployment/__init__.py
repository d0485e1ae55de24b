"""Deploying Antu.

What is wanted (`parameters`), the steps to it (`plan`), doing them (`execution`), the record that stays (`record`), and
reading it all back (`check`); `custody` is in whose hands it is. A chain is whatever implements `ChainPort`.
"""

from antu.deployment.check import Row, check
from antu.deployment.custody import require_multisigs
from antu.deployment.execution import Observer, OtherChainError, Outcome, begin, execute, verify_chain
from antu.deployment.names import INTERFACES, network_name
from antu.deployment.parameters import Parameters, described, parameters
from antu.deployment.plan import Call, Deploy, Step, steps
from antu.deployment.port import ChainPort, Mined, Multisig, Operation
from antu.deployment.record import Deployed, Record, Store

__all__ = [
    "INTERFACES",
    "Call",
    "ChainPort",
    "Deploy",
    "Deployed",
    "Mined",
    "Multisig",
    "Observer",
    "Operation",
    "OtherChainError",
    "Outcome",
    "Parameters",
    "Record",
    "Row",
    "Step",
    "Store",
    "begin",
    "check",
    "described",
    "execute",
    "network_name",
    "parameters",
    "require_multisigs",
    "steps",
    "verify_chain",
]
