"""Single bills, debts, credits and fractions, worked out by hand."""

import pytest

from antu.billing import PESO, Books, Cooperative, Plant, RefusedError, Series, UFIndex, imbalances, month_of
from antu.billing.months import iso, month_named, month_read, month_start
from antu.enums import DAY, Refusal
from antu.errors import AntuError

START = month_start(month_named("2026-01"))
HOUR = 3_600


@pytest.fixture
def index() -> UFIndex:
    made = UFIndex()
    made.publish(month_of(START), 4_000_000, START)
    return made


@pytest.fixture
def books(index: UFIndex) -> Books:
    """Project 7: 10 kWp, 150 pesos per kWh to the owner, 60 to the cooperative; of 1,000 shares Ana has 667."""
    books = Books(index)
    books.cooperatives = {1: Cooperative.registered("coop", 60), 2: Cooperative.registered("other", 75)}
    series = Series()
    series.mint("Ana", 667)
    series.mint("Luis", 333)
    books.commission(7, Plant("owner", 10_000, 150), series, 1, START)
    return books


def indexed(books: Books) -> Books:
    """With project 8, of which all is as of 7, but its price follows the UF."""
    series = Series(reserve_bps=1_000)
    series.mint("Ana", 1_000)
    books.commission(8, Plant("owner", 10_000, 150, follows_uf=True), series, 1, START)
    return books


def test_bill_is_the_difference_of_cumulative_amounts_rounded_down(books: Books) -> None:
    first = books.report(7, 10_007, 4_003, START + DAY, START + DAY)
    assert (first.owner, first.cooperative, first.paid) == (6_004 * 150 // 1_000, 4_003 * 60 // 1_000, 0)
    second = books.report(7, 20_001, 9_010, START + 2 * DAY, START + 2 * DAY)
    assert second.owner == 10_991 * 150 // 1_000 - 6_004 * 150 // 1_000
    assert second.cooperative == 9_010 * 60 // 1_000 - 4_003 * 60 // 1_000
    assert books.debts[7, "owner"] == 10_991 * 150 // 1_000
    assert imbalances(books) == []


def test_owners_price_follows_the_uf_of_the_readings_month(books: Books, index: UFIndex) -> None:
    indexed(books)
    march = month_start(month_named("2026-03"))
    index.publish(month_of(march), 4_120_000, march)
    february = march - 10 * DAY
    # February has no value, so January's holds.
    assert books.report(8, 100_000, 0, february, february).owner == 100 * 150
    assert books.report(8, 200_000, 0, march + DAY, march + DAY).owner == 200 * 154 + 100 - 100 * 154 - 50
    assert 200_000 * 150 * 4_120_000 // (1_000 * 4_000_000) - 100_000 * 150 * 4_120_000 // (1_000 * 4_000_000) == 15_450


def test_late_reading_is_billed_at_the_price_of_its_time(books: Books) -> None:
    announced = START + DAY
    start = books.cooperatives[1].announce(80, announced)
    assert start == announced + 30 * DAY
    assert books.report(7, 10_000, 10_000, start - 1, start + DAY).cooperative == 600
    assert books.report(7, 20_000, 20_000, start + HOUR, start + DAY).cooperative == 800
    with pytest.raises(AntuError, match="holds from"):
        books.cooperatives[1].announce(90, start - 1)


def test_prepaid_pays_and_the_rest_is_a_debt_settled_in_parts(books: Books) -> None:
    books.deposit("coop", 500)
    bill = books.report(7, 10_000, 10_000, START + DAY, START + DAY)
    assert (bill.cooperative, bill.paid) == (600, 500)
    assert books.accounts["coop"].owed == books.debts[7, "coop"] == 100
    assert books.settle(7, "coop", 30) == 30
    assert books.settle(7, "coop", 1_000) == 70
    with pytest.raises(AntuError, match="owes nothing"):
        books.settle(7, "coop", 1)
    assert books.series[7].revenue == 600
    assert imbalances(books) == []


def test_correction_downwards_is_a_credit_that_next_bills_use_up(books: Books) -> None:
    books.deposit("coop", 10**6)
    books.report(7, 10_000, 10_000, START + DAY, START + DAY)
    claimed = books.series[7].claim("Ana")
    february = month_start(month_of(START) + 1)
    books.correct(7, month_of(START), -200, february)
    assert books.report(7, 20_000, 20_000, february + DAY, february + DAY).credit_used == 150
    assert books.report(7, 30_000, 30_000, february + 2 * DAY, february + 2 * DAY).credit_used == 50
    assert (claimed, books.series[7].revenue) == (400, 600 + 450 + 550)
    assert imbalances(books) == []


def test_correction_upwards_uses_credit_first_and_is_capped_with_all_others_of_its_month(books: Books) -> None:
    books.deposit("coop", 50)
    february, january = month_start(month_of(START) + 1), month_of(START)
    cap = 10 * 730 * 3 * 60 // 100
    books.correct(7, january, -300, february)
    books.correct(7, january, 400, february)
    assert (books.credits[7, 1], books.debts[7, "coop"], books.series[7].revenue) == (0, 50, 50)
    with pytest.raises(AntuError, match=f"{cap - 700:,} left"):
        books.correct(7, january, cap - 699, february)
    with pytest.raises(AntuError, match="cannot be corrected"):
        books.correct(7, january + 1, 1, february)
    assert imbalances(books) == []


def test_debt_and_credit_stay_with_the_cooperative_that_made_them(books: Books) -> None:
    books.report(7, 10_000, 10_000, START + DAY, START + DAY)
    february = month_start(month_of(START) + 1)
    books.correct(7, month_of(START), -100, february)
    books.move(7, 2, february)
    books.report(7, 20_000, 20_000, february + DAY, february + DAY)
    assert (books.debts[7, "coop"], books.debts[7, "other"], books.credits[7, 1]) == (600, 750, 100)
    with pytest.raises(AntuError, match="cannot be corrected"):
        books.correct(7, month_of(START), -1, february + DAY)


@pytest.mark.parametrize("shown", [(0, 0), (500, 400), (90_000, 80_000)])
def test_new_meter_carries_on_what_was_counted(books: Books, shown: tuple[int, int]) -> None:
    books.report(7, 10_000, 4_000, START + DAY, START + DAY)
    books.replace_meter(7, shown, START + 2 * DAY)
    bill = books.report(7, shown[0] + 1_000, shown[1] + 500, START + 3 * DAY, START + 3 * DAY)
    assert (bill.owner, bill.cooperative) == (75, 30)
    assert (books.meters[7].generated_wh, books.meters[7].exported_wh) == (11_000, 4_500)


def test_shares_earn_fractions_exactly_and_keep_them_when_sold(books: Books) -> None:
    series = books.series[7]
    series.share_out(100)
    growth = 100 * PESO // 1_000
    assert series.earned("Ana") == 667 * growth
    assert series.claim("Ana") == 66
    series.transfer("Ana", "Eva", 667)
    series.share_out(100)
    assert series.earned("Ana") == 667 * growth - 66 * PESO
    assert (series.claimable("Ana"), series.claimable("Eva"), series.claimable("Luis")) == (0, 66, 66)
    with pytest.raises(AntuError, match="has 0 shares"):
        series.transfer("Ana", "Eva", 1)
    assert sum(map(series.earned, series.positions)) + 66 * PESO + series.rounding == 200 * PESO


def test_reserve_is_kept_spent_and_shared_out_in_the_end(books: Books) -> None:
    indexed(books).deposit("owner", 10**6)
    books.report(8, 10_000, 0, START + DAY, START + DAY)
    series = books.series[8]
    assert (series.reserve, series.revenue) == (150, 1_350)
    series.spend(40)
    with pytest.raises(AntuError, match="reserve of 110"):
        series.spend(111)
    with pytest.raises(AntuError, match="not retired"):
        books.close_reserve(8)
    books.retire(8)
    assert (books.close_reserve(8), series.revenue) == (110, 1_460)
    assert imbalances(books) == []


@pytest.mark.parametrize(
    ("reading", "now", "reason"),
    [
        ((5_000, 0, START + 2 * HOUR), START + HOUR, Refusal.FROM_FUTURE),
        ((5_000, 0, START + HOUR), START + DAY, Refusal.NOT_NEWER),
        ((4_999, 0, START + 2 * HOUR), START + DAY, Refusal.WENT_BACK),
        ((6_000, 999, START + 2 * HOUR), START + DAY, Refusal.WENT_BACK),
        ((6_000, 2_001, START + 2 * HOUR), START + DAY, Refusal.EXPORTED_MORE_THAN_GENERATED),
        ((15_501, 1_000, START + 2 * HOUR), START + DAY, Refusal.BEYOND_CAPACITY),
    ],
)
def test_bad_reading_changes_nothing(books: Books, reading: tuple[int, int, int], now: int, reason: Refusal) -> None:
    books.report(7, 5_000, 1_000, START + HOUR, START + HOUR)
    before = repr(vars(books))
    with pytest.raises(RefusedError) as refused:
        books.report(7, *reading, now)
    assert refused.value.reason is reason
    assert repr(vars(books)) == before


def test_lost_peso_is_found(books: Books) -> None:
    books.report(7, 10_000, 4_000, START + DAY, START + DAY)
    books.series[7].share_out(1)
    books.accounts["owner"].prepaid += 1
    [paid_in, deposited] = imbalances(books)
    assert "paid in = shared out + reserved" in paid_in
    assert deposited.startswith("owner: deposited")


def test_uf_refuses_what_the_contract_refuses(index: UFIndex) -> None:
    month = month_of(START)
    for bad, value in ((month, 4_000_000), (month + 2, 4_000_000), (month + 1, 0), (month + 1, 4_120_001)):
        with pytest.raises(AntuError):
            index.publish(bad, value, START)
    later = START + 70 * DAY
    # Two months were left out, so the value may be three months' changes away.
    index.publish(month + 3, 4_360_000, later)
    assert [index.value_at(month_start(month + n)) for n in (-1, 0, 2, 3, 9)] == [
        0,
        4_000_000,
        4_000_000,
        4_360_000,
        4_360_000,
    ]


def test_months_are_counted_from_1970_and_a_midnight_reading_is_the_old_months() -> None:
    assert month_of(0) == 0
    assert iso(month_of(START)) == "2026-01"
    assert month_named("2026-01") == month_read(START) + 1 == month_read(START + 1)
