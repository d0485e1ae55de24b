"""Starts the devnet, an Anvil that remembers: its state lies in build/devnet-state.json from one start to the next.

Its address, chain id, hardfork and accounts are those of ape-config.yaml, so that Ape finds it as `ethereum:devnet`.
"""

import json
import os
import shutil
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / "build/devnet-state.json"
SECONDS_BETWEEN_SAVES = 30


def start_time() -> int:
    """Seconds: now, or the time of the last block if that is ahead, as it is once somebody skipped a waiting time.

    Anvil by itself goes back to the machine's clock, and its next block would be older than its last.
    """
    if not STATE.exists():
        return int(time.time())
    try:
        last = int(json.loads(STATE.read_bytes())["block"]["timestamp"], 16)
    except (ValueError, KeyError, TypeError):
        sys.exit(f"{STATE} is no state of an Anvil. Remove it: the devnet then starts empty.")
    return max(int(time.time()), last)


def forget_contracts() -> None:
    """Ape remembers contracts by their address, where a new chain has others than the old one had."""
    data = Path(os.environ.get("APE_DATA_FOLDER", Path.home() / ".ape"))
    shutil.rmtree(data / "ethereum/devnet", ignore_errors=True)


def command() -> list[str]:
    """Anvil's command line."""
    config = yaml.safe_load((ROOT / "ape-config.yaml").read_text(encoding="utf-8"))
    (network,) = (entry for entry in config["networks"]["custom"] if entry["name"] == "devnet")
    options = {
        "port": urlsplit(config["node"]["ethereum"]["devnet"]["uri"]).port,
        "chain-id": network["chain_id"],
        "hardfork": config["foundry"]["evm_version"],
        "accounts": config["test"]["number_of_accounts"],
        "timestamp": start_time(),
        "state": STATE,
        "state-interval": SECONDS_BETWEEN_SAVES,
    }
    return ["anvil", *(f"--{name}={value}" for name, value in options.items())]


if __name__ == "__main__":
    if not STATE.exists():
        STATE.parent.mkdir(exist_ok=True)
        forget_contracts()
    anvil = command()
    os.execvp(anvil[0], anvil)
