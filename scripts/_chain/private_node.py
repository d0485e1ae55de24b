"""Anvils of our own, such as one for a thousand transactions in a block, without the traces that Ape's own keep."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import ape
import requests
import yaml

from antu.errors import AntuError

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60

# A measured chain begins on 1 January 2050, whenever it is run: readings carry their time, and another time would have
# other bytes, which cost another gas.
BEGINNING = 2_524_608_000
BLOCK_GAS = 10**10
STATES_KEPT = 8


@contextmanager
def private_chain(beginning: int = BEGINNING) -> Iterator[None]:
    """Connects Ape to a chain of its own, with the rules of ape-config.yaml, which ends with the `with` block.

    Its first block has the time `beginning`."""
    with (
        anvil(_options(beginning)) as host,
        ape.networks.parse_network_choice("ethereum:local:foundry", provider_settings={"host": host}),
    ):
        yield


@contextmanager
def anvil(options: Sequence[str]) -> Iterator[str]:
    """An Anvil with these options, on a free port, while the block lasts; its address. Ape is not connected to it."""
    program = shutil.which("anvil")
    if program is None:
        raise AntuError("Anvil is not there.", "It comes with: make setup")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    host = f"http://127.0.0.1:{port}"
    command = [program, "--silent", f"--port={port}", *options]
    # In a session of its own: Ctrl-C must not end it before those who still have to tidy up on it.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait(process, host)
        yield host
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _options(beginning: int) -> list[str]:
    config = yaml.safe_load((ROOT / "ape-config.yaml").read_text(encoding="utf-8"))
    options = {
        "hardfork": config["foundry"]["evm_version"],
        "accounts": config["test"]["number_of_accounts"],
        "timestamp": beginning,
        # The last few states stay, for what has just been mined to be traced.
        "prune-history": STATES_KEPT,
        "transaction-block-keeper": STATES_KEPT,
        "gas-limit": BLOCK_GAS,
        # Gas is counted, not paid for: so no account needs ether.
        "block-base-fee-per-gas": 0,
        "gas-price": 0,
    }
    return [f"--{name}={value}" for name, value in options.items()]


def _wait(process: "subprocess.Popen[bytes]", host: str) -> None:
    end = time.monotonic() + START_SECONDS
    question = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}
    while True:
        try:
            requests.post(host, json=question, timeout=START_SECONDS)
        except requests.ConnectionError as error:
            if process.poll() is not None or time.monotonic() > end:
                raise AntuError("Anvil did not start; what it wrote is above.") from error
            time.sleep(0.05)
        else:
            return
