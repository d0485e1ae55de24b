"""Deploying Antu.

What is wanted (`parameters`), the steps to it (`plan`), doing them (`execution`), the record that stays (`record`), and
reading it all back (`check`). A chain is whatever implements `ChainPort`.
"""

from antu.deployment.check import Row, check
from antu.deployment.execution import Observer, OtherChainError, Outcome, begin, execute, verify_chain
from antu.deployment.names import INTERFACES, network_name
from antu.deployment.parameters import Parameters, described, parameters
from antu.deployment.plan import Call, Deploy, Step, steps
from antu.deployment.port import ChainPort, Mined
from antu.deployment.record import Deployed, Record, Store

__all__ = [
    "INTERFACES",
    "Call",
    "ChainPort",
    "Deploy",
    "Deployed",
    "Mined",
    "Observer",
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
    "steps",
    "verify_chain",
]
