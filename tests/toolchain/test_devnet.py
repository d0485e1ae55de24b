"""The devnet's time never goes back, and a new devnet inherits nothing."""

import json
import time
from pathlib import Path

import pytest

from toolchain import devnet

AHEAD = 10 * 24 * 3600


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "state.json"
    monkeypatch.setattr(devnet, "STATE", path)
    return path


def write_state(path: Path, timestamp: int) -> None:
    path.write_text(json.dumps({"block": {"timestamp": hex(timestamp)}}), encoding="utf-8")


def test_start_time_is_now_on_a_new_chain(state: Path) -> None:
    assert abs(devnet.start_time() - time.time()) < 5


def test_start_time_is_now_when_the_last_block_is_past(state: Path) -> None:
    write_state(state, int(time.time()) - AHEAD)
    assert abs(devnet.start_time() - time.time()) < 5


def test_start_time_is_that_of_a_last_block_ahead(state: Path) -> None:
    ahead = int(time.time()) + AHEAD
    write_state(state, ahead)
    assert devnet.start_time() == ahead


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"block": {"timestamp": "soon"}}'])
def test_start_time_refuses_a_broken_state(state: Path, content: str) -> None:
    state.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match="is no state of an Anvil"):
        devnet.start_time()


def test_command_is_what_ape_expects_of_the_devnet(state: Path) -> None:
    assert {"--port=8546", "--chain-id=31338", "--hardfork=prague", "--accounts=20", f"--state={state}"} < set(
        devnet.command()
    )


def test_forget_contracts_removes_only_the_devnets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APE_DATA_FOLDER", str(tmp_path))
    for network in ("devnet", "sepolia"):
        (tmp_path / "ethereum" / network / "contract_types").mkdir(parents=True)
    devnet.forget_contracts()
    assert [path.name for path in (tmp_path / "ethereum").iterdir()] == ["sepolia"]
