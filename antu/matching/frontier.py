"""How many projects may be bought with how much of the owners' savings: the same book, matched by several policies."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from time import perf_counter
from typing import NamedTuple

from antu.book import Book
from antu.errors import AntuError
from antu.matching.certificate import ClassCertificate
from antu.matching.partitions import Partition, partition
from antu.matching.policy import Policy
from antu.matching.problem import ClassProblem, problem
from antu.matching.solving import solve_class
from antu.matching.sound import require_sound
from antu.matching.workers import in_order

WEIGHTS = "0,0.05,0.1,0.25,0.5,1,projects"  # as `policies_of` takes them


class Point(NamedTuple):
    """What a policy achieves. `objective`, `upper_bound` are pesos, or projects where only they count.

    Shares are of the most that any of the frontier's policies achieves."""

    policy: str  # the name of a `Policy`
    matched: int  # projects
    matched_share: float
    savings: int  # pesos
    savings_share: float
    objective: int
    upper_bound: int
    seconds: float  # of solving

    @property
    def gap(self) -> float:
        """What the objective may lack, as a part of the bound."""
        return (self.upper_bound - self.objective) / self.upper_bound if self.upper_bound else 0.0


def frontier(
    book: Book,
    policies: Sequence[Policy],
    executor: Executor | None = None,
    done: Callable[[Policy], None] = lambda policy: None,
) -> tuple[Point, ...]:
    """What each policy achieves; the book is cut only once. `done` is told as each is.

    An `AntuError` names the first row of a book that no market could have."""
    require_sound(book)
    parts = partition(book)
    points = []
    for policy in policies:
        points.append(_point(parts, policy, executor))
        done(policy)
    projects = max((point.matched for point in points), default=0)
    savings = max((point.savings for point in points), default=0)
    return tuple(
        point._replace(matched_share=_share(point.matched, projects), savings_share=_share(point.savings, savings))
        for point in points
    )


def policies_of(weights: str) -> tuple[Policy, ...]:
    """Policies from text such as `0,0.25,projects`, in their order. An `AntuError` says which is none."""
    names = [name.strip() for name in weights.split(",") if name.strip()]
    if not names:
        raise AntuError("There are no weights.", "Give some, with commas between them: 0,0.25,projects")
    return tuple(dict.fromkeys(Policy.parse(name) for name in names))


def _point(parts: Partition, policy: Policy, executor: Executor | None) -> Point:
    start = perf_counter()
    proofs = in_order(_certified, (problem(part, policy) for part in parts), executor)
    seconds = perf_counter() - start
    return Point(
        policy=policy.name,
        matched=sum(market.matched for each in proofs for market in each.markets),
        matched_share=0.0,
        savings=sum(each.savings for each in proofs),
        savings_share=0.0,
        objective=sum(each.objective for each in proofs),
        upper_bound=sum(each.upper_bound for each in proofs),
        seconds=seconds,
    )


def _certified(problem: ClassProblem) -> ClassCertificate:
    """All that is kept of a solution: few numbers to send back from wherever it was found."""
    return solve_class(problem).certificate


def _share(part: int, of: int) -> float:
    return part / of if of else 1.0
