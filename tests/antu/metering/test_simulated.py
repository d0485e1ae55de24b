"""A simulated meter signs what its plant's registers show, and a file of it can be read again."""

from pathlib import Path

import pytest

from antu.metering import (
    Domain,
    MeterKey,
    Plant,
    Registers,
    account_key,
    month_ends,
    p256_key,
    p256_verifies,
    read,
    signed_readings,
    signer_of,
    simulated_meter,
    simulated_p256_meter,
    write,
)

DOMAIN = Domain(31_337, "0x00000000000000000000000000000000000000E5")
VERIFIER = "0x00000000000000000000000000000000000000E7"
PLANT = Plant(13, 10_000, "seed")
START = Registers(1_770_000_000, 5_000, 2_000)
TIMES = month_ends(START.time, 12)
ACCOUNT = account_key(simulated_meter("seed", 7))
P256 = p256_key(simulated_p256_meter("seed", 7), VERIFIER)


@pytest.mark.parametrize("key", [ACCOUNT, P256], ids=["account", "P-256"])
def test_signed_readings_are_the_registers_and_survive_a_file(key: MeterKey, tmp_path: Path) -> None:
    signed = signed_readings(PLANT, key, DOMAIN, 7, START, TIMES)
    shown = [Registers(one.reading.time, one.reading.generated_wh, one.reading.exported_wh) for one in signed]
    assert shown == list(PLANT.registers(START, TIMES))
    assert {one.reading.project for one in signed} == {7}
    assert signed == signed_readings(PLANT, key, DOMAIN, 7, START, TIMES)

    write(tmp_path / "readings.jsonl", signed)
    parsed = read(tmp_path / "readings.jsonl")
    assert parsed.readings == tuple(signed)
    assert [one.line for one in parsed.readings] == list(range(1, 13))


def test_signed_readings_are_signed_by_the_meter() -> None:
    by_account = signed_readings(PLANT, ACCOUNT, DOMAIN, 7, START, TIMES[:3])
    assert {signer_of(one, DOMAIN) for one in by_account} == {simulated_meter("seed", 7).address}
    by_p256 = signed_readings(PLANT, P256, DOMAIN, 7, START, TIMES[:3])
    assert all(p256_verifies(one, DOMAIN) for one in by_p256)
