"""Implementations: taken over, moved in by a rogue, moved in by mistake."""

import pytest
from ape import chain
from eth_utils.crypto import keccak

from antu.deployment import INTERFACES
from antu.enums import CROWD_FUNDING_SECONDS, UPGRADE_DELAY_SECONDS
from antu.money import BASE_CASE
from antu.roles import AccessRole
from scripts._chain.adapter import handle
from tests.contracts.test_upgrades import implementation_of
from tests.helpers.mocks import mock

GOAL = BASE_CASE.goal
PROXIES = ("market", "shares", "energy")
DOCUMENT = b"a document".ljust(32)

# ERC-7201: where OpenZeppelin's bases keep what they keep.
NAMESPACES = ("AccessManaged", "Initializable", "ERC6909")
IN_FUNDING = 2_000  # pesos paid into what is not funded yet
DECLARED_SLOTS = 16  # more than any of the three contracts declares


@pytest.fixture
def thief(admin):
    return admin.deploy(mock("Thief"))


@pytest.fixture
def schedule(authority, upgrader):
    """`schedule(proxy, implementation)`: announces an upgrade, and returns how it is done when its time has come."""

    def announce(proxy, implementation):
        call = proxy.upgradeToAndCall.encode_input(implementation, b"")
        authority.schedule(proxy, call, 0, sender=upgrader)
        return proxy.upgradeToAndCall, upgrader, implementation, b""

    return announce


@pytest.fixture
def stakes(market, energy, owner, funders, stranger, expired_project, operating_project, funded_project,
           matched_project, sign_reading, time_travel):  # fmt: skip
    """Money of all kinds: a refund due, revenue, a prepaid balance; an escrow, and a payment to what is being
    funded."""
    victim = funders[0]
    stakes = {
        "expired": expired_project(crowdfunded=True, payments=[(victim, 1_000)]),
        "operating": operating_project(crowdfunded=True, payments=[(victim, GOAL)], terms=(1_000, False)),
    }
    energy.deposit(50_000, sender=owner)
    time_travel(days=10)
    energy.report(sign_reading(stakes["operating"], 200_000), sender=stranger)
    stakes["building"] = funded_project(crowdfunded=True, payments=[(victim, GOAL)])
    stakes["funding"] = matched_project(crowdfunded=True)
    market.fund(stakes["funding"], IN_FUNDING, sender=victim)
    return stakes


@pytest.fixture
def leave(attempt, market, shares, energy, funders, owner, stakes):
    """`leave()`: everybody takes out all that can be taken out."""

    def go():
        victim = funders[0]
        assert attempt(market.refund, victim, stakes["expired"])
        assert attempt(shares.claim, victim, [stakes["operating"]])
        assert attempt(energy.withdraw, owner, energy.accountOf(owner).prepaid)
        for place in ("building", "funding"):
            assert not attempt(market.refund, victim, stakes[place])

    return go


def test_rogue_upgrader(
    attack, attempt, system, token, upgrader, admin, funders, thief, schedule, stakes, leave, time_travel
):
    """The upgrader announces thieves for all three contracts; the guardian sleeps, and everybody leaves in 7 days.

    Refunds, revenue and balances get away. What cannot is what waits for others: the escrows of what is being built and
    funded, and the reserves. So much the upgrader could take, if nobody cancelled."""
    reserve = system.shares.reserveOf(stakes["operating"])
    spoils = {"market": GOAL + IN_FUNDING, "shares": reserve}
    right = {name: implementation_of(getattr(system, name)) for name in PROXIES}
    with attack(upgrader, bound=sum(spoils.values())) as it:
        calls = [schedule(getattr(system, name), thief) for name in PROXIES]
        leave()
        time_travel(seconds=UPGRADE_DELAY_SECONDS)
        assert all(attempt(*call) for call in calls)
        for name, amount in spoils.items():
            inside = type(thief)(getattr(system, name).address, thief.contract_type)
            assert attempt(inside.take, upgrader, token, amount)
        for name in PROXIES:  # so that the books can be read again, which now promise what is not there
            assert attempt(getattr(system, name).upgradeToAndCall, admin, right[name], b"")
        it.hollow |= {stakes["building"], stakes["funding"]}
        it.goods_moved(funders[0], None, reserve)


def test_rogue_upgrader_and_an_awake_guardian(
    attack, attempt, authority, system, upgrader, guardian, thief, schedule, stakes, time_travel
):
    """The same, and the guardian cancels within the 7 days.

    What was cancelled is not carried out, and has to wait again."""
    with attack(upgrader):
        calls = [schedule(getattr(system, name), thief) for name in PROXIES]
        for method, account, *given in calls:
            call = method.encode_input(*given)
            assert attempt(authority.cancel, guardian, account, method.contract, call)
        time_travel(seconds=UPGRADE_DELAY_SECONDS)
        assert not any(attempt(*call) for call in calls)


def test_rogue_upgrader_in_a_hurry(attack, attempt, authority, system, upgrader, thief, schedule, time_travel):
    """The upgrader upgrades at once, a second early, through the authority, and with another implementation than the
    announced one.

    Seven days, to the second, for just what was announced."""
    market = system.market
    call = market.upgradeToAndCall.encode_input(thief, b"")
    with attack(upgrader):
        assert not attempt(market.upgradeToAndCall, upgrader, thief, b"")
        assert not attempt(authority.execute, upgrader, market, call)
        assert not attempt(authority.schedule, upgrader, market, call, chain.pending_timestamp + 60)
        schedule(market, implementation_of(market))
        time_travel(seconds=UPGRADE_DELAY_SECONDS - 60)
        assert not attempt(market.upgradeToAndCall, upgrader, implementation_of(market), b"")
        time_travel(seconds=60)
        assert not attempt(market.upgradeToAndCall, upgrader, thief, b"")


def test_implementation_takeover(attack, attempt, system, admin, stranger, thief, stakes):
    """A stranger, and even the admin, initializes the implementations behind the proxies, upgrades them directly, or
    has them delegate to a contract that destroys itself.

    They are locked when they are made, upgrade only behind a proxy, and delegate nowhere."""
    bomb = thief.destroy.encode_input()
    with attack(stranger, admin):
        for name in PROXIES:
            target = handle(INTERFACES[name], implementation_of(getattr(system, name)))
            for account in (stranger, admin):
                assert not attempt(target.upgradeToAndCall, account, thief, bomb)
                if name != "shares":  # which has nothing to initialize
                    assert not _initialized(attempt, target, account)
            assert len(chain.provider.get_code(target.address)) > 0


def test_proxy_initialized_again(attack, attempt, system, stranger, stakes):
    """A stranger initializes the proxies again, to be the treasury or to have another authority.

    Once, with the upgrade that moved each contract in."""
    with attack(stranger):
        for name in ("market", "energy"):
            assert not _initialized(attempt, getattr(system, name), stranger)
            vacant = handle("Vacant", getattr(system, name).address)
            assert not attempt(vacant.initialize, stranger, stranger)
            handle(INTERFACES[name], vacant.address)  # as Ape is to know it again


def test_deployment_front_run(attack, attempt, system, authority, deploy, admin, stranger, thief):
    """While a market is deployed, a stranger initializes each proxy before the deployer, or moves in first.

    A proxy is made with its initialization in one transaction, and cannot be made without; only the admin moves in, and
    with the same transaction initializes."""
    vacant = deploy("Vacant")
    with attack(stranger):
        proxy = handle("Vacant", deploy("AntuProxy", vacant, vacant.initialize.encode_input(authority)).address)
        for target in (vacant, proxy):
            assert not attempt(target.initialize, stranger, stranger)
            assert not attempt(target.upgradeToAndCall, stranger, thief, b"")
        tenant = deploy("Marketplace", system.token, system.shares, system.energy, system.forwarder)
        market = handle("Marketplace", proxy.address)
        first = tenant.initialize.encode_input(admin, 500)
        assert attempt(market.upgradeToAndCall, admin, tenant, first)
        assert not attempt(market.initialize, stranger, stranger, 0)
        assert market.treasury() == admin


@pytest.mark.parametrize(("proxy", "tenant"), [("market", "energy"), ("shares", "market"), ("energy", "shares")])
def test_storage_collision(
    attack, attempt, system, authority, stranger, funders, schedule, stakes, time_travel, leave,
    proxy, tenant,
):  # fmt: skip
    """By mistake an upgrade moves another contract's code in, to which every slot means something else; strangers try
    to profit until it is taken back.

    All but a few counters are behind hashes of ids and addresses, so it finds nothing and pays nobody. What
    OpenZeppelin's bases keep lies in ERC-7201 namespaces: the authority rules on, and the way back is an upgrade like
    any other, after which everything is as it was. `ape run upgrade` refuses such a layout."""
    there = getattr(system, proxy)
    right, wrong = implementation_of(there), implementation_of(getattr(system, tenant))
    moved_in = schedule(there, wrong)
    assert all(_namespace(name) > DECLARED_SLOTS for name in NAMESPACES)
    time_travel(seconds=UPGRADE_DELAY_SECONDS)
    with attack(stranger) as it:
        start = time_travel()
        assert attempt(*moved_in)
        inside = handle(INTERFACES[tenant], there.address)
        assert inside.authority() == authority
        for way in _ways_of(tenant, inside, stranger, stakes):
            attempt(*way)
        assert not attempt(inside.upgradeToAndCall, stranger, right, b"")
        back = schedule(there, right)
        time_travel(seconds=UPGRADE_DELAY_SECONDS)
        assert attempt(*back)
        handle(INTERFACES[proxy], there.address)  # as Ape is to know it again
        leave()
        it.delayed(time_travel() - start, at_most=UPGRADE_DELAY_SECONDS + 60)
        time_travel(seconds=CROWD_FUNDING_SECONDS)
        assert attempt(system.market.expire, stranger, stakes["funding"])
        assert attempt(system.market.refund, funders[0], stakes["funding"])


def _ways_of(tenant, inside, stranger, stakes):
    """What a stranger may ask of code that stands on another's storage."""
    ids = list(stakes.values())
    if tenant == "market":
        asked = [(way, stranger, each) for each in ids for way in (inside.refund, inside.release, inside.expire)]
        asked += [(inside.postDemand, stranger, 0, 13, GOAL, 150, True), (inside.postOffer, stranger, 0, 0, 1, 1, 1)]
        return [*asked, (inside.initialize, stranger, stranger, 0)]
    if tenant == "shares":
        asked = [(inside.transfer, stranger, stranger, each, 0) for each in ids]
        asked += [(inside.closeReserve, stranger, each) for each in ids]
        return [*asked, (inside.claim, stranger, ids), (inside.payout, stranger, [stranger], ids)]
    asked = [(inside.acceptProject, stranger, each) for each in ids]
    asked += [(inside.suspendMeter, stranger, each, DOCUMENT) for each in ids]
    asked += [(inside.withdraw, stranger, 1), (inside.announcePrice, stranger, 9)]
    return [*asked, (inside.initialize, stranger)]


def _namespace(name: str) -> int:
    inner = int.from_bytes(keccak(text=f"openzeppelin.storage.{name}"), "big") - 1
    return int.from_bytes(keccak(inner.to_bytes(32, "big")), "big") & ~0xFF


def _initialized(attempt, target, account):
    arguments = {"Marketplace": (account, 500), "EnergySales": ()}
    return attempt(target.initialize, account, *arguments[target.contract_type.name])


def test_former_upgrader(attack, attempt, authority, system, admin, upgrader, thief, schedule, time_travel):
    """An upgrader announces a thief; it loses its role, and carries it out all the same.

    Who may act is asked when it acts. Given back within the week after, the role would let it: cancel what a former
    holder announced."""
    call = schedule(system.market, thief)
    with attack(upgrader):
        authority.revokeRole(AccessRole.UPGRADER, upgrader, sender=admin)
        time_travel(seconds=UPGRADE_DELAY_SECONDS)
        assert not attempt(*call)
