"""The pilot that AgenciaSE described in February 2026: five members of a cooperative own a plant of 10 kWp, which gives
11,140 kWh in a year, and keep a reserve for its operation and maintenance. A year of it, from its meter's files."""

import pytest

from antu.enums import DAY, State
from antu.metering import Domain, Plant, Registers, account_key, month_ends, signed_readings, write
from antu.metering.months import year_of, year_start
from antu.money import split
from scripts import meter as meter_command
from scripts import payout, statement
from tests.fixtures.energy import TE4_HASH

TEN_KWP = 3
CAPACITY_WP = 10_000
YEAR_KWH = 11_140
LOS_RIOS = 14
PRICES = (7_600_000, 1_900_000, 500_000)  # vendor, installer, manager; with 5 % of fee 10,500,000 pesos
GOAL = 10_500_000
PARTS = (40, 25, 15, 12, 8)
RESERVE_BPS = 1_000
OWNER_PRICE = 140  # pesos per kWh
PREPAID = (90_000, 100_000)  # by the owner and the cooperative each quarter: not always enough
DOCUMENT = b"invoice of the inverter's fan".ljust(32)


@pytest.fixture
def members(funders, stranger, mint_clp, token, market):
    """Five who will own the plant."""
    mint_clp(stranger, GOAL)
    token.approve(market, GOAL, sender=stranger)
    return [*funders, stranger]


@pytest.fixture
def plant(
    market, energy, owner, cooperative, members, funded_project, post_team, advance_to, new_meter, now, time_travel
):
    """The project's id, its meter, and what that showed when it was connected, on the last day of a year."""
    year_end = year_start(year_of(now() + 31 * DAY) + 1)
    time_travel(seconds=year_end - 30 * DAY - now())
    project = funded_project(
        crowdfunded=True,
        payments=zip(members, split(GOAL, PARTS), strict=True),
        team=post_team(PRICES, size_class=TEN_KWP),
        size_class=TEN_KWP,
        region=LOS_RIOS,
        max_price=GOAL,
        energy_price=OWNER_PRICE,
        terms=(RESERVE_BPS, False),
    )
    advance_to(project, State.CONNECTING)
    time_travel(seconds=year_end - 3_600 - now())
    device = account_key(new_meter())
    energy.commission(project, device.erc7913, 0, 0, TE4_HASH, sender=cooperative)
    start = Registers(energy.meter(project).time, 0, 0)
    advance_to(project, State.OPERATING)
    return project, device, start


def test_year_of_the_pilot_adds_up(
    run, energy, shares, owner, cooperative, manager, vendor, arbiter, members, plant, chain, now, time_travel, tmp_path
):
    project, device, start = plant
    domain = Domain(chain.chain_id, energy.address)
    simulated = Plant(LOS_RIOS, CAPACITY_WP, "AgenciaSE", yield_kwh_per_kwp=YEAR_KWH / 10)
    readings = signed_readings(simulated, device, domain, project, start, month_ends(start.time + DAY, 12))

    billed = 0
    for quarter in range(4):
        for account, pesos in zip((owner, cooperative), PREPAID, strict=True):
            energy.deposit(pesos, sender=account)
        of_quarter = readings[3 * quarter : 3 * quarter + 3]
        time_travel(seconds=max(0, of_quarter[-1].reading.time + 7_200 - now()))
        file = tmp_path / f"quarter-{quarter + 1}.jsonl"
        write(file, of_quarter)
        brought = run(meter_command.cli, file, "--json").json
        assert brought["accepted"] == 3
        billed += brought["billed"]
        if quarter == 1:
            # One member sells half of what it has to another, and the fan of the inverter is paid for.
            shares.transfer(members[1], project, shares.balanceOf(members[4], project) // 2, sender=members[4])
            spent = (project, vendor, 15_000, DOCUMENT)
            shares.askSpending(*spent, sender=manager)
            shares.approveSpending(*spent, sender=arbiter)
            run(payout.cli, "--project", project, "--json")

    series, owed = shares.series(project), sum(energy.debtOf(project, who) for who in (owner, cooperative))
    reserved = shares.reserveOf(project) + 15_000
    assert billed == series.revenue + reserved + owed
    assert owed > 0
    assert reserved > 15_000
    assert abs(energy.meter(project).generatedWh / 1_000 - YEAR_KWH) <= 0.02 * YEAR_KWH

    whole = stated(run, tmp_path, "--project", project)
    total = whole["total"]
    assert total["owner_bill"] + total["cooperative_bill"] == billed
    assert (total["paid"], total["owed"], total["reserved"], total["shared"]) == (
        series.revenue + reserved,
        owed,
        reserved,
        series.revenue,
    )
    parts = [stated(run, tmp_path, "--holder", member.address, project)["total"] for member in members]
    assert sum(part["shares"] for part in parts) == GOAL
    assert sum(part["claimed"] for part in parts) == total["claimed"] > 0
    for same in ("generated", "used", "exported", "paid", "owed", "reserved", "shared"):
        assert {part[same] for part in parts} == {total[same]}
    dust = total["shared"] - sum(part["earned"] for part in parts)
    assert 0 <= dust <= len(members)


def stated(run, folder, subject, of, project=None):
    """A statement's part of a project."""
    ended = run(statement.cli, subject, of, "--out", folder, "--json")
    assert (ended.code, ended.json["differences"]) == (0, [])
    return next(part for part in ended.json["projects"] if part["project"] == (project or of))
