"""Deploying the market, with a different account for every role, and registering the cooperatives."""

from antu.deployment import parameters
from antu.participants import Cooperative
from antu.roles import AccessRole
from scripts._chain.accounts import numbered_account
from scripts._chain.market import Market, deploy, find_market
from scripts._demo.stage import Stage


def open_market() -> Market:
    """The market of the connected chain, deployed now if there is none."""
    found = find_market()
    if found:
        return found
    holders = [role.name.lower() for role in AccessRole] + ["treasury"]
    accounts = {name: str(numbered_account(number).address) for number, name in enumerate(holders)}
    deployer = numbered_account(0)
    return Market.of(deploy(deployer, parameters(str(deployer.address), accounts)).record)


def register_cooperatives(stage: Stage, cooperatives: tuple[Cooperative, ...]) -> None:
    """Has the operator register the cooperatives, who will connect the meters of their regions."""
    energy, operator = stage.market.energy, stage.market.record.parameters.operator
    for one in cooperatives:
        account = stage.address(one.account)
        stage.act("register_cooperative", energy.registerCooperative, account, one.regions, one.price, by=operator)
