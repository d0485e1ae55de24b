"""Deploying the market, with a different account for every role, and registering the cooperatives."""

from antu.demo.story import tell
from antu.deployment import Store, parameters
from antu.deployment.parameters import ACCOUNTS
from antu.participants import Cooperative
from scripts._chain.accounts import numbered_account
from scripts._chain.market import STORE, Market, deploy_market, find_market
from scripts._chain.session import Session
from scripts._demo.stage import Stage, announce


def open_market(session: Session) -> Market:
    """The market of the connected chain, deployed now if there is none."""
    with session.working(tell("deploy", session.lang)):
        market = find_market() or deploy_for_all()
    holders = {getattr(market.record.parameters, name) for name in ACCOUNTS}
    announce(session, "deployed", contracts=len(market.record.contracts), holders=len(holders))
    return market


def deploy_for_all(store: Store = STORE) -> Market:
    """Deploys the market, with a different account of the test mnemonic for every role."""
    holders = {name: str(numbered_account(number).address) for number, name in enumerate(ACCOUNTS)}
    deployer = numbered_account(0)
    return deploy_market(deployer, parameters(str(deployer.address), holders), store)


def register_cooperatives(stage: Stage, cooperatives: tuple[Cooperative, ...]) -> None:
    """Has the operator register the cooperatives, who will connect the meters of their regions."""
    energy, operator = stage.market.energy, stage.market.record.parameters.operator
    for one in cooperatives:
        account = stage.address(one.account)
        stage.act("register_cooperative", energy.registerCooperative, account, one.regions, one.price, by=operator)
