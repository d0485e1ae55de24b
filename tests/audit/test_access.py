"""docs/ACCESS.md says what the contracts are, and what it is derived from agrees with what the tests do on a chain."""

import pytest
from ape.exceptions import ContractLogicError

from antu.roles import PERMISSIONS
from audit.access.page import PAGE, page
from audit.access.program import Contract
from audit.access.reading import BY_ERROR, DEPLOYED, Entry, contracts
from tests.contracts.forwarder.calls import BY_CONTRACTS, BY_ROLES, BY_SIGNATURE, CONTRACTS, NEVER, World
from tests.contracts.marketplace.test_pause import ENTRIES

# Errors that refuse somebody for who it is, those of the parties included.
STRANGERS = {*BY_ERROR, "NotParty"}

# What only some may do, and may sign. tests/contracts/forwarder prepares a call of each.
OF_PARTIES = [
    "energy.acceptProject",
    "energy.announcePrice",
    "energy.commission",
    "energy.correct",
    "energy.suspendMeter",
    "market.confirmDelivery",
    "market.confirmInstallation",
    "market.dispute",
    "market.fund",
    "market.fundWithPermit",
    "market.matchOwn",
    "market.rate",
    "market.setTerms",
    "market.updateDemand",
    "market.updateOffer",
    "market.withdrawDemand",
    "market.withdrawOffer",
    "shares.askSpending",
    "shares.transferFrom",
    "shares.withdrawSpending",
]


@pytest.fixture(scope="module")
def entries():
    """Every function that changes something, as `market.fund`."""
    return {
        f"{DEPLOYED[entry.contract]}.{entry.name}": entry
        for functions in contracts().values()
        for entry in functions
        if isinstance(entry, Entry)
    }


def of_the_three(entries):
    return {name: entry for name, entry in entries.items() if name.partition(".")[0] in CONTRACTS}


def test_page_says_what_the_contracts_are():
    assert PAGE.read_text(encoding="utf-8") == page(), "Run `python -m audit.access`, and look at what changed."


def test_no_function_is_forgotten(entries):
    """Names stand for functions: none has two."""
    changing = [
        f"{DEPLOYED[name]}.{function['name']}"
        for name in DEPLOYED
        for function in Contract(name).functions.values()
        if function.get("stateMutability") in ("nonpayable", "payable")
    ]
    assert sorted(changing) == sorted(entries)


def test_roles_are_those_of_the_table(entries):
    told = {name: entry.who for name, entry in entries.items() if entry.restricted and entry.who != "**admin**"}
    assert told == {f"{each.contract}.{each.name}": f"**{each.role.name.lower()}**" for each in PERMISSIONS}
    assert [name for name, entry in entries.items() if entry.restricted and entry.who == "**admin**"] == [
        "vacant.upgradeToAndCall"
    ]


def test_what_counts_by_signature_is_what_was_brought_by_signature(entries):
    """tests/contracts/forwarder brings each of these through the forwarder, on a chain."""
    three = of_the_three(entries)
    counts = {name for name, entry in three.items() if entry.by_signature or entry.by_signature is None}
    assert counts == {*BY_SIGNATURE, *(name for name in NEVER if name.endswith("initialize"))}
    assert {name for name, entry in three.items() if entry.restricted} == set(BY_ROLES)


def test_antus_own_contracts_are_those_that_were_tried(entries):
    told = {
        name: DEPLOYED[entry.who.strip("`")]
        for name, entry in entries.items()
        if entry.who in ("`EnergySales`", "`Marketplace`")
    }
    assert told == {name: caller for name, (caller, _) in BY_CONTRACTS.items()}


def test_pause_stops_all_that_was_found_stopped(entries):
    stopped = {name for name, entry in entries.items() if entry.stopped}
    readings = {f"energy.{name}" for name in ("report", "reportBatch", "deposit", "depositWithPermit")}
    assert {f"market.{name}" for name in ENTRIES} | readings <= stopped


def test_pause_stops_nothing_that_lets_pesos_out(entries):
    assert [name for name, entry in entries.items() if entry.stopped and "out" in entry.pesos] == []


def test_what_lets_pesos_out_of_the_escrow_or_of_balances_is_locked(entries):
    out = {name for name, entry in entries.items() if "out" in entry.pesos and not entry.locked}
    # The shares keep no lock: they write all they have to before each payment, and undo it if it fails.
    assert {name.partition(".")[0] for name in out} == {"shares"}


def refusals(name):
    """The errors by which a function refuses somebody for who it is."""
    short, _, wanted = name.partition(".")
    contract = next(Contract(name) for name in DEPLOYED if DEPLOYED[name] == short)
    function = next(each for each in contract.functions.values() if each["name"] == wanted)
    return STRANGERS & contract.reached(function).errors


def test_of_parties_alone_are_those_that_a_stranger_tries_below():
    assert sorted(name for name in BY_SIGNATURE if refusals(name)) == OF_PARTIES


@pytest.mark.parametrize("name", OF_PARTIES)
def test_strangers_call_is_refused(system, request, stranger, name):
    contract, function = name.split(".")
    _, arguments = BY_SIGNATURE[name](World(request))
    with pytest.raises(ContractLogicError) as refused:
        getattr(getattr(system, contract), function)(*arguments, sender=stranger)
    assert type(refused.value).__name__ in refusals(name)
