"""Processes that die in the middle of a command, as if the power had gone."""

import os
import signal
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import pytest

from scripts._chain import sending
from scripts._chain.adapter import rpc

Place = tuple[Any, str, int]  # a function's module or class, its name, and at which of its calls


def kill_at(place: Place, command: Callable[[], Any]) -> None:
    """Runs a command in a process of its own, which is killed (SIGKILL) as a function is called in it."""
    _run_and_die(command, [(place, lambda: os.kill(os.getpid(), signal.SIGKILL))])


def kill_unmined(send: int, place: Place, command: Callable[[], Any]) -> None:
    """As `kill_at`, but from the `send`th transaction on the node mines no block any more."""
    stop = ((sending, "send_with", send), lambda: rpc("evm_setAutomine", False))
    _run_and_die(command, [stop, (place, lambda: os.kill(os.getpid(), signal.SIGKILL))])


def _run_and_die(command: Callable[[], Any], acts: Sequence[tuple[Place, Callable[[], Any]]]) -> None:
    child = os.fork()
    if not child:
        patch = pytest.MonkeyPatch()
        for place, act in acts:
            _act_at(patch, place, act)
        try:
            command()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was to be killed"
    assert os.WTERMSIG(status) == signal.SIGKILL


def _act_at(patch: pytest.MonkeyPatch, place: Place, act: Callable[[], Any]) -> None:
    where, name, which = place
    before, calls = getattr(where, name), count(1)

    def called(*arguments: Any, **options: Any) -> Any:
        if next(calls) == which:
            act()
        return before(*arguments, **options)

    patch.setattr(where, name, called)
