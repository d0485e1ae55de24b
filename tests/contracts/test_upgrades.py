"""Implementations that nobody can take over, proxies that are initialized once, and upgrades that keep everything."""

import pytest
from ape import chain

from antu.deployment import INTERFACES
from antu.enums import State
from scripts._chain.adapter import handle
from tests.helpers import emitted, month_of, reverts

TERMS = (1_000, True)  # a reserve of a tenth; the price follows the UF

PROXIES = ["market", "shares", "energy"]
TENANTS = [*PROXIES, "vacant"]

# Where ERC-1967 has a proxy keep the address of its implementation.
IMPLEMENTATION_SLOT = 0x360894A13BA1A3210667C828492DB98DCA3E2076CC3735A920A3CA505D382BBC
# Code that answers every call with the word 1.
ANSWERS_ONE = "0x600160005260206000f3"


def implementation_of(proxy):
    return decode_address(chain.provider.get_storage(proxy.address, IMPLEMENTATION_SLOT)[-20:])


def decode_address(value):
    return chain.provider.network.ecosystem.decode_address(value)


@pytest.fixture
def implementation(system, deploy):
    """`implementation(name)`: the code behind a proxy, as a contract that is called directly."""

    def find(name):
        if name == "vacant":
            return deploy("Vacant")
        return handle(INTERFACES[name], implementation_of(getattr(system, name)))

    return find


@pytest.fixture(scope="module")
def another(deploy, system):
    """`another(name)`: a new copy of an implementation, with the addresses that the one in use has."""
    token, market, shares, energy, uf = system.token, system.market, system.shares, system.energy, system.uf
    forwarder = system.forwarder
    constructors = {
        "market": ("Marketplace", token, shares, energy, forwarder),
        "shares": ("ProjectShares", token, market, energy, forwarder),
        "energy": ("EnergySales", token, market, shares, uf, forwarder),
        "vacant": ("Vacant",),
    }
    return lambda name: deploy(*constructors[name])


@pytest.fixture
def spare(admin, another, vacant_proxy):
    """`spare(name)`: a proxy apart from the market, with such a contract in it, which the admin may upgrade at once."""

    def move_in(name):
        if name != "vacant":
            vacant_proxy.upgradeToAndCall(another(name), b"", sender=admin)
        return handle(INTERFACES[name], vacant_proxy.address)

    return move_in


def initialize(target, account):
    """Calls `initialize` as whoever wants to be the one who did."""
    arguments = {"Marketplace": (account, 500), "EnergySales": (), "Vacant": (account,)}
    return target.initialize(*arguments[target.contract_type.name], sender=account)


# TAKING OVER


@pytest.mark.parametrize("name", ["market", "energy", "vacant"])
def test_initialize_reverts_when_implementation_is_called(implementation, stranger, name):
    target = implementation(name)
    with reverts(target.InvalidInitialization):
        initialize(target, stranger)


@pytest.mark.parametrize("name", ["market", "energy"])
def test_initialize_reverts_when_proxy_is_called_again(system, stranger, name):
    target = getattr(system, name)
    with reverts(target.InvalidInitialization):
        initialize(target, stranger)


@pytest.mark.parametrize("name", TENANTS)
def test_upgradeToAndCall_reverts_when_implementation_is_called(implementation, another, admin, name):
    target = implementation(name)
    with reverts(target.UUPSUnauthorizedCallContext):
        target.upgradeToAndCall(another(name), b"", sender=admin)


@pytest.mark.parametrize("name", TENANTS)
def test_proxiableUUID_is_the_implementations(implementation, managed, name):
    assert implementation(name).proxiableUUID() == IMPLEMENTATION_SLOT.to_bytes(32, "big")
    with reverts(managed(name).UUPSUnauthorizedCallContext):
        managed(name).proxiableUUID()


@pytest.mark.parametrize("name", TENANTS)
def test_interface_version_has_one_upgrade_function(managed, name):
    assert managed(name).UPGRADE_INTERFACE_VERSION() == "5.0.0"


def test_vacant_initialize_reverts_when_proxy_is_called_again(vacant_proxy, stranger):
    with reverts(vacant_proxy.InvalidInitialization):
        initialize(vacant_proxy, stranger)


def test_vacant_upgradeToAndCall_is_the_admins(vacant_proxy, another, admin, stranger):
    tenant = another("shares")
    with reverts(vacant_proxy.AccessManagedUnauthorized, caller=stranger):
        vacant_proxy.upgradeToAndCall(tenant, b"", sender=stranger)
    receipt = vacant_proxy.upgradeToAndCall(tenant, b"", sender=admin)
    assert emitted(receipt, vacant_proxy.Upgraded) == [{"implementation": tenant}]
    assert implementation_of(vacant_proxy) == tenant


# MISTAKES


@pytest.mark.parametrize("name", TENANTS)
def test_upgradeToAndCall_reverts_when_contract_is_not_upgradeable(spare, token, admin, name):
    target = spare(name)
    with reverts(target.ERC1967InvalidImplementation, implementation=token):
        target.upgradeToAndCall(token, b"", sender=admin)


@pytest.mark.parametrize("name", TENANTS)
def test_upgradeToAndCall_reverts_when_contract_is_of_another_standard(spare, admin, crowd, name):
    (other,) = crowd(1)
    chain.provider.set_code(other.address, ANSWERS_ONE)
    target = spare(name)
    with reverts(target.UUPSUnsupportedProxiableUUID, slot=(1).to_bytes(32, "big")):
        target.upgradeToAndCall(other, b"", sender=admin)


@pytest.mark.parametrize("name", TENANTS)
def test_upgradeToAndCall_reverts_when_first_call_fails(spare, another, admin, name):
    target, tenant = spare(name), another(name)
    with reverts(target.FailedCall):
        target.upgradeToAndCall(tenant, b"none", sender=admin)
    with reverts(target.ERC1967NonPayable):
        target.upgradeToAndCall(tenant, b"", value=1, sender=admin)


def test_proxy_deploy_reverts_when_it_would_be_open_to_anyone(deploy, vacant_proxy, stranger):
    vacant = deploy("Vacant")
    proxy = handle("AntuProxy", vacant_proxy.address)
    with reverts(proxy.ERC1967ProxyUninitialized):
        deploy("AntuProxy", vacant, b"")
    with reverts(proxy.FailedCall):
        deploy("AntuProxy", vacant, b"none")
    with reverts(proxy.ERC1967InvalidImplementation, implementation=stranger):
        deploy("AntuProxy", stranger, b"none")


# KEEPING


@pytest.fixture(scope="module")
def living(
    energy,
    shares,
    owner,
    manager,
    cooperative,
    arbiter,
    funders,
    stranger,
    post_demand,
    building_at,
    commission,
    advance_to,
    new_month,
    new_p256_meter,
    meters,
    sign_reading,
    time_travel,
):
    """A project with all that there can be: an indexed price, a reserve of which some is asked for, a P-256 meter that
    took another's place, revenue, half of it claimed, debts, credit, a balance, and shares that moved."""
    post_demand()
    project_id = building_at(State.CONNECTING, crowdfunded=True, terms=TERMS)
    new_month()
    commission(project_id)
    advance_to(project_id, State.OPERATING)
    energy.deposit(50, sender=owner)
    month, _ = new_month(bps=300)
    energy.report(sign_reading(project_id, 9_000, 4_000), sender=stranger)
    energy.correct(project_id, month - 1, -100, b"document", sender=cooperative)
    meters[project_id] = new_p256_meter()
    energy.replaceMeter(project_id, meters[project_id].key, 0, 0, sender=arbiter)
    time_travel(days=1)
    energy.report(sign_reading(project_id, 3_000, 1_000), sender=stranger)
    shares.askSpending(project_id, stranger, 1, b"invoice", sender=manager)
    shares.transfer(stranger, project_id, 1_000, sender=funders[0])
    shares.claim([project_id], sender=funders[1])
    energy.deposit(70, sender=owner)
    shares.approve(stranger, project_id, 5, sender=funders[2])
    assert energy.debtOf(project_id, owner) > 0
    return project_id


@pytest.fixture
def everything(living, market, energy, shares, token, lens, owner, cooperative, funders, stranger):
    """`everything()`: what the chain says of the living project and of those who have to do with it."""
    people = [owner, cooperative, stranger, *funders]
    cooperative_id = energy.cooperativeIdOf(cooperative)

    def read():
        return {
            "project": lens.projects(living, 1),
            "meter": lens.meters(living, 1),
            "offers": lens.offers(market.project(living).vendorOffer, 3),
            "positions": [lens.positions(person, living, 1) for person in people],
            "fractions": [shares.position(person, living) for person in people],
            "series": shares.series(living),
            "spending": shares.spending(living),
            "allowance": shares.allowance(funders[2], stranger, living),
            "settings": market.settings(),
            "records": [market.record(person) for person in people],
            "treasury": market.treasury(),
            "accounts": [energy.accountOf(person) for person in people],
            "debts": [energy.debtOf(living, person) for person in people],
            "credit": energy.creditOf(living, cooperative_id),
            "corrected": energy.correctedOf(living, month_of(energy.meter(living).since)),
            "cooperative": (energy.cooperative(cooperative_id), energy.priceAt(cooperative_id, 0)),
            "tolerance": energy.toleranceBps(),
            "pesos": [token.balanceOf(holder) for holder in (market, energy, shares, *people)],
            "authority": [contract.authority() for contract in (market, energy, shares)],
        }

    return read


@pytest.fixture
def upgrade(system, authority, upgrader, another, time_travel):
    """`upgrade(*names)`: moves new copies into these proxies after 7 days. Returns copies and receipts by name."""

    def move_in(*names):
        tenants = {name: another(name) for name in names}
        for name, tenant in tenants.items():
            proxy = getattr(system, name)
            authority.schedule(proxy, proxy.upgradeToAndCall.encode_input(tenant, b""), 0, sender=upgrader)
        time_travel(days=7)
        receipts = {
            name: getattr(system, name).upgradeToAndCall(tenant, b"", sender=upgrader)
            for name, tenant in tenants.items()
        }
        return tenants, receipts

    return move_in


@pytest.mark.parametrize("name", PROXIES)
def test_upgrade_after_7_days_keeps_everything(system, upgrade, everything, stranger, name):
    proxy, before = getattr(system, name), everything()
    tenants, receipts = upgrade(name)
    assert emitted(receipts[name], proxy.Upgraded) == [{"implementation": tenants[name]}]
    assert implementation_of(proxy) == tenants[name]
    assert everything() == before
    if name != "shares":  # which has nothing to initialize
        with reverts(proxy.InvalidInitialization):
            initialize(proxy, stranger)


def test_project_goes_on_after_all_were_upgraded(
    living, upgrade, energy, shares, token, owner, arbiter, funders, stranger, sign_reading
):
    upgrade(*PROXIES)
    came, debt = shares.series(living).revenue + shares.reserveOf(living), energy.debtOf(living, owner)
    energy.settle(living, owner, debt, sender=owner)
    receipt = energy.report(sign_reading(living, 13_000, 3_000), sender=stranger)
    (accepted,) = emitted(receipt, energy.ReadingAccepted)
    assert accepted["paid"] == 70, "of 8 kWh at 150 pesos and 3 %, and of 2 kWh at 60 pesos, what the owner had prepaid"
    assert energy.debtOf(living, owner) == accepted["ownerBill"] - 70
    assert [used["amount"] for used in emitted(receipt, energy.CreditUsed)] == [2 * 60 // 4]
    assert shares.series(living).revenue + shares.reserveOf(living) == came + debt + 70
    shares.approveSpending(living, *shares.spending(living), sender=arbiter)
    due, before = shares.claimable(funders[0], living), token.balanceOf(funders[0])
    shares.claim([living], sender=funders[0])
    assert token.balanceOf(funders[0]) - before == due > 0
