"""Writes what simulated meters would sign, for trying `ape run meter` on a local chain."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from antu.billing.months import iso, month_of, month_start
from antu.enums import MeterStatus
from antu.errors import AntuError
from antu.metering import (
    MeterKey,
    Plant,
    Registers,
    SignedReading,
    account_key,
    p256_key,
    signed_readings,
    simulated_meter,
    simulated_p256_meter,
    write,
)
from antu.participants.draw import DEFAULT_SEED
from antu.relay import stored_key
from antu.text import energy
from scripts._chain.adapter import is_playground
from scripts._chain.clock import now, travel_to
from scripts._chain.display import grid, when
from scripts._chain.ledger import project_row
from scripts._chain.market import Market, load_market
from scripts._chain.readings import domain
from scripts._chain.session import Session, command

CURVES = ("secp256k1", "p256")

NOTES = """A project's meter must have the simulated key. To connect it so, ask for the key first:
  ape run simulate_meter --project 7 --key
  ape run build next --project 7 --meter 0x… --te4 te4.pdf
Whoever knows the seed can sign with these keys; they are for playing."""

month = click.DateTime(formats=["%Y-%m"])


@command(
    "ape run simulate_meter --project 7 --from 2026-01 --to 2026-12 --out readings.jsonl --network ethereum:devnet",
    NOTES,
    short_help="Write readings of simulated meters.",
)
@click.option("--project", "projects", type=click.IntRange(1), multiple=True, required=True, help="May be repeated.")
@click.option("--from", "first", type=month, help="The first month; by default that of the meter's last reading.")
@click.option("--to", "last", type=month, help="The last month; by default the last one that has ended.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("readings.jsonl"), show_default=True)
@click.option("--curve", type=click.Choice(CURVES), default=CURVES[0], show_default=True, help="Of the meters' keys.")
@click.option("--seed", type=click.IntRange(0), default=DEFAULT_SEED, show_default=True, help="Makes sun and keys.")
@click.option("--key", "keys_only", is_flag=True, help="Only say with which keys the meters are to be connected.")
@click.option("--skip-wait", is_flag=True, help="Move the chain's clock to the last reading.")
def cli(
    session: Session,
    projects: tuple[int, ...],
    first: datetime | None,
    last: datetime | None,
    out: Path,
    curve: str,
    seed: int,
    keys_only: bool,
    skip_wait: bool,
) -> None:
    """Write the readings that meters of simulated plants would sign, one at the end of each month."""
    if not is_playground():
        raise AntuError("Simulated meters are for local chains.", "Use --network ethereum:devnet, for example.")
    market = load_market()
    keys = {project: _key(market, curve, seed, project) for project in projects}
    if keys_only:
        result = {str(project): f"0x{key.erc7913.hex()}" for project, key in keys.items()}
        session.end(result, *(f"Project {project}: {key}" for project, key in result.items()))
        return
    ends = (_month(first), _month(last) if last else month_of(now()) - 1)
    readings = [one for project in projects for one in _readings(market, project, keys[project], seed, ends)]
    if not readings:
        raise AntuError(
            f"No month ends between the meters' last readings and the end of {iso(ends[1])}.",
            "Ask for later months with --to; --skip-wait moves the chain's clock there.",
        )
    write(out, readings)
    latest = max(one.reading.time for one in readings)
    if skip_wait:
        travel_to(latest)
    words = [f"{len(readings)} readings are in {out}. To bring them to the chain: ape run meter {out}"]
    if latest > now():
        words.append(f"The last ones are ahead of the chain's time, {when(now())}; --skip-wait moves it.")
    session.end({"readings": len(readings), "file": str(out), "until": latest}, _table(session, readings), *words)


def _month(given: datetime | None) -> int:
    return (given.year - 1970) * 12 + given.month - 1 if given else 0


def _key(market: Market, curve: str, seed: int, project: int) -> MeterKey:
    if curve == "p256":
        return p256_key(simulated_p256_meter(str(seed), project), str(market.verifier.address))
    return account_key(simulated_meter(str(seed), project))


def _readings(market: Market, project: int, key: MeterKey, seed: int, months: tuple[int, int]) -> list[SignedReading]:
    """What a project's meter signs at the end of each month, from the first to the last and after its last reading."""
    region, meter = project_row(market, project).project.region, market.energy.meter(project)
    hint = f"Connect it with --meter 0x{key.erc7913.hex()}, or name the --seed and --curve of its key."
    if meter.status == MeterStatus.NONE:
        raise AntuError(f"Project {project} has no meter yet.", hint)
    if str(meter.key).lower() != stored_key(key.erc7913):
        raise AntuError(f"The meter of project {project} has another key than the simulated one.", hint)
    start = Registers(
        int(meter.time),
        int(meter.generatedWh - meter.carriedGeneratedWh),
        int(meter.exportedWh - meter.carriedExportedWh),
    )
    ends = (month_start(each + 1) for each in range(max(months[0], month_of(start.time)), months[1] + 1))
    plant = Plant(region, int(meter.capacityWp), f"{seed}/{project}")
    return signed_readings(plant, key, domain(market), project, start, (end for end in ends if end > start.time))


def _table(session: Session, readings: list[SignedReading]) -> Any:
    made = grid("Simulated meters", ">project", ">readings", "from", "to", ">generated", ">exported")
    by_project: dict[int, list[SignedReading]] = {}
    for one in readings:
        by_project.setdefault(one.reading.project, []).append(one)
    for project, group in by_project.items():
        first, last = group[0].reading, group[-1].reading
        figures = (energy(wh, session.lang) for wh in (last.generated_wh, last.exported_wh))
        made.add_row(str(project), str(len(group)), when(first.time), when(last.time), *figures)
    return made
