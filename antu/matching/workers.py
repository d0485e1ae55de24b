"""Who does the work: this process, others on this machine, or a Dask cluster; one setting says which."""

import logging
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol, TypeVar

from antu.errors import AntuError

if TYPE_CHECKING:
    from distributed import Client

MOST_PROCESSES = 1_024
PATIENCE = 5.0  # seconds for a scheduler to answer, and for it to have a worker
SCHEDULER = re.compile(r"tcp://[^\s/:]+:[0-9]{1,5}", re.ASCII)

_HINT = "Give a number of processes on this machine, such as 2, or a Dask scheduler's address: tcp://host:8786"
_AGAIN = "Match again: with fewer workers, if memory was short."


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
    if SCHEDULER.fullmatch(setting):
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
    import dask
    from distributed import Client  # it takes a second, which nobody else should wait for
    from distributed.client import ClosedClientError
    from distributed.scheduler import KilledWorker

    # What Dask has to say when it loses somebody is said below.
    for name in ("distributed", "distributed.client", "distributed.utils"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A part travels with its task, and not apart from it, so that another worker can take over from one that died.
    warnings.filterwarnings("ignore", "Sending large graph")
    over = Event()
    with dask.config.set({"distributed.comm.timeouts.connect": PATIENCE}):
        client = _client(Client, address)
        try:
            _require_workers(client, address)
            Thread(target=_close_without_workers, args=(client, over), daemon=True).start()
            yield client.get_executor()  # type: ignore[no-untyped-call]
        except KilledWorker as error:
            raise AntuError("Several Dask workers ended over the same part of the book.", _AGAIN) from error
        except (CancelledError, ClosedClientError) as error:
            raise AntuError(f"The Dask scheduler at {address} has no workers left, or ended itself.", _AGAIN) from error
        finally:
            over.set()
            client.close(timeout=PATIENCE)  # type: ignore[no-untyped-call]


def _client(kind: "type[Client]", address: str) -> "Client":
    try:
        return kind(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, OverflowError) as error:  # OverflowError: there is no such port
        raise AntuError(
            f"No Dask scheduler answers at {address}.", "Check the address, or start one with: dask scheduler"
        ) from error


def _close_without_workers(client: "Client", over: Event) -> None:
    """Ends a run whose workers are all gone: the scheduler would wait for others for ever."""
    while not over.wait(PATIENCE):
        try:
            left = client.nthreads()  # type: ignore[no-untyped-call]
        except OSError:
            return  # the scheduler is gone too, which the client finds out by itself
        if not left:
            client.close(timeout=PATIENCE)  # type: ignore[no-untyped-call]


def _require_workers(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise AntuError(
            f"The Dask scheduler at {address} has no workers.", f"Start some with: dask worker {address}"
        ) from error
    try:
        client.run_on_scheduler(_here)  # type: ignore[no-untyped-call]
        client.run(_here)
    except OSError as error:
        raise AntuError(f"A Dask worker at {address} was lost.", _AGAIN) from error
    except ImportError as error:
        raise AntuError(
            f"Dask's scheduler or a worker at {address} cannot import Antu: {error}.",
            "Start them all from Antu's own environment: .venv/bin/dask scheduler, .venv/bin/dask worker",
        ) from error


def _here() -> bool:
    """Runs only where Antu is installed."""
    return True
