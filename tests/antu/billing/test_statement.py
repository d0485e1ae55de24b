"""Statements from events told by hand: each peso in its month, and nothing that does not fit is passed over."""

from pathlib import Path
from typing import Any

import pytest

from antu.billing.months import month_named, month_start
from antu.billing.shares import PESO
from antu.billing.statement import (
    Event,
    Figures,
    Prices,
    Replay,
    Source,
    Statement,
    holder_statement,
    project_statement,
    write,
)
from antu.enums import DAY
from antu.errors import AntuError
from antu.text import Language

JANUARY, FEBRUARY, MARCH = (month_start(month_named(f"2026-0{number}")) for number in (1, 2, 3))
NOBODY = "0x" + "0" * 40
OWNER, COOPERATIVE, ANA, LUIS = (f"0x{digit * 40}" for digit in "ABCD")
SOURCE = Source("local", 31337, {"EnergySales": NOBODY}, 1, 99, MARCH)


class Chain:
    """Project 7, since 5 January; the owner pays 150 pesos a kWh, the cooperative 60; of 300 shares Ana has 200.

    A block for each second in which something is told."""

    def __init__(self, reserve_bps: int = 0, *, owner_pays: bool = True) -> None:
        self.events: list[Event] = []
        self.tell(JANUARY, "CooperativeRegistered", cooperativeId=1, account=COOPERATIVE, price=60)
        self.tell(JANUARY, "DemandPosted", demandId=7, owner=OWNER, energyPrice=150)
        for holder, part in ((ANA, 200), (LUIS, 100)):
            self.tell(JANUARY, "Transfer", sender=NOBODY, receiver=holder, id=7, amount=part)
        connected = {"cooperativeId": 1, "generatedWh": 1_000, "exportedWh": 0, "ownerPays": owner_pays, "baseUf": 0}
        self.tell(JANUARY + 4 * DAY, "MeterCommissioned", projectId=7, **connected)
        self.tell(JANUARY + 8 * DAY, "Opened", projectId=7, supply=300, reserveBps=reserve_bps)

    def tell(self, when: int, event: str, **values: Any) -> "Chain":
        self.events.append(Event(event, values, when, len(self.events), when))
        return self

    def read(self, when: int, generated: int, exported: int, time: int, bills: tuple[int, int], paid: int) -> "Chain":
        values = {"generatedWh": generated, "exportedWh": exported, "time": time}
        owner_bill, cooperative_bill = bills
        values |= {"ownerBill": owner_bill, "cooperativeBill": cooperative_bill, "paid": paid}
        return self.tell(when, "ReadingAccepted", projectId=7, **values)

    def replay(self) -> Replay:
        prices = Prices()
        replay = Replay(7, prices)
        for event in self.events:
            prices.take(event)
            replay.take(event)
        return replay

    def statement(self, holder: str = "") -> Statement:
        replay = self.replay()
        return (
            holder_statement(holder, [replay], SOURCE, agrees) if holder else project_statement(replay, SOURCE, agrees)
        )


def agrees(_: Replay, asked: Figures) -> Figures:
    return asked


def january() -> Chain:
    """A reading of January's last moment, brought in February: 10 kWh used and 5 exported, of which 900 are paid."""
    chain = Chain().tell(FEBRUARY + DAY, "DebtIncurred", projectId=7, debtor=OWNER, amount=900)
    return chain.read(FEBRUARY + DAY, 16_000, 5_000, FEBRUARY, (1_500, 300), 900)


def test_reading_and_what_it_brought_belong_to_its_own_month() -> None:
    chain = january().tell(FEBRUARY + 2 * DAY, "DebtSettled", projectId=7, debtor=OWNER, payer=ANA, amount=100)
    chain.tell(FEBRUARY + 3 * DAY, "Claimed", projectId=7, holder=ANA, amount=666)
    [part] = chain.statement().parts
    first, second = part.table.lines.values()
    assert (first["generated"], first["used"], first["exported"]) == (15_000, 10_000, 5_000)
    assert [(line["paid"], line["owed"], line["shared"], line["claimed"]) for line in (first, second)] == [
        (900, 900, 900, 0),
        (100, 800, 100, 666),
    ]
    assert (part.table.total["paid"], part.table.total["owed"]) == (1_000, 800)
    assert [check for check in part.checks if check.difference] == []


def test_holders_months_add_up_to_what_it_earned_rounded_down_once() -> None:
    chain = january()
    for when in (FEBRUARY + DAY, MARCH):
        chain.tell(when, "DebtSettled", projectId=7, debtor=OWNER, payer=ANA, amount=100)
    chain.tell(MARCH, "Transfer", sender=ANA, receiver=LUIS, id=7, amount=150)
    chain.tell(MARCH, "Claimed", projectId=7, holder=LUIS, amount=300)
    [ana], [luis] = chain.statement(ANA).parts, chain.statement(LUIS).parts
    # Of 900, 100 and 100 pesos Ana has two thirds, as long as she has two thirds of the shares.
    assert [line["earned"] for line in ana.table.lines.values()] == [600, 66, 67]
    assert [line["earned"] for line in luis.table.lines.values()] == [300, 33, 33]
    assert [line["shares"] for line in ana.table.lines.values()] == [200, 200, 50]
    assert [line["claimable"] for line in luis.table.lines.values()] == [300, 333, 66]
    # To the 2^-64: each payment is divided by the 300 shares, rounded down.
    assert ana.holders[0].fraction == 200 * 2 * (100 * PESO // 300) - 133 * PESO


def test_correction_upwards_is_covered_by_credit_debt_and_payment() -> None:
    corrected = {"projectId": 7, "cooperativeId": 1, "month": month_named("2026-01"), "documentHash": bytes(32)}
    chain = january().tell(FEBRUARY + 5 * DAY, "Corrected", amount=-50, paid=0, **corrected)
    chain.tell(MARCH, "CreditUsed", projectId=7, cooperativeId=1, amount=50)
    chain.tell(MARCH, "DebtIncurred", projectId=7, debtor=COOPERATIVE, amount=30)
    chain.tell(MARCH, "Corrected", amount=120, paid=40, **corrected)
    replay = chain.replay()
    march = replay.months[month_named("2026-03")]
    assert (march.corrected, march.credit_used, march.owed, march.paid, march.shared) == (120, 50, 30, 40, 40)
    figures = replay.figures()
    assert figures["corrected", "2026-01"] == 170
    assert (figures["credit", "1"], figures["owed", COOPERATIVE], figures["owed", OWNER]) == (0, 30, 900)
    assert not chain.statement().differences


def test_reserve_is_kept_spent_and_closed() -> None:
    chain = Chain(reserve_bps=1_000)
    chain.read(FEBRUARY, 11_000, 0, FEBRUARY, (1_500, 0), 1_500)
    chain.tell(FEBRUARY, "Reserved", projectId=7, amount=150)
    chain.tell(MARCH, "Spent", projectId=7, payee=ANA, amount=40, documentHash=bytes(32))
    chain.tell(MARCH, "ReserveClosed", projectId=7, amount=110)
    statement = chain.statement()
    total = statement.parts[0].table.total
    assert (total["reserved"], total["spent"], total["shared"], total["paid"]) == (150, 40, 1_460, 1_500)
    assert not statement.differences


def test_several_readings_of_a_batch_keep_their_months() -> None:
    chain = batch()
    assert [(line["shared"], line["reserved"]) for line in chain.statement().parts[0].table.lines.values()] == [
        (1_350, 150),
        (2_700, 300),
    ]


def test_bill_that_is_not_of_its_price_is_a_difference() -> None:
    chain = Chain().read(FEBRUARY, 11_000, 0, FEBRUARY, (1_501, 0), 1_501)
    [difference] = chain.statement().differences
    assert (difference.figure, difference.events, difference.other) == ("owner_bill", 1_501, 1_500)


def test_owner_that_paid_for_the_project_is_billed_nothing() -> None:
    chain = Chain(owner_pays=False).read(FEBRUARY, 11_000, 0, FEBRUARY, (0, 0), 0)
    assert not chain.statement().differences


# WHAT IS MISSING


def batch() -> Chain:
    """Two readings in a transaction, of a project that keeps a tenth; the second is twice the first."""
    chain = Chain(reserve_bps=1_000).read(MARCH, 11_000, 0, FEBRUARY, (1_500, 0), 1_500)
    chain.read(MARCH, 31_000, 0, MARCH, (3_000, 0), 3_000)
    return chain.tell(MARCH, "Reserved", projectId=7, amount=150).tell(MARCH, "Reserved", projectId=7, amount=300)


def life() -> Chain:
    """One of everything that moves money: readings, debts and a payment of one, corrections, a reserve, and its end."""
    corrected = {"projectId": 7, "cooperativeId": 1, "month": month_named("2026-01"), "documentHash": bytes(32)}
    chain = batch()
    chain.tell(MARCH + 1, "Corrected", amount=-50, paid=0, **corrected)
    chain.tell(MARCH + 2, "CreditUsed", projectId=7, cooperativeId=1, amount=50)
    chain.tell(MARCH + 2, "DebtIncurred", projectId=7, debtor=COOPERATIVE, amount=30)
    chain.tell(MARCH + 2, "Corrected", amount=180, paid=100, **corrected)
    chain.tell(MARCH + 2, "Reserved", projectId=7, amount=10)
    chain.tell(MARCH + 3, "DebtSettled", projectId=7, debtor=COOPERATIVE, payer=ANA, amount=20)
    chain.tell(MARCH + 3, "Reserved", projectId=7, amount=2)
    chain.tell(MARCH + 4, "Claimed", projectId=7, holder=ANA, amount=2_700)
    chain.tell(MARCH + 5, "Transfer", sender=ANA, receiver=LUIS, id=7, amount=50)
    chain.tell(MARCH + 6, "Spent", projectId=7, payee=ANA, amount=62, documentHash=bytes(32))
    return chain.tell(MARCH + 7, "ReserveClosed", projectId=7, amount=400)


@pytest.mark.parametrize("lost", range(6, len(life().events)), ids=lambda lost: f"{lost}-{life().events[lost].name}")
def test_every_lost_event_is_told(lost: int) -> None:
    """As an error, or as a difference from what the contracts say."""
    chain, contracts = life(), life().replay().figures()
    assert not chain.statement().differences
    del chain.events[lost]
    assert is_told(chain, contracts)


def is_told(chain: Chain, contracts: Figures) -> bool:
    """Whether a statement of these events is refused, or has differences from the contracts."""
    try:
        statement = project_statement(chain.replay(), SOURCE, lambda _, asked: {key: contracts[key] for key in asked})
    except AntuError:
        return True
    return bool(statement.differences)


@pytest.mark.parametrize("lost", ["DebtIncurred", "ReadingAccepted"])
def test_event_that_belongs_to_a_lost_one_is_an_error(lost: str) -> None:
    chain = january()
    chain.events = [event for event in chain.events if event.name != lost]
    with pytest.raises(AntuError, match="Events are missing"):
        chain.statement()


@pytest.mark.parametrize("amount", [149, 151])
def test_reserve_that_keeps_another_part_is_an_error(amount: int) -> None:
    chain = Chain(reserve_bps=1_000).read(FEBRUARY, 11_000, 0, FEBRUARY, (1_500, 0), 1_500)
    chain.tell(FEBRUARY, "Reserved", projectId=7, amount=amount)
    with pytest.raises(AntuError, match=f"Reserved tells of {amount} pesos for the reserve, .* of 150"):
        chain.replay()


def test_reserve_that_is_not_told_is_an_error_in_the_next_block() -> None:
    chain = Chain(reserve_bps=1_000).read(FEBRUARY, 11_000, 0, FEBRUARY, (1_500, 0), 1_500)
    chain.tell(FEBRUARY + 1, "Claimed", projectId=7, holder=ANA, amount=1)
    with pytest.raises(AntuError, match="ReadingAccepted tells of 150 pesos for the reserve"):
        chain.replay()


def test_reserve_that_nothing_feeds_is_an_error() -> None:
    chain = Chain(reserve_bps=1_000).tell(FEBRUARY, "Reserved", projectId=7, amount=1)
    with pytest.raises(AntuError, match="Events are missing"):
        chain.replay()


def test_project_without_a_meter_has_nothing_to_state() -> None:
    chain = Chain()
    chain.events = chain.events[:4]
    with pytest.raises(AntuError, match="Project 7 has no meter yet"):
        chain.statement()


@pytest.mark.parametrize("lang", list(Language))
def test_files_are_written_whole_and_everything_strange_is_escaped(lang: Language, tmp_path: Path) -> None:
    chain = january()
    strange = Source("<script>", 1, {"<b>": "<i>"}, 1, 2, MARCH)
    statement = project_statement(chain.replay(), strange, lambda _, asked: asked | {("supply", ""): 299})
    sheet, page = write(statement, tmp_path / "new", lang)
    assert sorted(tmp_path.joinpath("new").iterdir()) == sorted([sheet, page])
    written = page.read_text(encoding="utf-8")
    assert "<script" not in written
    assert "&lt;b&gt;" in written
    assert 'class="bad"' in written
    assert "{" not in written.split("</style>")[1]
    assert len(sheet.read_text(encoding="utf-8").splitlines()) == 1 + 1 + 1


def test_neither_file_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "project-7.html").mkdir()
    with pytest.raises(AntuError, match="is a folder"):
        write(january().statement(), tmp_path, Language.ES)
    assert [path.name for path in tmp_path.iterdir()] == ["project-7.html"]
