"""One instance matched, timed and verified in a process of its own, so that its peak of memory is its own, too."""

import resource
import subprocess
import sys
import time
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from antu.book import Book, rows
from antu.matching import PROJECTS, Certificate, CertificateError, Outcome, Policy, check, solve
from antu.matching.comparison import SOLVER, Result, compare
from antu.matching.workers import workers
from benchmarks.books import DEMANDS, Regime, draw_book
from benchmarks.optimum import most_projects

MOST_COMPARED = 100_000  # demands, above which matching in order of arrival only costs time
KIBIBYTE, MEGABYTE = 1_024, 10**6


class Case(NamedTuple):
    """What is matched, and how; `policy` is what `Policy.parse` takes, `on` what `workers` takes."""

    demands: int
    regime: str
    policy: str
    seed: int
    on: str = "1"


class Compared(BaseModel):
    """What a matching in order of arrival (`way`) achieves on the same book."""

    model_config = ConfigDict(frozen=True)

    way: str
    matched: int
    savings: int


class Measurement(BaseModel):
    """A case's figures. Savings are pesos; objective, bound and gap too, or projects where only they count.

    `seconds` are the solver's, with certificate and explanations, in a process that matched the thesis' book before, so
    that its modules are loaded; `cpu_seconds` is the processor time of this process in them, which a busy machine does
    not lengthen much; `check_seconds` are the independent checker's. The peak of memory is before the check: Python,
    the book and the solver, and the largest of its workers as often as there are workers. `wrong` is what the checker
    refused, empty if it accepted all. `optimum` are the most projects that there can be, by exact search or because
    bound and objective are one; None where a book is too large to search."""

    model_config = ConfigDict(frozen=True)

    demands: Annotated[int, Field(ge=0)]
    regime: str
    policy: str
    matched: int
    savings: int
    objective: int
    bound: int
    gap: int
    rounding: int
    seconds: float
    cpu_seconds: float
    peak_memory_mb: float
    check_seconds: float
    verified: bool
    wrong: str = ""
    optimum: int | None = None
    compared: tuple[Compared, ...] = ()

    @property
    def share(self) -> float:
        """The objective as a part of its bound; 1 where there was nothing to reach."""
        return self.objective / self.bound if self.bound else 1.0


def measure(case: Case) -> Measurement:
    """Draws the case's book, matches it, and has the checker verify what came out."""
    book = draw_book(case.demands, Regime(case.regime), case.seed)
    policy = Policy.parse(case.policy)
    with workers(case.on) as executor:
        solve(draw_book(DEMANDS, Regime.SCARCE, case.seed), policy, executor)
        began, cpu = time.perf_counter(), time.process_time()
        outcome = solve(book, policy, executor)
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = _peak_memory(int(case.on) if case.on.isdecimal() else 1)

    wrong, began = "", time.perf_counter()
    try:
        check(book, outcome.matching, outcome.certificate)
    except CertificateError as error:
        wrong = error.message
    check_seconds = time.perf_counter() - began
    found = outcome.certificate
    return Measurement(
        demands=case.demands,
        regime=case.regime,
        policy=policy.name,
        matched=found.matched,
        savings=found.savings,
        objective=found.objective,
        bound=found.upper_bound,
        gap=found.gap,
        rounding=found.rounding,
        seconds=round(seconds, 3),
        cpu_seconds=round(cpu, 3),
        peak_memory_mb=round(peak, 1),
        check_seconds=round(check_seconds, 3),
        verified=not wrong,
        wrong=wrong,
        optimum=_optimum(book, found) if policy == PROJECTS else None,
        compared=_compared(book, outcome),
    )


def measure_apart(case: Case) -> Measurement:
    """As `measure`, in another process. `CalledProcessError` if it ends otherwise than by printing its figures."""
    command = [sys.executable, "-m", __name__, *map(str, case)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return Measurement.model_validate_json(done.stdout)


def _optimum(book: Book, found: Certificate) -> int | None:
    if not found.gap:
        return found.matched
    return most_projects(book) if len(book.demands) <= DEMANDS else None


def _compared(book: Book, outcome: Outcome) -> tuple[Compared, ...]:
    if len(book.demands) > MOST_COMPARED:
        return ()
    results = rows(compare(book, outcome), Result)
    return tuple(
        Compared(way=each.way, matched=each.matched, savings=each.savings) for each in results if each.way != SOLVER
    )


def _peak_memory(processes: int) -> float:
    """Megabytes. A new process starts with its parent's peak, so whoever measures apart must be small itself."""
    own, workers = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    unit = 1 if sys.platform == "darwin" else KIBIBYTE
    return (own + (workers * processes if processes > 1 else 0)) * unit / MEGABYTE


if __name__ == "__main__":
    demands, regime, policy, seed, on = sys.argv[1:]
    sys.stdout.write(measure(Case(int(demands), regime, policy, int(seed), on)).model_dump_json())
