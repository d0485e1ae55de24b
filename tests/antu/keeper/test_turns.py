"""Runs of one account wait for each other, and for no other account's; a turn ends with its process."""

import os
import signal
import threading
from pathlib import Path

import pytest

from antu.errors import AntuError
from antu.keeper import turn


def test_turn_waits_for_the_run_before(tmp_path: Path) -> None:
    went: list[str] = []

    def second() -> None:
        with turn(tmp_path, "0x1"):
            went.append("second")

    with turn(tmp_path, "0x1"), turn(tmp_path, "0x2"):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.2)
        went.append("first")
    waiting.join()
    assert went == ["first", "second"]


def test_turn_ends_with_its_process(tmp_path: Path) -> None:
    ready, told = os.pipe()
    child = os.fork()
    if not child:
        with turn(tmp_path, "0x1"):
            os.write(told, b".")
            signal.pause()
        os._exit(1)
    os.read(ready, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with turn(tmp_path, "0x1"):
        pass


def test_turn_explains_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "matches").write_text("", encoding="utf-8")
    with pytest.raises(AntuError, match="cannot be written"), turn(tmp_path / "matches", "0x1"):
        pass
