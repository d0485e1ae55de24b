"""Opens a market on a private chain for a scenario, with an account of the test mnemonic for each role."""

from collections.abc import Iterator
from contextlib import contextmanager

from ape.logging import LogLevel, logger

from antu.deployment.parameters import ACCOUNTS
from antu.enums import DAY
from antu.simulation.port import Person
from antu.simulation.records import Agent
from antu.simulation.scenario import Scenario
from antu.simulation.world import Roles
from scripts._chain.adapter import rpc
from scripts._chain.market import ChainStore, Market
from scripts._chain.private_node import private_chain
from scripts._demo.opening import deploy_for_all
from scripts._simulation.chain import PrivateChain
from scripts._simulation.wallets import Wallets

# A market is deployed on the day before its scenario begins.
EVE = DAY

HELD_BY = {"issuer": Agent.ISSUER, "attestor": Agent.ISSUER}


@contextmanager
def opened(scenario: Scenario) -> Iterator[tuple[Market, PrivateChain, Wallets]]:
    """A market that was deployed on the eve of a scenario, on a chain that ends with the `with` block."""
    logger.set_level(LogLevel.WARNING)
    with private_chain(scenario.beginning - EVE):
        market = deploy_for_all(ChainStore())
        chain_id = int(rpc("eth_chainId"), 16)
        wallets = Wallets(chain_id, scenario.participants.total)
        for place, address in enumerate(wallets.addresses[: len(ACCOUNTS)]):
            wallets.go_on_from(place, int(rpc("eth_getTransactionCount", address, "latest"), 16))
        yield market, PrivateChain(market, wallets), wallets


def roles(wallets: Wallets) -> Roles:
    """The accounts of the roles that act in a simulation."""
    people = {
        name: Person(0, HELD_BY.get(name, Agent.OPERATOR), place, wallets.address(place))
        for place, name in enumerate(ACCOUNTS)
    }
    return Roles(**{name: people[name] for name in Roles._fields})
