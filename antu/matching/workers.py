"""Who does the work: this process, others on this machine, or a Dask cluster; one setting says which."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol, TypeVar

from antu.errors import AntuError

if TYPE_CHECKING:
    from distributed import Client

MOST_PROCESSES = 1_024
PATIENCE = 10.0  # seconds for a scheduler to answer and to have a worker

_HINT = "Give a number of processes on this machine, such as 2, or a Dask scheduler's address: tcp://host:8786"
_AGAIN = "Nothing was written. Give it more memory or fewer workers, and match again."


class _Sized(Protocol):
    @property
    def size(self) -> int: ...


Task = TypeVar("Task", bound=_Sized)
Result = TypeVar("Result")


def in_order(work: Callable[[Task], Result], tasks: Iterable[Task], executor: Executor | None) -> list[Result]:
    """What `work` makes of each task, in their order; an executor is given the largest first.

    The first error ends it: tasks that have not begun are cancelled."""
    if executor is None:
        return [work(task) for task in tasks]
    listed = list(tasks)
    futures: dict[int, Future[Result]] = {
        place: executor.submit(work, listed[place])
        for place in sorted(range(len(listed)), key=lambda place: -listed[place].size)
    }
    try:
        return [futures[place].result() for place in range(len(listed))]
    finally:
        for future in futures.values():
            future.cancel()


@contextmanager
def workers(setting: str = "1") -> Iterator[Executor | None]:
    """The executor of a setting, None for this process alone: a number of processes, or a Dask scheduler's address.

    An `AntuError` says what is wrong with the setting, that no scheduler answers, or that a worker was lost."""
    if "://" in setting:
        with _dask(setting) as executor:
            yield executor
        return
    number = int(setting) if setting.isascii() and setting.isdigit() and len(setting) < 9 else 0
    if not 1 <= number <= MOST_PROCESSES:
        raise AntuError(f"There cannot be {setting!r} workers.", _HINT)
    if number == 1:
        yield None
        return
    with _processes(number) as executor:
        yield executor


@contextmanager
def _processes(number: int) -> Iterator[Executor]:
    # Started afresh on every system alike: a fork would copy the locks of whatever threads run here.
    executor = ProcessPoolExecutor(number, mp_context=get_context("spawn"))
    try:
        yield executor
    except BrokenProcessPool as error:
        raise AntuError("A worker ended before its part of the book was matched.", _AGAIN) from error
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    from distributed import Client  # it takes a second, which nobody else should wait for
    from distributed.client import FutureCancelledError
    from distributed.comm.core import CommClosedError
    from distributed.scheduler import KilledWorker

    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise AntuError(
            f"No Dask scheduler answers at {address}.", "Check the address, or start one with: dask scheduler"
        ) from error
    try:
        _wait_for_worker(client, address)
        with client.get_executor() as executor:  # type: ignore[no-untyped-call]
            yield executor
    except KilledWorker as error:
        raise AntuError("Dask's workers ended before a part of the book was matched.", _AGAIN) from error
    except (CommClosedError, FutureCancelledError) as error:
        raise AntuError(f"The Dask scheduler at {address} was lost.", "Nothing was written. Match again.") from error
    finally:
        client.close(timeout=PATIENCE)  # type: ignore[no-untyped-call]


def _wait_for_worker(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise AntuError(
            f"The Dask scheduler at {address} has no workers.", f"Start some with: dask worker {address}"
        ) from error
