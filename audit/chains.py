"""A devnet for the study alone, and its fork: nobody else's chain, port, state or records are touched."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, cast

import ape
import requests

from antu.errors import AntuError

# Not imported by name: toolchain/ is no package, and mypy would meet its files twice.
devnet = import_module("toolchain.devnet")

START_SECONDS = 60


@contextmanager
def study_devnet() -> Iterator[str]:
    """An empty devnet of its own on a free port, while the block lasts; its address. Not yet connected."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    anvil, *options = devnet.command()
    path = shutil.which(anvil)
    if path is None:
        raise AntuError("Anvil is not there.", "It comes with: make setup")
    own = [option for option in options if not option.startswith(("--port", "--state", "--timestamp"))]
    process = subprocess.Popen([path, "--silent", f"--port={port}", *own], start_new_session=True)
    try:
        _wait(process, url)
        yield url
    finally:
        process.terminate()
        process.wait(START_SECONDS)


@contextmanager
def connected(network: str, devnet_url: str) -> Iterator[None]:
    """Connects Ape to `ethereum:devnet`, as that is at `devnet_url`, or to its fork."""
    # A fork takes the address of what it forks from the settings alone, and has no other way to be told.
    known = cast(Any, ape.config.get_config("node")).ethereum["devnet"]
    usual = known["uri"]
    known["uri"] = devnet_url
    try:
        with ape.networks.parse_network_choice(network):
            yield
    finally:
        known["uri"] = usual


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    end = time.monotonic() + START_SECONDS
    question = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId", "params": []}
    while True:
        try:
            requests.post(url, json=question, timeout=START_SECONDS)
        except requests.ConnectionError as error:
            if process.poll() is not None or time.monotonic() > end:
                raise AntuError("Anvil did not start; what it wrote is above.") from error
            time.sleep(0.05)
        else:
            return
