"""A copy of the tests' chain under the rules of another hardfork."""

import shutil
import socket
import subprocess
import time
from types import TracebackType
from typing import Any, Self

import requests
from ape import chain

START_SECONDS = 20


class SecondChain:
    """An Anvil that has forked the connected chain as it is now, and ends with the `with` block.

    Transactions need no keys. Its next block is a second younger than the last one of the chain."""

    def __init__(self, hardfork: str) -> None:
        self._hardfork = hardfork

    def __enter__(self) -> Self:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        anvil = shutil.which("anvil")
        assert anvil, "Anvil comes with `make setup`."
        origin = ["--fork-url", chain.provider.uri, "--fork-block-number", str(chain.blocks.height)]
        rules = ["--hardfork", self._hardfork, "--auto-impersonate", "--port", str(port), "--silent"]
        self._url = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen([anvil, *origin, *rules])
        self._wait()
        self.ask("evm_setNextBlockTimestamp", chain.blocks.head.timestamp + 1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(START_SECONDS)

    def send(self, sender: str, to: str, data: bytes) -> dict[str, Any]:
        """The receipt of a transaction."""
        request = {"from": sender, "to": to, "data": "0x" + data.hex(), "gas": hex(10_000_000)}
        receipt: dict[str, Any] = self.ask("eth_sendTransactionSync", request)
        return receipt

    def agrees(self, to: str, data: bytes) -> bool:
        """Whether a call returns the same on both chains, or is refused with the same error."""
        call = ("eth_call", {"to": to, "data": "0x" + data.hex()}, "latest")
        here, there = (_answer(url, *call) for url in (chain.provider.uri, self._url))
        return ("error" in here) == ("error" in there) and _returned(here) == _returned(there)

    def ask(self, method: str, *parameters: Any) -> Any:
        """The node's answer."""
        answer = _answer(self._url, method, *parameters)
        assert "error" not in answer, answer
        return answer["result"]

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                self.ask("eth_chainId")
            except requests.ConnectionError:
                assert time.monotonic() < end, "Anvil did not start."
                assert self._process.poll() is None, "Anvil ended."
                time.sleep(0.05)
            else:
                return


def _answer(url: str, method: str, *parameters: Any) -> dict[str, Any]:
    question = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
    answer: dict[str, Any] = requests.post(url, json=question, timeout=START_SECONDS).json()
    return answer


def _returned(answer: dict[str, Any]) -> Any:
    return answer["error"]["data"] if "error" in answer else answer["result"]
