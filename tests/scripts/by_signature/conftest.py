"""Two members, what they sign, and who brings it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ape import chain
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from scripts import forward, sign
from scripts._chain.accounts import numbered_account
from tests.scripts.conftest import Outcome, Run

# Of Ape's test accounts; the others hold roles, or take part in other tests.
COOPERATIVE = "TEST::14"
MEMBER, OTHER = 15, 16
PURSE = 50_000

Sign = Callable[..., Path]


@pytest.fixture
def ana(mint_clp: Callable[[AccountAPI, int], None], market: ContractInstance) -> AccountAPI:
    """Somebody with 50,000 pesos and no allowances."""
    return _without_ether(MEMBER, mint_clp)


@pytest.fixture
def juan(mint_clp: Callable[[AccountAPI, int], None], market: ContractInstance) -> AccountAPI:
    """Somebody else like that."""
    return _without_ether(OTHER, mint_clp)


def _without_ether(number: int, mint_clp: Callable[[AccountAPI, int], None]) -> AccountAPI:
    account = numbered_account(number)
    mint_clp(account, PURSE)
    return account


@pytest.fixture
def penniless() -> None:
    """Takes their ether from both."""
    for number in (MEMBER, OTHER):
        chain.provider.set_balance(numbered_account(number).address, 0)


@pytest.fixture
def sign_to(run: Run, tmp_path: Path) -> Sign:
    """`sign_to(file name, *arguments, by=MEMBER)`: the file of a request."""

    def make(name: str, *arguments: object, by: int = MEMBER) -> Path:
        path = tmp_path / name
        made = run(sign.cli, *arguments, "--account", f"TEST::{by}", "--output", path)
        assert made.code == 0, made.stderr
        return path

    return make


@pytest.fixture
def bring(run: Run) -> Callable[..., Outcome]:
    """`bring(*files)`: as the cooperative, told as JSON."""
    return lambda *files: run(forward.cli, *files, "--account", COOPERATIVE, "--json")
