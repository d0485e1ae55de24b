"""A project's money, led through its events: what the contracts' books must be, and what happened in each month."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from antu.billing.months import iso, month_of, month_read
from antu.billing.parts import Meter
from antu.billing.shares import Series
from antu.billing.statement.events import Event
from antu.billing.statement.months import Month
from antu.billing.statement.prices import Prices
from antu.errors import AntuError
from antu.money import BASIS_POINTS

Figures = dict[tuple[str, str], int]

NOBODY = "0x" + "0" * 40


@dataclass(frozen=True)
class Correction:
    """A cooperative's correction, in pesos."""

    time: int
    cooperative: int
    month: int
    amount: int
    document: str


@dataclass(frozen=True)
class _Kept:
    """Pesos that a payment feeds the reserve with, as `Reserved` is about to say."""

    event: Event
    month: Month
    amount: int


class Replay:
    """One project. Events must come in their order, all of them; those of other projects are passed over."""

    def __init__(self, project: int, prices: Prices) -> None:
        self.project = project
        self.series = Series()
        self.meter: Meter | None = None
        self.meters: list[Event] = []  # as they were connected and replaced
        self.cooperatives: list[tuple[int, int]] = []  # since when, which
        self.corrections: list[Correction] = []
        self.debts: dict[str, int] = defaultdict(int)
        self.credits: dict[int, int] = defaultdict(int)
        self.corrected: dict[int, int] = defaultdict(int)
        self.rebilled_owner = self.rebilled_cooperative = 0  # the bills, made once more from the prices
        self.months: dict[int, Month] = defaultdict(Month)
        self._prices = prices
        self._block = 0
        # Of what the events of a transaction have told, what others of it must still explain or tell:
        self._covered: list[Event] = []  # credit and debts, of the bills that are told next
        self._kept: deque[_Kept] = deque()  # of what was paid, in order
        self._handlers: dict[str, Callable[[Event], None]] = {
            "Transfer": self._transfer,
            "Opened": self._opened,
            "MeterCommissioned": self._commissioned,
            "MeterReplaced": self.meters.append,
            "ProjectMoved": self._moved,
            "CreditUsed": self._credit_used,
            "DebtIncurred": self._debt_incurred,
            "ReadingAccepted": self._reading,
            "Corrected": self._corrected,
            "DebtSettled": self._settled,
            "Reserved": self._reserved,
            "Spent": self._spent,
            "ReserveClosed": self._closed,
            "Claimed": self._claimed,
        }

    def take(self, event: Event) -> None:
        """Goes through an event of this project; others are passed over."""
        handler = self._handlers.get(event.name)
        if handler and int(event.values.get("projectId", event.values.get("id", 0))) == self.project:
            if event.block != self._block:
                self.complete()
            self._block = event.block
            handler(event)

    def complete(self) -> None:
        """Raises `AntuError` if events are missing that those so far say must have come with them."""
        for event in self._covered:
            self._check(event, int(event["amount"]), 0)
        for kept in self._kept:
            self._check(kept.event, kept.amount, 0, "pesos for the reserve")

    def figures(self) -> Figures:
        """What the contracts must say by now: (figure, of whom) -> value. `AntuError` if events are missing."""
        assert self.meter is not None
        self.complete()
        series = self.series
        figures: Figures = {
            ("generated", ""): self.meter.generated_wh,
            ("exported", ""): self.meter.exported_wh,
            ("revenue", ""): series.revenue,
            ("per_share", ""): series.per_share,
            ("supply", ""): series.supply,
            ("reserve", ""): series.reserve,
        }
        figures |= {("owed", debtor): debt for debtor, debt in self.debts.items()}
        figures |= {("credit", str(cooperative)): credit for cooperative, credit in self.credits.items()}
        figures |= {("corrected", iso(month)): pesos for month, pesos in self.corrected.items()}
        for holder, position in series.positions.items():
            figures["shares", holder] = position.shares
            figures["claimable", holder] = series.claimable(holder)
        return figures

    # SHARES

    def _opened(self, event: Event) -> None:
        self.series.reserve_bps = int(event["reserveBps"])

    def _transfer(self, event: Event) -> None:
        sender, receiver, shares = str(event["sender"]), str(event["receiver"]), int(event["amount"])
        if sender == NOBODY:
            self.series.mint(receiver, shares)
        elif receiver == NOBODY:
            self.series.burn(sender, shares)
        else:
            self.series.transfer(sender, receiver, shares)
        for holder, moved in ((sender, -shares), (receiver, shares)):
            if holder != NOBODY:
                self._month(event).holders[holder].shares += moved

    def _claimed(self, event: Event) -> None:
        holder, amount = str(event["holder"]), int(event["amount"])
        self.series.paid_out(holder, amount)
        self._month(event).claimed += amount
        self._month(event).holders[holder].claimed += amount

    # METERS

    def _commissioned(self, event: Event) -> None:
        cooperative = int(event["cooperativeId"])
        registers = int(event["generatedWh"]), int(event["exportedWh"])
        plant = replace(self._prices.plants[self.project], owner_pays=bool(event["ownerPays"]))
        base_uf = int(event["baseUf"])
        self.meter = Meter(plant, cooperative, *registers, event.time, event.time, base_uf)
        self.meters.append(event)
        self.cooperatives.append((event.time, cooperative))

    def _moved(self, event: Event) -> None:
        meter = self._known(event)
        meter.cooperative = int(event["cooperativeId"])
        self.cooperatives.append((event.time, meter.cooperative))

    # BILLS

    def _reading(self, event: Event) -> None:
        meter, time = self._known(event), int(event["time"])
        month = self.months[month_read(time)]
        generated = int(event["generatedWh"]) - meter.generated_wh
        exported = int(event["exportedWh"]) - meter.exported_wh
        self.rebilled_owner += meter.owner_bill(generated - exported, time, self._prices.uf)
        price = self._prices.cooperatives[meter.cooperative].price_at(time)
        self.rebilled_cooperative += meter.cooperative_bill(exported, price)
        meter.generated_wh, meter.exported_wh = int(event["generatedWh"]), int(event["exportedWh"])

        owner_bill, cooperative_bill, paid = (int(event[name]) for name in ("ownerBill", "cooperativeBill", "paid"))
        month.generated += generated
        month.exported += exported
        month.owner_bill += owner_bill
        month.cooperative_bill += cooperative_bill
        self._billed(event, month, owner_bill + cooperative_bill, paid)

    def _corrected(self, event: Event) -> None:
        month, amount, cooperative = self._month(event), int(event["amount"]), int(event["cooperativeId"])
        document = "0x" + bytes(event["documentHash"]).hex()
        self.corrections.append(Correction(event.time, cooperative, int(event["month"]), amount, document))
        self.corrected[int(event["month"])] += abs(amount)
        month.corrected += amount
        if amount < 0:
            month.credit_given -= amount
            self.credits[cooperative] -= amount
        self._billed(event, month, max(amount, 0), int(event["paid"]))

    def _credit_used(self, event: Event) -> None:
        self.credits[int(event["cooperativeId"])] -= int(event["amount"])
        self._covered.append(event)

    def _debt_incurred(self, event: Event) -> None:
        self.debts[str(event["debtor"])] += int(event["amount"])
        self._covered.append(event)

    def _billed(self, event: Event, month: Month, bills: int, paid: int) -> None:
        """Bills, with what covers them: credit and debts, told just before, and what is paid in at once."""
        credit, owed = (
            sum(int(cover["amount"]) for cover in self._covered if cover.name == name)
            for name in ("CreditUsed", "DebtIncurred")
        )
        self._check(event, bills, credit + owed + paid)
        self._covered.clear()
        month.credit_used += credit
        month.owed += owed
        self._pay_in(event, month, paid)

    def _settled(self, event: Event) -> None:
        month, amount = self._month(event), int(event["amount"])
        self.debts[str(event["debtor"])] -= amount
        month.owed -= amount
        self._pay_in(event, month, amount)

    # REVENUE

    def _pay_in(self, event: Event, month: Month, amount: int) -> None:
        """Shares pesos out, but for the reserve's part: that is told by an event of its own, after a whole batch's."""
        month.paid += amount
        kept = amount * self.series.reserve_bps // BASIS_POINTS
        if kept:
            self._kept.append(_Kept(event, month, kept))
        self._share_out(month, amount - kept)

    def _reserved(self, event: Event) -> None:
        amount = int(event["amount"])
        kept = self._kept.popleft() if self._kept else _Kept(event, self._month(event), 0)
        self._check(event, amount, kept.amount, "pesos for the reserve")
        self.series.keep(amount)
        kept.month.reserved += amount

    def _share_out(self, month: Month, amount: int) -> None:
        if amount == 0:
            return
        before = self.series.per_share
        self.series.share_out(amount)
        month.shared += amount
        for holder, position in self.series.positions.items():
            if position.shares:
                month.holders[holder].earned += position.shares * (self.series.per_share - before)

    def _spent(self, event: Event) -> None:
        self.series.spend(int(event["amount"]))
        self._month(event).spent += int(event["amount"])

    def _closed(self, event: Event) -> None:
        month, amount = self._month(event), int(event["amount"])
        self.series.close(amount)
        month.closed += amount
        self._share_out(month, amount)

    def _month(self, event: Event) -> Month:
        return self.months[month_of(event.time)]

    def _known(self, event: Event) -> Meter:
        if self.meter is None:
            raise AntuError(f"Project {self.project} has {event.name} in block {event.block}, and no meter before it.")
        return self.meter

    def _check(self, event: Event, told: int, explained: int, what: str = "pesos") -> None:
        if told != explained:
            raise AntuError(
                f"Project {self.project}, block {event.block}: {event.name} tells of {told:,} {what}, and the events "
                f"around it of {explained:,}.",
                "Events are missing: ask another node.",
            )
