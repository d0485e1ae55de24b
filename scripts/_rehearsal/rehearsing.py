"""A rehearsal from the fault to ordinary work again, and its twin: the same exits on the chain as it was."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

import ape

from antu.enums import UPGRADE_DELAY_SECONDS, State
from antu.errors import AntuError
from antu.governance.operations import Operation
from antu.rehearsal.exits import Exit, draw
from antu.rehearsal.faults import FAULTS, Fault
from antu.rehearsal.lives import ORDINARY, Life
from antu.rehearsal.report import EXIT_PHASES, Phase, Report, Taken
from antu.rehearsal.world import Slot, World, compare
from scripts._chain import clock
from scripts._chain.market import Market, connected_network
from scripts._rehearsal.breaking import break_contract, implementation, symptom
from scripts._rehearsal.exiting import Exits
from scripts._rehearsal.filling import fill
from scripts._rehearsal.governing import Government
from scripts._rehearsal.questions import ask, places
from scripts._rehearsal.reading import Inquiry
from scripts._rehearsal.roles import Roles
from scripts._rehearsal.storage import CONTRACTS, slots_of, words, written
from scripts._rehearsal.waves import Sea

Heard = Callable[[Phase], None]


def rehearse(market: Market, fault: Fault, seed: int, most: int, heard: Heard = lambda phase: None) -> Report:
    """Rehearses on the connected playground, within `everybody`, and leaves it as it was.

    In each phase at most so many exits of each kind are taken. `heard` is told of each phase as it begins. Raises
    `AntuError` if anything does not work as it must; what is not equal in the end is in the report."""
    began = time.monotonic()
    with rewound():
        before = read_world(market)
        rehearsal = Rehearsal(market, fault, _drawn(market, before, seed, most), heard)
        rehearsal.break_and_mend()
        after = read_world(market, before.slots)
        work = rehearsal.go_on(seed)
    with rewound():
        Exits(market, Sea()).take(rehearsal.exits.done)
        twin = read_world(market, after.slots)
    # What only the twin touched, the rehearsal left as it was.
    untouched = words(Sea(), market, twin.slots.keys() - after.slots.keys())
    return Report(
        network=connected_network(),
        contract=fault.contract,
        symptom=rehearsal.symptom,
        states=_states(before),
        accounts=before.count("account"),
        phases=rehearsal.phases,
        comparison=compare(before, twin, World(after.facts, {**after.slots, **untouched})),
        work=work,
        seconds=time.monotonic() - began,
    )


@contextmanager
def rewound() -> Iterator[None]:
    """Whatever is done to the chain within is undone at the end, its time too."""
    snapshot = ape.chain.snapshot()  # by Ape, which has to forget the transactions that it saw
    try:
        yield
    finally:
        ape.chain.restore(snapshot)


def read_world(market: Market, also: Collection[Slot] = ()) -> World:
    """All of a market now; of its storage whatever its views read, whatever was written on this copy, and `also`."""
    sea, questions = Sea(), Inquiry(market).questions()
    slots = {*slots_of(market, places(sea, questions)), *written(market), *also}
    return World(ask(sea, questions), words(sea, market, slots))


def _drawn(market: Market, before: World, seed: int, most: int) -> Mapping[Phase, list[Exit]]:
    own = [str(getattr(market, name).address) for name in CONTRACTS]
    drawn = draw(before.facts, own, len(EXIT_PHASES), most, seed)
    return {
        phase: [each for kind in some.values() for each in kind] for phase, some in zip(EXIT_PHASES, drawn, strict=True)
    }


def _states(world: World) -> dict[str, int]:
    """How many projects are in each state, by its name."""
    found = Counter(State(int(value)) for key, value in world.facts.items() if key[2:] == ("project", "state"))
    return {state.name: found[state] for state in State if found[state]}


class Rehearsal:
    """What happens to the market that is rehearsed on. `symptom` is how the fault shows."""

    def __init__(self, market: Market, fault: Fault, drawn: Mapping[Phase, list[Exit]], heard: Heard) -> None:
        self._market, self._fault, self._drawn, self._heard = market, fault, drawn, heard
        self._sea, self._roles = Sea(), Roles(market)
        self._government = Government(market, self._roles)
        self.exits = Exits(market, self._sea)
        self.phases: dict[Phase, Taken] = {}
        self.symptom = ""

    def break_and_mend(self) -> None:
        """From the healthy market by fault, pause, delay and upgrade to the healthy market, with exits throughout."""
        healthy = symptom(self._market, self._fault)
        self._phase(Phase.BEFORE)
        break_contract(self._market, self._fault)
        self.symptom = self._shown(healthy)
        self._phase(Phase.FAULTY)
        paused = self._government.paused()
        self._government.pause()
        self._phase(Phase.PAUSED)
        operation = self._announce()
        self._phase(Phase.WAITING)
        clock.travel_to(operation.ready_at)
        self._government.upgrade(self._fault.contract, operation)
        self._government.unpause(but=paused)
        if (now := symptom(self._market, self._fault)) != healthy:
            raise AntuError(f"After the upgrade the probe says {now}, and said {healthy} before the fault.")
        self._phase(Phase.UPGRADED)

    def go_on(self, seed: int) -> int:
        """Newcomers post, are matched, fund, build, report and claim; how many transactions that took."""
        self._heard(Phase.ORDINARY)
        self._government.unpause(but=set())
        sent = self._sea.sent
        fill(self._market, self._roles, self._sea, [Life(0, ORDINARY)], seed)
        return self._sea.sent - sent

    def _phase(self, phase: Phase) -> None:
        """Has people take their exits; while the fault is there, those that it stops have to wait."""
        self._heard(phase)
        broken = phase in (Phase.FAULTY, Phase.PAUSED, Phase.WAITING)
        taken = self.exits.take(self._drawn[phase], self._fault.blocks if broken else ())
        if phase is Phase.UPGRADED:
            taken += self.exits.take_waiting()
        self.phases[phase] = taken

    def _shown(self, healthy: str) -> str:
        sick = symptom(self._market, self._fault)
        if sick == healthy:
            raise AntuError(f"The fault of {self._fault.contract} does not show: {sick}, as before.")
        return sick

    def _announce(self) -> Operation:
        """A wrong upgrade is announced, and the guardian cancels it; then the right one, half of whose delay passes."""
        contract = self._fault.contract
        self._government.reject(
            contract, implementation(self._market, next(name for name in FAULTS if name != contract))
        )
        operation = self._government.announce(contract)
        clock.travel_to(operation.ready_at - UPGRADE_DELAY_SECONDS // 2)
        return operation
