"""Parts of a book: independent of each other, and solved anywhere with the same outcome."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import combinations
from time import sleep

import dask
import pytest
from distributed import LocalCluster, get_worker
from hypothesis import given, settings

from antu.book import Book, Demand, Offer, rows
from antu.catalog import mask_regions, regions_mask
from antu.enums import Role
from antu.errors import AntuError
from antu.matching import Outcome, check, solve
from antu.matching import workers as crew
from antu.matching.partitions import Part, connected, partition
from antu.matching.problem import problems
from antu.matching.workers import in_order, workers
from antu.participants import draw
from tests.antu.books import book_of, demand, offer, posted, team_of_offers
from tests.antu.matching.strategies import books


class Task:
    """Something to be done by another process."""

    def __init__(self, size: int) -> None:
        self.size = size


def size_of(task: Task) -> int:
    return task.size


def refuse(task: Task) -> int:
    raise AntuError(f"{task.size} is refused.", "Try another.")


def end(task: Task) -> None:
    os._exit(task.size)


def lose(task: Task) -> None:
    """The task of a worker that leaves while it works."""
    get_worker().loop.add_callback(get_worker().close, nanny=False)
    sleep(task.size)


def some_book() -> Book:
    """Some classes and regions, in several parts."""
    return posted(tuple(each for seed in range(6) for each in draw(seed).participants))


def keys(part: Part) -> set[tuple[int, int]]:
    return {(part.size_class, region) for region in part.demands["region"].tolist()}


def assert_same(one: Outcome, two: Outcome) -> None:
    assert one.certificate == two.certificate
    for table in ("teams", "unmatched"):
        assert getattr(one.matching, table).equals(getattr(two.matching, table))
    assert one.explanations.equals(two.explanations)


@pytest.mark.parametrize(
    ("served", "expected"),
    [
        ([], [[1], [5], [13]]),
        ([[1, 5]], [[1, 5], [13]]),
        ([[5, 13], [13, 1]], [[1, 5, 13]]),
        ([[2, 5], [2, 13]], [[1], [5], [13]]),  # nobody asks in region 2
    ],
)
def test_regions_are_connected_by_offers_that_serve_both(served: list[list[int]], expected: list[list[int]]) -> None:
    found = connected(regions_mask([1, 5, 13]), [regions_mask(each) for each in served])
    assert [list(mask_regions(each)) for each in found] == expected


@given(books())
@settings(max_examples=50, deadline=None)
def test_every_demand_is_in_one_part_and_every_offer_in_one_or_none(book: Book) -> None:
    parts = partition(book)
    listed = list(parts)
    assert sorted(n for part in listed for n in part.demands["id"]) == sorted(book.open_demands["id"])
    served = [n for part in listed for n in part.offers["id"]]
    assert sorted([*served, *parts.unasked["id"]]) == sorted(book.open_offers["id"])
    assert not any(keys(one) & keys(two) for one, two in combinations(listed, 2))


@given(books())
@settings(max_examples=50, deadline=None)
def test_an_offer_is_where_its_demands_are(book: Book) -> None:
    parts = partition(book)
    asked = {(each.size_class, each.region) for each in rows(book.open_demands, Demand)}
    of = {
        each.id: {(each.size_class, cut) for cut in mask_regions(each.regions)} & asked
        for each in rows(book.open_offers, Offer)
    }
    for part in parts:
        for number, regions in zip(part.offers["id"], part.offers["regions"], strict=True):
            assert of[number] == {(part.size_class, cut) for cut in mask_regions(regions)}
            assert of[number] <= keys(part)
    assert all(not of[number] for number in parts.unasked["id"])


@given(books())
@settings(max_examples=50, deadline=None)
def test_the_order_of_rows_does_not_change_the_parts(book: Book) -> None:
    mixed = Book(book.demands[::-1], book.offers.sample(frac=1, random_state=1))
    for one, two in zip(partition(book), partition(mixed), strict=True):
        assert one.size_class == two.size_class
        assert one.demands.equals(two.demands)
        assert one.offers.equals(two.offers)


def test_a_class_has_a_certificate_for_each_part() -> None:
    """Iquique and Santiago share a manager; nobody serves Aysén and another."""
    offers = [
        *(each._replace(regions=regions_mask([1])) for each in team_of_offers()[:2]),
        offer(3, Role.MANAGER, regions=regions_mask([1, 13]), stock=2),
        *(each._replace(regions=regions_mask([13, 11, 2])) for each in team_of_offers(4)[:2]),
        *(each._replace(regions=regions_mask([2, 3])) for each in team_of_offers(7)),
    ]
    demands = [demand(1, region=1), demand(2, region=13), demand(3, region=10), demand(4, region=13, size_class=1)]
    book = book_of(demands, offers)
    outcome = solve(book)
    check(book, outcome.matching, outcome.certificate)
    places = [(each.size_class, [market.region for market in each.markets]) for each in outcome.certificate.classes]
    assert places == [(0, [1, 13]), (0, [10]), (1, [13])]
    assert outcome.matching.teams["demand_id"].tolist() == [1, 2]
    unasked = outcome.explanations[outcome.explanations["reason"] == "no_demand"]
    assert unasked["id"].tolist() == [7, 8, 9]


def test_an_offers_regions_beyond_the_part_make_no_difference_between_offers() -> None:
    same = [offer(n, Role.VENDOR, regions=regions_mask(cuts)) for n, cuts in enumerate(([13, 1], [13, 2], [13]), 1)]
    (only,) = problems(book_of([demand()], same))
    assert [(group.start, group.stop) for group in only.groups] == [(0, 3)]


def test_in_order_gives_an_executor_the_largest_first_and_returns_in_order() -> None:
    begun: list[int] = []

    def note(task: Task) -> int:
        begun.append(task.size)
        return task.size

    tasks = [Task(size) for size in (2, 9, 4)]
    with ThreadPoolExecutor(1) as executor:
        assert in_order(note, tasks, executor) == [2, 9, 4] == in_order(size_of, tasks, None)
    assert begun == [9, 4, 2]


def test_threads_change_nothing() -> None:
    book = some_book()
    with ThreadPoolExecutor(3) as executor:
        assert_same(solve(book), solve(book, executor=executor))


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    with workers("2") as executor:
        assert executor is not None
        yield executor


def test_processes_change_nothing(processes: Executor) -> None:
    book = some_book()
    assert len(list(partition(book))) > 2
    assert_same(solve(book), solve(book, executor=processes))


def test_an_error_of_a_process_arrives_with_its_hint(processes: Executor) -> None:
    with pytest.raises(AntuError, match=r"^7 is refused\.\nTry another\.$"):
        in_order(refuse, [Task(7)], processes)


def test_a_process_that_dies_ends_the_run() -> None:
    with pytest.raises(AntuError, match="A worker ended before its part"), workers("2") as executor:
        in_order(end, [Task(9), Task(9)], executor)


@pytest.mark.parametrize("setting", ["0", "-1", "two", "1.5", "", "99999999999", "²", "http://host:1", "tcp://host"])
def test_workers_refuses_what_is_no_setting(setting: str) -> None:
    with pytest.raises(AntuError, match="There cannot be"), workers(setting):
        pytest.fail("it was taken")


def test_one_worker_is_this_process() -> None:
    with workers() as executor:
        assert executor is None


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and two workers, each a process; the first that dies over a task is not forgiven."""
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        made = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=":0")
    with made:
        yield made


def test_dask_changes_nothing(cluster: LocalCluster) -> None:
    book = some_book()
    with workers(cluster.scheduler_address) as executor:
        assert_same(solve(book), solve(book, executor=executor))


def test_an_error_of_a_dask_worker_arrives_with_its_hint(cluster: LocalCluster) -> None:
    with (
        workers(cluster.scheduler_address) as executor,
        pytest.raises(AntuError, match=r"^7 is refused\.\nTry another\.$"),
    ):
        in_order(refuse, [Task(7)], executor)


def test_a_dask_worker_that_dies_ends_the_run(cluster: LocalCluster) -> None:
    with pytest.raises(AntuError, match="Dask workers ended over"), workers(cluster.scheduler_address) as executor:
        in_order(end, [Task(9)], executor)


@pytest.fixture
def lonely() -> Iterator[LocalCluster]:
    """A scheduler and no workers, in this process."""
    with LocalCluster(
        n_workers=0, processes=False, protocol="tcp://", host="127.0.0.1", dashboard_address=":0"
    ) as made:
        yield made


def test_dask_workers_that_are_all_gone_end_the_run(lonely: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 1.0)
    lonely.scale(1)
    lonely.wait_for_workers(1)
    with (
        pytest.raises(AntuError, match="has no workers left"),
        workers(lonely.scheduler_address) as executor,
    ):
        in_order(lose, [Task(3)], executor)


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 0.5)
    with (
        pytest.raises(AntuError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1"),
        workers("tcp://127.0.0.1:1"),
    ):
        pytest.fail("it was taken")


def test_a_scheduler_without_workers_is_named(lonely: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 0.5)
    with pytest.raises(AntuError, match="has no workers"), workers(lonely.scheduler_address):
        pytest.fail("it was taken")


def test_nothing_of_a_cluster_is_loaded_without_one() -> None:
    """It takes a second, which no other command should wait for."""
    program = "import sys, antu.matching; sys.exit('distributed' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
