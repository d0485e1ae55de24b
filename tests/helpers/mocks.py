"""Contracts that only tests deploy, of `tests/mocks/`: Ape compiles `contracts/` alone."""

from functools import cache
from pathlib import Path

from ape.contracts import ContractContainer

from scripts._chain.compiling import standalone

MOCKS = Path(__file__).resolve().parents[1] / "mocks"


@cache
def mock(name: str) -> ContractContainer:
    """A mock, compiled as Antu's contracts are, but without the optimizer, which takes most of the time."""
    return ContractContainer(standalone(MOCKS / f"{name}.sol", name))
