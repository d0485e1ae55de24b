"""The study of mutants from the compiler to the verdicts: by Forge's tests first, those that live by Ape's."""

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from antu.errors import AntuError
from antu.files import write_atomically
from audit.mutation import campaigns, workshop
from audit.mutation.mutants import Mutant, find_mutants
from audit.mutation.paths import MONEY_PATHS
from audit.mutation.records import Records
from audit.mutation.sampling import in_order_of_draw
from audit.mutation.schemata import instrument
from audit.mutation.sources import Sources

# Mutants per run of Forge: its start takes five seconds, and each mutant some of its memory.
BATCH = 12
# Hundred times what a mutant takes that lives: what takes longer goes round in circles.
SECONDS_EACH = 120
# What arguments are drawn by.
SEED = 1


@dataclass(frozen=True)
class Study:
    """The mutants of the money paths, by the numbers of their switches; those that do not compile are none."""

    sources: Sources
    numbered: Mapping[int, Mutant]
    invalid: Sequence[Mutant]
    records: Records

    @classmethod
    def prepare(cls) -> "Study":
        """Finds all mutants, compiles them, and makes the workshop ready. `AntuError` if something does not compile."""
        sources = Sources.of_checkout()
        found = dict(enumerate(find_mutants(sources, MONEY_PATHS), 1))
        numbered, invalid = workshop.drop_invalid(sources, found)
        workshop.set_up()
        workshop.install(workshop.compile_mutants(instrument(sources, numbered)))
        return cls(sources, numbered, invalid, Records(sources))

    def drawn(self, size: int | None) -> list[Mutant]:
        """All mutants, or a sample, in the order in which they are tried."""
        return in_order_of_draw(list(self.numbered.values()))[:size]

    def try_by_forge(self, mutants: Sequence[Mutant], tell: Callable[[Mutant], None]) -> None:
        """Each test of Forge's a few times, and some lives. `AntuError` if a test fails without any mutant."""
        self._try_by_forge("forge", campaigns.killers_of(SEED), mutants, tell)

    def try_at_length(self, mutants: Sequence[Mutant], tell: Callable[[Mutant], None]) -> None:
        """Many lives."""
        self._try_by_forge("forge at length", campaigns.lives_at_length(), mutants, tell)

    def _try_by_forge(self, name: str, killers: str, mutants: Sequence[Mutant], tell: Callable[[Mutant], None]) -> None:
        numbers = self._numbers(self.records.waiting(mutants, name))
        if not numbers:
            return
        ((_, baseline),) = campaigns.try_mutants([0], killers, 10 * SECONDS_EACH)
        if baseline:
            raise AntuError(f"Without any mutant, {baseline} fails.", "Mend that first: it would kill every mutant.")
        for start in range(0, len(numbers), BATCH):
            for number, killer in campaigns.try_mutants(numbers[start : start + BATCH], killers, SECONDS_EACH):
                self.records.add(self.numbered[number], name, killer)
                tell(self.numbered[number])

    def try_by_ape(self, mutants: Sequence[Mutant], tell: Callable[[Mutant], None]) -> None:
        """Ape's own tests of the contract. `AntuError` if one fails without any mutant."""
        alive = self.records.waiting(mutants, "ape")
        if not alive:
            return
        files = sorted({test for mutant in alive for test in MONEY_PATHS[mutant.file]})
        trials = []
        for number in self._numbers(alive):
            mutant = self.numbered[number]
            function = mutant.function.rpartition(".")[2].lstrip("_")
            trials.append({"number": number, "tests": MONEY_PATHS[mutant.file], "function": function})
        for number, killer in self._trials(trials, files):
            if number == 0:
                raise AntuError(f"Without any mutant, {killer} fails.", "Mend that first: it would kill any mutant.")
            self.records.add(self.numbered[number], "ape", killer)
            tell(self.numbered[number])

    def _numbers(self, wanted: Iterable[Mutant]) -> list[int]:
        ids = {mutant.id: number for number, mutant in self.numbered.items()}
        return [ids[mutant.id] for mutant in wanted]

    def _trials(self, trials: Sequence[object], files: Sequence[str]) -> Iterator[tuple[int, str | None]]:
        plan, verdicts = workshop.WORK / "results" / "trials.json", workshop.WORK / "results" / "verdicts.jsonl"
        write_atomically(plan, json.dumps(trials))
        verdicts.write_text("", encoding="utf-8")
        environment = {
            **os.environ,
            "PYTHONPATH": str(workshop.WORK),
            "ANTU_TRIALS": str(plan),
            "ANTU_VERDICTS": str(verdicts),
        }
        command = [".venv/bin/ape", "test", "-q", "-p", "audit.mutation.trials", *files]
        log = workshop.WORK / "results" / "ape.log"
        with log.open("w", encoding="utf-8") as out:
            process = subprocess.Popen(command, cwd=workshop.WORK, env=environment, stdout=out, stderr=out)
        with process, verdicts.open(encoding="utf-8") as told:
            while True:
                ended = process.poll() is not None
                for line in told:
                    verdict = json.loads(line)
                    yield verdict["number"], verdict["killer"]
                if ended:
                    break
                _wait(process)
        if process.returncode > 1:  # 1 is a test that failed, as it should
            raise AntuError("Ape's tests did not run.", f"{log} says why.")


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        return
