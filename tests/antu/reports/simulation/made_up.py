"""Tables like those of a simulation, drawn from a seed: what a page is made from where no chain has to run.

They obey the records' rules (prices below the maximum, shares that sum to what was paid in, a state that agrees with
its days), and gas is near docs/GAS.md's. Nothing is concluded from them but how they are shown.
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from antu.catalog import regions, size_class
from antu.enums import State
from antu.money import fee
from antu.simulation.records import (
    NEVER,
    Agent,
    HolderRow,
    ParticipantRow,
    ProjectRow,
    ReadingRow,
    Tables,
    TransactionRow,
    table,
)

START = 1_798_761_600  # 2027-01-01
DAYS = 480
MONTH = 30
FIRST_ID = 1
BATCHES = {"matchBatch": (45_000, 32_100), "reportBatch": (62_000, 34_600)}  # gas of any batch, and of each unit
SUPPLIERS = (Agent.VENDOR, Agent.INSTALLER, Agent.MANAGER)


def made_up(seed: int = 1, projects: int = 100, adversaries: bool = False) -> Tables:
    """Tables of a market of so many demands; of none, they are empty but have all columns."""
    return _Market(Random(seed), adversaries).lived(projects)


@dataclass
class _Market:
    dice: Random
    adversaries: bool
    transactions: list[TransactionRow] = field(default_factory=list)
    projects: list[ProjectRow] = field(default_factory=list)
    holders: list[HolderRow] = field(default_factory=list)
    readings: list[ReadingRow] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    batches: Counter[tuple[str, str, int]] = field(default_factory=Counter)  # contract, function, day -> units

    def lived(self, projects: int) -> Tables:
        if projects:
            for _ in range(3):
                self.join(Agent.COOPERATIVE, self.region(), 0)
            for agent in SUPPLIERS:
                for _ in range(max(projects // 8, 1)):
                    who = self.join(agent, self.region(), self.dice.randrange(30))
                    self.send("market", "postOffer", who, 57_900, 1, who["arrived_day"])
            for _ in range(max(projects // 2, 2)):
                self.join(Agent.FINANCIER, 0, self.dice.randrange(60))
        for number in range(projects):
            self.live(number + 1)
        for (contract, function, day), units in self.batches.items():
            fixed, each = BATCHES[function]
            self.send(contract, function, None, fixed + each * units, units, day)
        self.transactions.sort(key=lambda row: (row.time, row.block))
        return Tables(
            table(self.transactions, TransactionRow),
            table(self.projects, ProjectRow),
            table(self.holders, HolderRow),
            table(self.readings, ReadingRow),
            table([ParticipantRow(**person) for person in self.people], ParticipantRow),
        )

    def region(self) -> int:
        places = regions()
        return self.dice.choices([p.cut for p in places], [p.netbilling_mw for p in places])[0]

    def join(self, agent: Agent, region: int, day: int) -> dict[str, Any]:
        honest = not (self.adversaries and self.dice.random() < 0.15)
        person = dict.fromkeys(ParticipantRow.__annotations__, 0) | {
            "participant": len(self.people) + FIRST_ID,
            "agent": str(agent),
            "honest": honest,
            "region": region,
            "arrived_day": day,
            "left_day": NEVER,
        }
        self.people.append(person)
        return person

    def send(
        self,
        contract: str,
        function: str,
        who: dict[str, Any] | None,
        gas: int,
        units: int,
        day: int,
        project: int = 0,
        pesos: int = 0,
    ) -> None:
        size = {"matchBatch": 120 + 128 * units, "reportBatch": 150 + 352 * units, "payout": 180 + 32 * units}
        length = size.get(function, 230 + 32 * self.dice.randrange(4))
        if who:
            who["transactions"] += 1
            who["gas"] += gas
        self.transactions.append(
            TransactionRow(
                block=day * 2 + 1,
                time=START + day * 86_400 + self.dice.randrange(80_000),
                day=day,
                contract=contract,
                function=function,
                payer=who["agent"] if who else str(Agent.OPERATOR),
                account=who["participant"] if who else 0,
                project=project,
                units=units,
                pesos=pesos,
                gas=gas,
                size=length,
                zeros=length * 2 // 5,
                fastlz=round(length * 0.62),
                brotli=round(length * 0.55),
                slots=2 * units + 1,
            )
        )

    def live(self, number: int) -> None:
        """A demand, as far as it comes."""
        dice = self.dice
        posted = dice.randrange(220)
        owner = self.join(Agent.OWNER, self.region(), posted)
        sold = size_class(dice.choices(range(5), (5, 8, 10, 6, 2))[0])
        crowd = dice.random() < 0.45
        self.send("market", "postDemand", owner, 81_900 + dice.choice((0, 12, 24)), 1, posted, number)
        row: dict[str, Any] = dict.fromkeys(ProjectRow.__annotations__, 0) | {
            "project": number,
            "owner": owner["participant"],
            "region": owner["region"],
            "size_class": sold.id,
            "capacity_wp": sold.capacity_wp,
            "crowdfunded": crowd,
            "honest": owner["honest"],
            "trouble": "",
            "state": int(State.OPEN),
            "posted_day": posted,
            "matched_day": NEVER,
            "funded_day": NEVER,
            "operating_day": NEVER,
            "ended_day": NEVER,
            "max_price": round(sold.price_clp * dice.uniform(1.0, 1.3)),
            "energy_price": dice.randrange(150, 240),
            "payback_years": float("nan"),
        }
        if dice.random() < 0.9:
            self.match(row, owner)
        elif dice.random() < 0.5:
            row |= {"state": int(State.WITHDRAWN), "ended_day": posted + 20}
        self.projects.append(ProjectRow(**row))

    def match(self, row: dict[str, Any], owner: dict[str, Any]) -> None:
        dice, number = self.dice, row["project"]
        day = row["matched_day"] = row["posted_day"] // 7 * 7 + 7
        cost = round(row["max_price"] * dice.uniform(0.72, 0.93))
        row |= {"vendor_price": cost * 8 // 10, "installer_price": cost // 10}
        row["manager_price"] = cost - row["vendor_price"] - row["installer_price"]
        row |= {"fee": fee(cost, 500), "goal": cost + fee(cost, 500), "state": int(State.FUNDING)}
        self.batches["market", "matchBatch", day] += 1
        funders = [person for person in self.people if person["agent"] == Agent.FINANCIER]
        count = min(round(1.5 ** dice.uniform(1, 8)), len(funders)) if row["crowdfunded"] else 1
        chosen = dice.sample(funders, count) if row["crowdfunded"] else [owner]
        part = row["goal"] // count
        expires = dice.random() < 0.12
        for place, funder in enumerate(chosen[: len(chosen) - expires] if len(chosen) > 1 else chosen[expires:]):
            last = place == count - 1 and not expires
            paid = row["goal"] - part * (count - 1) if last else part
            when = day + 1 + place * 30 // count
            gas = 134_008 if place == 0 else 99_808 + 7_700 * last
            self.send("market", "fund", funder, gas, 1, when, number, paid)
            row["paid_in"] += paid
            row["funders"] += 1
            funder["brought"] += paid
            stake = dict.fromkeys(HolderRow.__annotations__, 0) | {
                "project": number, "holder": funder["participant"], "agent": funder["agent"],
                "honest": funder["honest"], "first_day": when, "paid": paid, "shares": paid, "irr": float("nan"),
            }  # fmt: skip
            self.holders.append(HolderRow(**stake))
        if expires:
            row |= {"state": int(State.EXPIRED), "ended_day": day + 60, "refunded": row["paid_in"]}
            self.send("market", "expire", None, 57_700, 1, day + 60, number)
            self.holders[:] = [
                h._replace(refunded=h.paid, shares=0) if h.project == number else h for h in self.holders
            ]
            return
        row["funded_day"] = day + 31 if row["crowdfunded"] else day + 1
        self.build(row, owner)

    def build(self, row: dict[str, Any], owner: dict[str, Any]) -> None:
        dice, number = self.dice, row["project"]
        team = [dice.choice([p for p in self.people if p["agent"] == agent]) for agent in SUPPLIERS]
        row["honest"] = row["honest"] and all(person["honest"] for person in team)
        row["state"] = int(State.DELIVERING)
        at = row["funded_day"] + dice.randrange(20, 60)
        if dice.random() < (0.04 if row["honest"] else 0.5):
            lost = row["vendor_price"] if not row["honest"] else 0
            row |= {"state": int(State.CANCELLED), "ended_day": at + 100, "refunded": row["paid_in"] - lost}
            row["trouble"] = "" if row["honest"] else "no_work"
            next((person for person in (*team, owner) if not person["honest"]), owner)["gain"] += lost
            owner["loss"] += lost
            return
        self.send("market", "confirmDelivery", team[1], 40_400, 1, at, number)
        self.send("market", "confirmInstallation", team[2], 40_400, 1, at + 10, number)
        for place, person in enumerate(team):
            self.send("market", "release", person, 64_400, 1, at + 4 + place * 10, number)
        cooperative = next(p for p in self.people if p["agent"] == Agent.COOPERATIVE)
        self.send("energy", "commission", cooperative, 164_900, 1, at + 20, number)
        if at + 30 >= DAYS:
            row["state"] = int(State.CONNECTED)
            return
        row |= {"state": int(State.OPERATING), "operating_day": at // 10 * 10 + 30}
        place = next(r for r in regions() if r.cut == row["region"])
        yearly = row["capacity_wp"] * place.yield_kwh_per_kwp
        share = dice.uniform(0.15, 0.6)
        stakes = [at for at, holder in enumerate(self.holders) if holder.project == number]
        for month, day in enumerate(range(row["operating_day"] + MONTH, DAYS, MONTH)):
            made = round(yearly / 12 * dice.uniform(0.8, 1.2))
            sent = round(made * share)
            used, bought = (made - sent) * row["energy_price"] // 1_000, sent * 80 // 1_000
            used = used if row["crowdfunded"] else 0
            late = not owner["honest"] and row["crowdfunded"]
            accepted = month != 3 or dice.random() < 0.9
            self.batches["energy", "reportBatch", day] += 1
            if row["crowdfunded"]:
                self.send("shares", "payout", None, 30_000 + 19_950 * len(stakes), len(stakes), day + 1, number)
            self.readings.append(
                ReadingRow(
                    number, START + day * 86_400, day, made, sent, made, sent, accepted, 0 if accepted else 9,
                    used if accepted else 0, bought if accepted else 0,
                    (bought if late else used + bought) if accepted else 0,
                )
            )  # fmt: skip
            if not accepted:
                continue
            row["generated_wh"] += made
            row["exported_wh"] += sent
            row["owner_billed"] += used
            row["cooperative_billed"] += bought
            row["unpaid"] += used if late else 0
            row["revenue"] += bought if late else used + bought
        saved = yearly / 1_000 * (1 - share) * row["energy_price"] + yearly / 1_000 * share * 80
        row["payback_years"] = row["paid_in"] / saved
        for at in stakes:
            holder = self.holders[at]
            claimed = row["revenue"] * holder.shares // row["paid_in"]
            rate = saved / row["paid_in"] - 0.04 + dice.gauss(0, 0.004)
            self.holders[at] = holder._replace(claimed=claimed, irr=rate)
            self.people[holder.holder - FIRST_ID]["unpaid_to"] += row["unpaid"] * holder.shares // row["paid_in"]
