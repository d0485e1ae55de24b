"""A simulation from its scenario to its tables, on a chain of its own."""

import resource
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from antu.deployment.parameters import Parameters
from antu.simulation.comparing import require_agreement
from antu.simulation.people import draw_people
from antu.simulation.playing import play
from antu.simulation.records import Tables
from antu.simulation.scenario import Scenario
from antu.simulation.tables import tables
from antu.simulation.world import World
from scripts._simulation.opening import opened, roles


class Ran(NamedTuple):
    """What came of a simulation, and what it took: seconds, and MB of this process and its node, each at its most."""

    tables: Tables
    seconds: float
    peak_memory_mb: float


def run(scenario: Scenario, told: Callable[[World], None] = lambda world: None) -> Ran:
    """Plays a scenario; `told` hears of each step. Raises `AntuError` if a contract refuses what must be possible, or
    if the chain in the end has anything otherwise than everybody believes."""
    began = time.monotonic()
    with opened(scenario) as (market, chain, wallets):
        parameters: Parameters = market.record.parameters
        people = draw_people(scenario, wallets.participants)
        world = play(scenario, people, roles(wallets), chain, parameters.fee_bps, told)
        require_agreement(world)
        found = tables(world)
    return Ran(found, time.monotonic() - began, _peak_memory_mb())


def _peak_memory_mb() -> float:
    unit = 1 if sys.platform == "darwin" else 1_024  # bytes there, kB elsewhere
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(each).ru_maxrss * unit for each in who) / 1e6
