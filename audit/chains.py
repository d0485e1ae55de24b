"""A devnet for the study alone, and its fork: nobody else's chain, port, state or records are touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, cast

import ape

from scripts._chain.private_node import anvil

# Not imported by name: toolchain/ is no package, and mypy would meet its files twice.
devnet = import_module("toolchain.devnet")


@contextmanager
def study_devnet() -> Iterator[str]:
    """An empty devnet of its own on a free port, while the block lasts; its address. Not yet connected."""
    _, *options = devnet.command()
    own = [option for option in options if not option.startswith(("--port", "--state", "--timestamp"))]
    with anvil(own) as url:
        yield url


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
