"""`world(projects)`: as many projects that operate, on the chain and in a model's books."""

from collections.abc import Callable

import pytest
from ape.api import AccountAPI

from scripts._chain.market import Market
from tests.differential.player import Player
from tests.differential.world import CLASSES, HOLDERS, OWNERS, Builder, World


@pytest.fixture(scope="module")
def world(
    system: Market,
    crowd: Callable[[int], list[AccountAPI]],
    cooperative: AccountAPI,
    operator: AccountAPI,
    issuer: AccountAPI,
    keeper: AccountAPI,
    vendor: AccountAPI,
    installer: AccountAPI,
    manager: AccountAPI,
    indexer: AccountAPI,
    arbiter: AccountAPI,
    stranger: AccountAPI,
    post_team: Callable[..., tuple[int, int, int]],
    time_travel: Callable[..., int],
    now: Callable[[], int],
) -> Callable[[int], World]:
    roles = {
        "operator": operator,
        "issuer": issuer,
        "keeper": keeper,
        "vendor": vendor,
        "installer": installer,
        "manager": manager,
        "indexer": indexer,
        "arbiter": arbiter,
        "stranger": stranger,
    }

    def build(projects: int) -> World:
        people = crowd(OWNERS + HOLDERS + 1)
        player = Player(system, {account.address: account for account in [*people, cooperative]}, roles)
        teams = [post_team(size_class=size, stock=projects) for size in range(CLASSES)]
        return Builder(player, people, cooperative, "differential").build(projects, teams, now, time_travel)

    return build
