"""A pytest plugin: Ape's tests of the contracts, once for each mutant, in one session and on one chain.

    ape test -p audit.mutation.trials <files>        with ANTU_TRIALS=trials.json and ANTU_VERDICTS=verdicts.jsonl

`trials.json` is a list of `{"number": 17, "tests": ["tests/contracts/…"], "function": "fund"}`. A mutant's tests run
until one fails, under its switch (see `schemata`); for those of constructors, all is deployed anew. A test that kills
must pass without any mutant, which is tried at once: else it is told as what killed mutant 0, and the session ends.
"""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ape
import pytest
from ape_foundry.provider import FoundryProvider

from antu.files import write_atomically
from audit.mutation.paths import LEFT_OUT
from scripts._chain.compiling import STAMP, sources_digest

# Instrumented contracts are larger than a chain would take, and use more gas.
_ROOM = ["--disable-code-size-limit", "--gas-limit", "1000000000"]

# Code that is no larger is not instrumented.
_LARGEST_OF_A_CHAIN = 24_576

_build_command = FoundryProvider.build_command
_restore = FoundryProvider.restore


def _build_roomy_command(provider: FoundryProvider) -> list[str]:
    return [*_build_command(provider), *_ROOM]


def _restore_and_switch(provider: FoundryProvider, snapshot: Any) -> bool:
    # To go back to a snapshot is to go back to its block's beneficiary.
    restored = _restore(provider, snapshot)
    _switch_on(Trials.number)
    return bool(restored)


def _switch_on(number: int) -> None:
    ape.chain.provider.make_request("anvil_setCoinbase", [f"0x{number:040x}"])


class Trials:
    """Plays the trials instead of pytest's own loop."""

    number = 0

    def __init__(self, trials: Sequence[dict[str, Any]], verdicts: Path) -> None:
        self._trials = trials
        self._verdicts = verdicts
        self._failed: list[str] = []
        self._sound: set[str] = set()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        code = ape.project.get_contract("Marketplace").contract_type.deployment_bytecode
        if code is None or len(code.bytecode or "") < 2 * _LARGEST_OF_A_CHAIN:
            raise pytest.UsageError("Ape has compiled the contracts anew: there are no mutants in them.")
        for trial in self._trials:
            own = tuple(trial["tests"])
            items = [item for item in session.items if item.nodeid.startswith(own) and item.name not in LEFT_OUT]
            # Tests are named after the function that they look at: those of the mutant's own come first.
            items.sort(key=lambda item: trial["function"] not in item.name)
            killer = self._killer(session, items, trial["number"], anew=trial["function"] == "constructor")
            if killer and not self._passes_without(session, killer):
                self._tell(0, killer)
                break
            self._tell(trial["number"], killer)
        return True

    def _killer(
        self, session: pytest.Session, items: Sequence[pytest.Item], number: int, anew: bool
    ) -> pytest.Item | None:
        """The first test that fails, and fails again: a busy machine or a late clock kills no mutant."""
        left = list(items)
        while killer := self._first_to_fail(session, left, number, anew):
            if self._first_to_fail(session, [killer], number, anew):
                return killer
            left = left[left.index(killer) + 1 :]
        return None

    def _passes_without(self, session: pytest.Session, killer: pytest.Item) -> bool:
        if killer.nodeid not in self._sound and not self._first_to_fail(session, [killer], 0):
            self._sound.add(killer.nodeid)
        return killer.nodeid in self._sound

    def _first_to_fail(
        self, session: pytest.Session, items: Sequence[pytest.Item], number: int, anew: bool = False
    ) -> pytest.Item | None:
        state: Any = session._setupstate
        if anew:
            state.teardown_exact(None)
        Trials.number = number
        self._failed.clear()
        killer = None
        for item, following in _pairs(items):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                killer = item
                break
        # Fixtures of the session stay: they only bring the market to known settings. Nothing of a folder or file stays,
        # or the first test of the next trial, in another one, would fail for it.
        state.teardown_exact(None if anew else session)
        return killer

    def _tell(self, number: int, killer: pytest.Item | None) -> None:
        with self._verdicts.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"number": number, "killer": killer and killer.nodeid}) + "\n")

    def pytest_runtest_setup(self) -> None:
        _switch_on(Trials.number)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        session._setupstate.teardown_exact(None)


def _pairs(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Each test, and the one that follows; after the last the first, so that the session's fixtures stay."""
    for place, item in enumerate(items):
        yield item, items[(place + 1) % len(items)]


def pytest_configure(config: pytest.Config) -> None:
    """Makes room for the instrumented contracts, and takes the loop over."""
    # What Ape finds compiled is the instrumented code, not the sources': it must not think it out of date.
    write_atomically(STAMP, f"{sources_digest()}\n")
    provider: Any = FoundryProvider
    provider.build_command = _build_roomy_command
    provider.restore = _restore_and_switch
    trials = json.loads(Path(os.environ["ANTU_TRIALS"]).read_text(encoding="utf-8"))
    config.pluginmanager.register(Trials(trials, Path(os.environ["ANTU_VERDICTS"])))
