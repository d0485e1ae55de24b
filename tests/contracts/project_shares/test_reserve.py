"""A project's reserve for operation and maintenance: a part of its revenue, spent by manager and arbiter together."""

import pytest

from tests.helpers import emitted, reverts

NOBODY = "0x" + "0" * 40
BPS = 1_000
INVOICE, OTHER_INVOICE = b"invoice 17".ljust(32), b"invoice 18".ljust(32)
NOTHING = (NOBODY, 0, bytes(32))


@pytest.fixture(scope="module")
def reserving_id(operating_project):
    """A project that operates and keeps a tenth of its revenue."""
    return operating_project(crowdfunded=True, terms=(BPS, False))


@pytest.fixture
def kept(shares, reserving_id, pay_in):
    """What it has kept: 1,000 pesos."""
    pay_in({reserving_id: 10_000})
    assert shares.reserveOf(reserving_id) == 1_000
    return reserving_id


@pytest.fixture
def asked(shares, kept, manager, stranger):
    """What its manager asks for: 600 pesos for the stranger."""
    spending = (stranger.address, 600, INVOICE)
    shares.askSpending(kept, *spending, sender=manager)
    return spending


@pytest.fixture
def retired(energy, kept, arbiter):
    energy.retireMeter(kept, sender=arbiter)
    return kept


# KEEPING


@pytest.mark.parametrize(
    ("bps", "amount", "reserve"),
    [(1_000, 10_009, 1_000), (1_000, 9, 0), (3_000, 10_000, 3_000), (1, 9_999, 0), (1, 20_001, 2)],
)
def test_payIn_keeps_the_reserves_part_rounded_down(shares, token, series_of, pay_in, funders, bps, amount, reserve):
    series_id = series_of({funders[0]: 1}, reserve_bps=bps)
    held = token.balanceOf(shares)
    receipt = pay_in({series_id: amount})
    assert [kept["amount"] for kept in emitted(receipt, shares.Reserved)] == ([reserve] if reserve else [])
    assert shares.reserveOf(series_id) == reserve
    assert shares.claimable(funders[0], series_id) == shares.series(series_id).revenue == amount - reserve
    assert token.balanceOf(shares) == held + amount


def test_payIn_keeps_nothing_of_a_project_without_reserve(shares, series_of, pay_in, funders):
    with_reserve, without = series_of({funders[0]: 1}, reserve_bps=1_000), series_of({funders[0]: 1})
    receipt = pay_in({without: 1_000, with_reserve: 1_000})
    assert emitted(receipt, shares.Reserved) == [{"projectId": with_reserve, "amount": 100}]
    assert (shares.reserveOf(without), shares.claimable(funders[0], without)) == (0, 1_000)


def test_claim_never_reaches_the_reserve(shares, token, kept, funders, stranger):
    held = token.balanceOf(shares)
    shares.payout(funders, [kept], sender=stranger)
    assert held - token.balanceOf(shares) <= 9_000
    assert shares.reserveOf(kept) == 1_000


# ASKING


def test_askSpending_says_what_for(shares, kept, manager, stranger):
    receipt = shares.askSpending(kept, stranger, 1_000, INVOICE, sender=manager)
    assert emitted(receipt, shares.SpendingAsked) == [
        {"projectId": kept, "manager": manager, "payee": stranger, "amount": 1_000, "documentHash": INVOICE}
    ]
    assert shares.spending(kept) == (stranger, 1_000, INVOICE)
    assert shares.reserveOf(kept) == 1_000, "until the arbiter agrees"


def test_askSpending_takes_the_place_of_what_was_asked(shares, kept, asked, manager, arbiter, vendor):
    shares.askSpending(kept, vendor, 1, OTHER_INVOICE, sender=manager)
    assert shares.spending(kept) == (vendor, 1, OTHER_INVOICE)
    with reverts(shares.NotAsked, projectId=kept):
        shares.approveSpending(kept, *asked, sender=arbiter)


@pytest.mark.parametrize("who", ["stranger", "owner", "vendor", "installer", "arbiter", "operator"])
def test_askSpending_reverts_when_it_is_not_its_managers(request, shares, kept, who):
    account = request.getfixturevalue(who)
    with reverts(shares.NotManager, projectId=kept, account=account):
        shares.askSpending(kept, account, 1, INVOICE, sender=account)


@pytest.mark.parametrize("amount", [0, 1_001, 2**256 - 1])
def test_askSpending_reverts_when_it_is_nothing_or_more_than_the_reserve(shares, kept, manager, stranger, amount):
    with reverts(shares.BeyondReserve, projectId=kept, asked=amount, reserve=1_000):
        shares.askSpending(kept, stranger, amount, INVOICE, sender=manager)


def test_askSpending_reverts_when_pesos_would_be_nobodys(shares, market, energy, kept, manager):
    for payee in (NOBODY, shares, market, energy):
        with reverts(shares.BadPayee, payee=payee):
            shares.askSpending(kept, payee, 1, INVOICE, sender=manager)


def test_withdrawSpending_takes_it_back(shares, kept, asked, manager, arbiter):
    receipt = shares.withdrawSpending(kept, sender=manager)
    assert emitted(receipt, shares.SpendingWithdrawn) == [{"projectId": kept}]
    assert shares.spending(kept) == NOTHING
    with reverts(shares.NotAsked, projectId=kept):
        shares.approveSpending(kept, *asked, sender=arbiter)
    with reverts(shares.NotAsked, projectId=kept):
        shares.withdrawSpending(kept, sender=manager)


def test_withdrawSpending_takes_back_a_single_peso(shares, kept, manager, stranger):
    shares.askSpending(kept, stranger, 1, b"", sender=manager)
    shares.withdrawSpending(kept, sender=manager)
    assert shares.spending(kept) == NOTHING


def test_withdrawSpending_reverts_when_it_is_not_its_managers(shares, kept, asked, arbiter):
    with reverts(shares.NotManager, projectId=kept, account=arbiter):
        shares.withdrawSpending(kept, sender=arbiter)


# SPENDING


def test_approveSpending_pays_what_was_asked_once(shares, token, kept, asked, arbiter, stranger):
    before = token.balanceOf(stranger), token.balanceOf(shares)
    receipt = shares.approveSpending(kept, *asked, sender=arbiter)
    assert emitted(receipt, shares.Spent) == [
        {"projectId": kept, "payee": stranger, "amount": 600, "documentHash": INVOICE}
    ]
    assert (token.balanceOf(stranger), token.balanceOf(shares)) == (before[0] + 600, before[1] - 600)
    assert shares.reserveOf(kept) == 400
    assert shares.spending(kept) == NOTHING
    with reverts(shares.NotAsked, projectId=kept):
        shares.approveSpending(kept, *asked, sender=arbiter)


def test_approveSpending_may_take_all_that_is_kept(shares, kept, manager, arbiter, stranger):
    everything = (stranger.address, 1_000, INVOICE)
    shares.askSpending(kept, *everything, sender=manager)
    shares.approveSpending(kept, *everything, sender=arbiter)
    assert shares.reserveOf(kept) == 0


def test_approveSpending_leaves_what_holders_earned(shares, kept, asked, arbiter, funders):
    earned = [shares.claimable(funder, kept) for funder in funders]
    shares.approveSpending(kept, *asked, sender=arbiter)
    assert [shares.claimable(funder, kept) for funder in funders] == earned


@pytest.mark.parametrize("change", [{0: "vendor"}, {1: 599}, {1: 601}, {1: 600 + 2**64}, {2: OTHER_INVOICE}])
def test_approveSpending_reverts_when_it_is_not_just_this(request, shares, kept, asked, arbiter, change):
    """The arbiter agrees to what it has read, whatever the manager asked since."""
    [(place, value)] = change.items()
    value = request.getfixturevalue(value) if place == 0 else value
    with reverts(shares.NotAsked, projectId=kept):
        shares.approveSpending(kept, *asked[:place], value, *asked[place + 1 :], sender=arbiter)


def test_approveSpending_reverts_when_nothing_was_asked(shares, kept, arbiter):
    with reverts(shares.NotAsked, projectId=kept):
        shares.approveSpending(kept, *NOTHING, sender=arbiter)


def test_approveSpending_reverts_when_it_is_not_the_arbiters(shares, kept, asked, manager, owner):
    for account in (manager, owner):
        with reverts(shares.AccessManagedUnauthorized, caller=account):
            shares.approveSpending(kept, *asked, sender=account)


def test_approveSpending_reverts_when_the_reserve_was_closed_since(shares, kept, asked, retired, arbiter, stranger):
    shares.closeReserve(kept, sender=stranger)
    with reverts(shares.BeyondReserve, projectId=kept, asked=600, reserve=0):
        shares.approveSpending(kept, *asked, sender=arbiter)


# CLOSING


def test_closeReserve_shares_out_what_is_left(shares, token, retired, funders, stranger):
    held, earned = token.balanceOf(shares), [shares.claimable(funder, retired) for funder in funders]
    revenue = shares.series(retired).revenue
    assert shares.closeReserve.call(retired, sender=stranger) == 1_000
    receipt = shares.closeReserve(retired, sender=stranger)
    assert emitted(receipt, shares.ReserveClosed) == [{"projectId": retired, "amount": 1_000}]
    assert shares.series(retired).revenue == revenue + 1_000
    assert shares.reserveOf(retired) == 0
    assert token.balanceOf(shares) == held
    gained = [shares.claimable(funder, retired) - was for funder, was in zip(funders, earned, strict=True)]
    assert abs(sum(gained) - 1_000) <= len(funders), "of each but a fraction of a peso, which it had or has now"
    with reverts(shares.NothingReserved, projectId=retired):
        shares.closeReserve(retired, sender=stranger)


def test_closeReserve_shares_out_a_single_peso(shares, retired, pay_in, stranger):
    shares.closeReserve(retired, sender=stranger)
    pay_in({retired: 10})
    assert shares.reserveOf(retired) == 1
    shares.closeReserve(retired, sender=stranger)
    assert shares.reserveOf(retired) == 0


def test_closeReserve_reverts_when_the_meter_is_not_retired(shares, energy, kept, owner, arbiter):
    for account in (owner, arbiter):
        with reverts(shares.MeterNotRetired, projectId=kept):
            shares.closeReserve(kept, sender=account)
    energy.suspendMeter(kept, b"", sender=owner)
    with reverts(shares.MeterNotRetired, projectId=kept):
        shares.closeReserve(kept, sender=owner)


def test_closeReserve_comes_again_when_debts_are_settled_later(shares, retired, pay_in, stranger):
    """Of what comes in after the end a part is kept as before, and shared out as before."""
    shares.closeReserve(retired, sender=stranger)
    revenue = shares.series(retired).revenue
    pay_in({retired: 505})
    assert shares.reserveOf(retired) == 50
    shares.closeReserve(retired, sender=stranger)
    assert shares.series(retired).revenue == revenue + 505
