"""Reentrancy: through a token that calls back, through a meter's account, through a wallet that signs by EIP-1271.

The pesos of a deployment are plain; so their code is replaced by that of a token with hooks, which a robber's contract
uses to call everything it may, from within every call that moves pesos.
"""

import pytest
from ape import chain
from ape.contracts import ContractInstance

from antu.enums import CHALLENGE_WINDOW_SECONDS, CROWD_FUNDING_SECONDS, Role, State
from antu.money import BASE_CASE
from tests.fixtures.accounts import account_at, give_ether
from tests.helpers import signed_request
from tests.helpers.mocks import mock

GOAL = BASE_CASE.goal
PART = GOAL // 4
PREPAID = 5_000
DOCUMENT = b"a document".ljust(32)


class Cell:
    """A robber's place in the market: something to take out everywhere."""

    def __init__(self, contract, **projects):
        self.contract = contract
        self.account = account_at(contract.address)
        self.__dict__.update(projects)


@pytest.fixture(scope="module")
def cell(
    system,
    market,
    energy,
    shares,
    token,
    admin,
    owner,
    funders,
    stranger,
    mint_clp,
    matched_project,
    funded_project,
    advance_to,
    operating_project,
    post_offer,
    post_team,
    sign_reading,
    time_travel,
):
    """A quarter of a project that earns, of one that expired and of one that was cancelled; a stake in one that is
    being funded; a prepaid balance; the vendor's part of a project, which may be released."""
    robber = admin.deploy(mock("Robber"))
    account = account_at(robber.address)
    give_ether([account])
    mint_clp(account, 10 * GOAL)
    for spender in (market, energy):
        token.approve(spender, 2**256 - 1, sender=account)

    team = post_team()
    sold = (post_offer(Role.VENDOR, sender=account), *team[1:])
    crowd = [(account, PART), (funders[0], PART), (funders[1], GOAL)]
    expired = matched_project(crowdfunded=True, team=team)
    for each, amount in crowd[:2]:
        market.fund(expired, amount, sender=each)
    time_travel(seconds=CROWD_FUNDING_SECONDS + 1)
    market.expire(expired, sender=stranger)
    cancelled = funded_project(crowdfunded=True, payments=crowd, team=team)
    earning = operating_project(crowdfunded=True, payments=crowd, team=team, terms=(1_000, False))
    released = advance_to(funded_project(crowdfunded=True, payments=crowd, team=sold), State.DELIVERED)
    funding = matched_project(crowdfunded=True, team=team)
    for each, amount in crowd[:2]:
        market.fund(funding, amount, sender=each)
    market.dispute(cancelled, DOCUMENT, sender=owner)
    market.resolve(cancelled, False, sender=_arbiter(system))
    energy.deposit(PREPAID, sender=account)
    time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
    energy.deposit(300_000, sender=owner)
    energy.report(sign_reading(earning, 30_000, 10_000), sender=stranger)
    energy.withdraw(energy.accountOf(owner).prepaid, sender=owner)
    time_travel(days=1)
    read = sign_reading(earning, 32_000, 10_000)
    energy.report(read, sender=stranger)
    assert energy.debtOf(earning, owner) > 0
    assert shares.claimable(account, earning) > 0
    ids = {"expired": expired, "cancelled": cancelled, "earning": earning, "released": released, "funding": funding}
    ids |= {"read": read}
    return Cell(robber, **ids)


def _arbiter(system):
    return account_at(system.record.parameters.arbiter)


@pytest.fixture
def hooked(token, authority, admin, cell):
    """The same pesos, which now call the robber."""
    made = admin.deploy(mock("HookedPesos"), authority)
    chain.provider.set_code(token.address, chain.provider.get_code(made.address))
    pesos = ContractInstance(token.address, made.contract_type)
    pesos.hook(cell.account, sender=admin)
    return pesos


@pytest.fixture
def ways(market, shares, energy, owner, stranger, cell):
    """Every call by which pesos move that a robber may make, by name. What it takes, it takes for itself."""
    robber = cell.account
    return {
        "claim": (shares.claim, [cell.earning]),
        "payout": (shares.payout, [robber], [cell.earning]),
        "payoutPairs": (shares.payoutPairs, [robber, robber], [cell.earning, cell.earning]),
        "transfer": (shares.transfer, stranger, cell.earning, PART // 2),
        "refund_expired": (market.refund, cell.expired),
        "refund_cancelled": (market.refund, cell.cancelled),
        "fund": (market.fund, cell.funding, PART),
        "release": (market.release, cell.released),
        "deposit": (energy.deposit, 1_000),
        "withdraw": (energy.withdraw, PREPAID // 2),
        "settle": (energy.settle, cell.earning, owner, 1),
        "replay": (energy.report, cell.read),
    }


def _encoded(ways):
    return [(method.contract, method.encode_input(*given)) for method, *given in ways]


WAYS = (
    "claim", "payout", "payoutPairs", "refund_expired", "refund_cancelled", "fund", "release", "deposit", "withdraw",
    "settle",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_reentrancy_through_hooked_token(attack, attempt, hooked, cell, ways, stranger, market, way):
    """A token that calls the robber whenever its pesos move; from within one call it makes every other, twice deep.

    What an account is owed is taken off before the token is called, and calls that count what is there are guarded."""
    robber = cell.account
    cell.contract.prepare(_encoded(ways.values()), sender=robber)
    method, *given = ways[way]
    with attack(robber, stranger) as it:  # to the stranger, an accomplice, it gives shares
        assert attempt(method, robber, *given)
        assert cell.contract.tried() >= len(ways), "the token did call"
        if market.project(cell.released).state > State.DELIVERED:
            it.goods_moved(robber, None, BASE_CASE.vendor)  # what it was paid for


def test_reentrancy_through_meters_account(
    attack, attempt, cell, ways, energy, vendor, stranger, building_at, commission, advance_to, time_travel
):
    """A meter's key is a contract that, asked whether it signed, makes every call that moves pesos, one each time.

    It is asked by a static call, in which nothing can change; it says yes only if what it tried was refused."""
    project_id = building_at(State.CONNECTING, crowdfunded=True, sender=vendor)
    commission(project_id, cell.contract)
    advance_to(project_id, State.OPERATING)
    with attack(cell.account, stranger):
        for way in ways.values():
            cell.contract.prepare(_encoded([way]), sender=cell.account)
            assert attempt(energy.report, stranger, (project_id, 0, 0, time_travel(seconds=1), b"whatever"))


def test_reentrancy_through_wallet(attack, attempt, cell, ways, forwarder, energy, stranger, vendor):
    """A wallet that signs by EIP-1271 makes every call that moves pesos, one each time, while the forwarder asks it who
    signed, and brings its request again after that.

    It is asked by a static call. A wallet that says yes to everything has signed everything, for itself alone."""
    with attack(cell.account, stranger):
        for way in ways.values():
            cell.contract.prepare(_encoded([way]), sender=cell.account)
            request = signed_request(forwarder, cell.account, energy.withdraw, 1, key_of=vendor)
            assert attempt(forwarder.execute, stranger, request)
            attempt(forwarder.execute, stranger, request)
