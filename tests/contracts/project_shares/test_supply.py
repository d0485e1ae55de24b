"""Shares are minted and burnt by the marketplace alone, and only until the project operates."""

import pytest

from tests.helpers import emitted, reverts

NOBODY = "0x" + "0" * 40
MOST_SHARES = 2**40 - 1


def test_mint_adds_to_holder_and_supply(shares, series_of, as_market, funders):
    first, second, *_ = funders
    series_id = series_of({first: 700}, opened=False)
    receipt = shares.mint(series_id, second, 300, sender=as_market)
    assert emitted(receipt, shares.Transfer) == [
        {"caller": as_market, "sender": NOBODY, "receiver": second, "id": series_id, "amount": 300}
    ]
    assert (shares.balanceOf(first, series_id), shares.balanceOf(second, series_id)) == (700, 300)
    assert shares.totalSupply(series_id) == shares.series(series_id).supply == 1_000
    assert not shares.series(series_id).open


def test_mint_reverts_when_shares_would_not_fit(shares, series_of, as_market, stranger):
    series_id = series_of({stranger: 1}, opened=False)
    with reverts(shares.SafeCastOverflowedUintDowncast, bits=40, value=MOST_SHARES + 1):
        shares.mint(series_id, stranger, MOST_SHARES + 1, sender=as_market)
    shares.mint(series_id, stranger, MOST_SHARES - 1, sender=as_market)
    assert shares.totalSupply(series_id) == MOST_SHARES


def test_mint_reverts_when_nobody_receives(shares, series_of, as_market):
    series_id = series_of({}, opened=False)
    with reverts(shares.ERC6909InvalidReceiver, receiver=NOBODY):
        shares.mint(series_id, NOBODY, 1, sender=as_market)


def test_burnAll_takes_all_of_one_holder(shares, series_of, as_market, funders):
    first, second, *_ = funders
    series_id = series_of({first: 700, second: 300}, opened=False)
    assert shares.burnAll.call(series_id, first, sender=as_market) == 700
    receipt = shares.burnAll(series_id, first, sender=as_market)
    assert emitted(receipt, shares.Transfer) == [
        {"caller": as_market, "sender": first, "receiver": NOBODY, "id": series_id, "amount": 700}
    ]
    assert (shares.balanceOf(first, series_id), shares.balanceOf(second, series_id)) == (0, 300)
    assert shares.totalSupply(series_id) == 300


def test_burnAll_of_a_holder_without_shares_burns_nothing(shares, series_of, as_market, funders, stranger):
    series_id = series_of({funders[0]: 700}, opened=False)
    assert shares.burnAll.call(series_id, stranger, sender=as_market) == 0
    shares.burnAll(series_id, stranger, sender=as_market)
    assert shares.totalSupply(series_id) == 700


def test_open_fixes_the_supply(shares, series_of, as_market, funders):
    first, second, *_ = funders
    series_id = series_of({first: 700, second: 300}, opened=False)
    receipt = shares.open(series_id, 1_250, sender=as_market)
    assert emitted(receipt, shares.Opened) == [{"projectId": series_id, "supply": 1_000, "reserveBps": 1_250}]
    series = shares.series(series_id)
    assert (series.open, series.reserveBps) == (True, 1_250)
    with reverts(shares.AlreadyOpen, projectId=series_id):
        shares.mint(series_id, first, 1, sender=as_market)
    with reverts(shares.AlreadyOpen, projectId=series_id):
        shares.burnAll(series_id, first, sender=as_market)
    with reverts(shares.AlreadyOpen, projectId=series_id):
        shares.open(series_id, 0, sender=as_market)


def test_open_takes_a_single_share(shares, series_of, as_market, funders):
    series_id = series_of({funders[0]: 1}, opened=False)
    shares.open(series_id, 0, sender=as_market)
    assert shares.series(series_id).open


def test_open_reverts_when_there_are_no_shares(shares, series_of, as_market):
    series_id = series_of({}, opened=False)
    with reverts(shares.NoShares, projectId=series_id):
        shares.open(series_id, 0, sender=as_market)


@pytest.mark.parametrize("caller", ["stranger", "admin", "operator", "keeper", "as_energy"])
def test_supply_is_the_marketplaces(shares, series_of, request, funders, caller):
    caller = request.getfixturevalue(caller)
    series_id = series_of({funders[0]: 700}, opened=False)
    with reverts(shares.OnlyMarket, caller=caller):
        shares.mint(series_id, caller, 1, sender=caller)
    with reverts(shares.OnlyMarket, caller=caller):
        shares.burnAll(series_id, funders[0], sender=caller)
    with reverts(shares.OnlyMarket, caller=caller):
        shares.open(series_id, 0, sender=caller)
