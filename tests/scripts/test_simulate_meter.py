"""`ape run simulate_meter`: its file goes in as it is, whichever key the meters have."""

from pathlib import Path
from typing import Any

import pytest

from antu.billing.months import iso, month_of
from antu.enums import State
from antu.metering import read, simulated_meter, simulated_p256_meter
from scripts import meter, simulate_meter
from tests.helpers import P256Meter, account_key

SEED = 11


@pytest.fixture
def simulated(building_at: Any, commission: Any, advance_to: Any, verifier: Any) -> Any:
    """`simulated(curve)`: a project that operates, with a simulated meter."""

    def build(curve: str) -> int:
        project = building_at(State.CONNECTING, crowdfunded=True)
        if curve == "p256":
            key: Any = P256Meter(simulated_p256_meter(str(SEED), project), account_key(verifier))
        else:
            key = simulated_meter(str(SEED), project)
        commission(project, key)
        return int(advance_to(project, State.OPERATING))

    return build


@pytest.mark.parametrize("curve", ["secp256k1", "p256"])
def test_simulated_readings_are_counted(
    run: Any, energy: Any, simulated: Any, now: Any, tmp_path: Path, curve: str
) -> None:
    project, file = simulated(curve), tmp_path / "readings.jsonl"
    options = ["--project", project, "--seed", SEED, "--curve", curve, "--out", file]
    last = iso(month_of(energy.meter(project).time) + 11)
    written = run(simulate_meter.cli, *options, "--to", last, "--skip-wait", "--json")
    assert written.code == 0, written.stderr
    assert written.json["readings"] == 12
    went = run(meter.cli, file, "--json")
    assert went.code == 0, went.stderr
    assert went.json["accepted"] == 12
    assert energy.meter(project).generatedWh in range(1_000_000, 2_500_000)  # 1 kWp for about a year

    again = run(simulate_meter.cli, *options, "--to", iso(month_of(now()) + 2))
    assert "ahead of the chain's time" in again.stdout
    assert len(read(file).readings) == 3


def test_simulate_meter_says_with_which_key_to_connect(run: Any, building_at: Any, verifier: Any) -> None:
    project = building_at(State.CONNECTING)
    options = ["--project", project, "--seed", SEED]
    key = run(simulate_meter.cli, *options, "--key", "--json").json[str(project)]
    assert key == simulated_meter(str(SEED), project).address.lower()
    p256 = run(simulate_meter.cli, *options, "--curve", "p256", "--key", "--json").json[str(project)]
    assert p256.startswith(str(verifier.address).lower())
    assert len(p256) == 2 + 2 * 84
    ended = run(simulate_meter.cli, *options)
    assert ended.code == 1
    assert f"Connect it with --meter {key}" in ended.stderr


def test_simulate_meter_refuses_a_meter_with_another_key(run: Any, operating_project: Any, tmp_path: Path) -> None:
    ended = run(simulate_meter.cli, "--project", operating_project(), "--out", tmp_path / "readings.jsonl")
    assert ended.code == 1
    assert "has another key than the simulated one" in ended.stderr
    assert not list(tmp_path.iterdir())
