"""`ape run meter`: every good reading counts once, whatever happens on the way; and what it foretells is true."""

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from ape import chain
from eth_account import Account
from eth_account.signers.local import LocalAccount

from antu.enums import Refusal, State
from antu.metering import Domain, Reading, SignedReading, local_signer, sign, write
from antu.relay import sift
from antu.relay.rejected import rejected_path
from antu.sending import note_path
from scripts import meter
from scripts._chain import readings as readings_adapter
from scripts._chain import sending
from scripts._chain.adapter import rpc
from scripts._chain.market import find_market
from tests.helpers import P256Meter, emitted
from tests.helpers.killing import Place, kill_at, kill_unmined
from tests.helpers.mocks import mock

HOUR = 3_600
LIMIT = 700_000  # gas; some sixteen readings


@pytest.fixture(scope="module")
def sunny(operating_project: Any) -> int:
    """A project of 1 kWp that operates."""
    return int(operating_project(crowdfunded=True))


@pytest.fixture
def signed(energy: Any, meters: Any) -> Callable[..., SignedReading]:
    """`signed(project, time, generated, exported=0, key=the meter's)`: a line of a file."""

    def line(project: int, at: int, generated: int, exported: int = 0, key: LocalAccount | None = None) -> Any:
        domain = Domain(chain.chain_id, str(energy.address))
        return sign(Reading(project, generated, exported, at), domain, local_signer(key or meters[project]))

    return line


@pytest.fixture
def hourly(sunny: int, energy: Any, signed: Any, time_travel: Any) -> list[SignedReading]:
    """Readings of two days, hour by hour, that have just ended."""
    before = energy.meter(sunny)
    time_travel(days=2)
    return [signed(sunny, before.time + hour * HOUR, before.generatedWh + hour * 100, 0) for hour in range(1, 49)]


@pytest.fixture
def file(tmp_path: Path, hourly: list[SignedReading]) -> Path:
    """The same as a file, the newest first."""
    path = tmp_path / "readings.jsonl"
    write(path, reversed(hourly))
    return path


@pytest.fixture
def small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "transaction_limit", lambda: LIMIT)


@pytest.fixture
def taken(energy: Any, sunny: int) -> Iterator[Callable[[], list[int]]]:
    """`taken()`: the times of the project's readings that the contract took since the test began."""
    first = chain.blocks.head.number + 1

    def times() -> list[int]:
        found = energy.ReadingAccepted.range(first, chain.blocks.head.number + 1)
        return [log.time for log in found if log.projectId == sunny]

    return times


def test_meter_sends_as_much_as_fits_and_never_again(
    run: Any, file: Path, hourly: Any, taken: Any, small_transactions: None
) -> None:
    ended = run(meter.cli, file, "--json")
    assert ended.code == 0, ended.stderr
    assert ended.json["accepted"] == len(hourly)
    assert taken() == [one.reading.time for one in hourly]
    used = [chain.provider.get_receipt(sent).gas_used for sent in ended.json["transactions"]]
    assert len(used) in range(2, 7)
    assert max(used) <= LIMIT
    assert sum(used) == ended.json["gas"]

    again = run(meter.cli, file, "--json").json
    assert (again["accepted"], again["counted_before"], again["transactions"]) == (0, len(hourly), [])


@pytest.mark.parametrize("moment", [(sending, "send_with", 2), (readings_adapter, "verdicts", 2)])
def test_meter_goes_on_where_it_was_killed(
    run: Any, file: Path, hourly: Any, taken: Any, small_transactions: None, moment: Place
) -> None:
    """Before its second transaction was sent, and after that was mined, but not told of."""
    kill_at(moment, lambda: run(meter.cli, file))
    assert note_path(file).exists()
    went = len(taken())
    assert 0 < went < len(hourly)
    ended = run(meter.cli, file, "--json")
    assert ended.code == 0, ended.stderr
    assert (ended.json["counted_before"], ended.json["accepted"]) == (went, len(hourly) - went)
    assert taken() == [one.reading.time for one in hourly]
    assert not note_path(file).exists()


def test_meter_waits_for_the_transaction_that_it_was_killed_over(
    run: Any, file: Path, hourly: Any, taken: Any, small_transactions: None
) -> None:
    """Its second transaction waits at the node; whoever sent its readings once more would send some twice."""
    kill_unmined(2, (readings_adapter, "verdicts", 2), lambda: run(meter.cli, file))
    assert rpc("txpool_status")["pending"] == "0x1"
    went = len(taken())

    def mine() -> None:
        # Not by Ape's connection, which the command has at the same time.
        for method, *parameters in (("evm_setAutomine", True), ("evm_mine",)):
            question = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
            requests.post(chain.provider.uri, json=question, timeout=10)

    miner = threading.Timer(1.5, mine)
    miner.start()
    ended = run(meter.cli, file, "--json")
    miner.join()
    assert ended.code == 0, ended.stderr
    waited_for = ended.json["counted_before"] - went
    assert 0 < waited_for < len(hourly) - went
    assert ended.json["accepted"] == len(hourly) - went - waited_for
    assert taken() == [one.reading.time for one in hourly]


def test_meter_writes_what_it_rejects_beside_the_file(
    run: Any, file: Path, hourly: Any, sunny: int, signed: Any, energy: Any
) -> None:
    forged = signed(sunny, hourly[-1].reading.time - 1, hourly[-1].reading.generated_wh, key=Account.create())
    write(file, [hourly[0], hourly[0], forged])
    file.write_text(file.read_text(encoding="utf-8") + "no reading\n", encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    ended = run(meter.cli, file, "--json")

    assert ended.code == 1
    assert "3 of 4 lines were not taken" in ended.stderr
    assert "readings.rejected.jsonl" in ended.stderr
    rows = [json.loads(line) for line in rejected_path(file).read_text(encoding="utf-8").splitlines()]
    assert [(row["line"], row["text"]) for row in rows] == [(place, lines[place - 1]) for place in (2, 3, 4)]
    reasons = [row["reason"] for row in rows]
    assert "is not after that of the last reading" in reasons[0]
    assert "it is signed by 0x" in reasons[1]
    assert reasons[2] == "is not JSON"

    write(file, hourly)
    assert run(meter.cli, file).code == 0
    assert not rejected_path(file).exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe{\x00}\x00", b"\x00", b"[" * 5_000, b'{"project": 1}\n\xe1', b"{}\r[]\r\n7", b"7"],
)
def test_meter_never_fails_over_a_file(run: Any, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "readings.jsonl"
    file.write_bytes(content)
    ended = run(meter.cli, file, "--json")
    assert ended.code == bool(content)
    assert ended.json["accepted"] == 0
    assert rejected_path(file).exists() == bool(content)


@pytest.mark.parametrize("name", [".", "none.jsonl"])
def test_meter_names_a_file_that_cannot_be_read(run: Any, tmp_path: Path, name: str) -> None:
    ended = run(meter.cli, tmp_path / name)
    assert ended.code == 1
    assert "cannot be read" in ended.stderr


def test_meter_dry_run_changes_nothing(run: Any, file: Path, hourly: Any) -> None:
    block = chain.blocks.head.number
    ended = run(meter.cli, file, "--dry-run", "--json")
    assert ended.json == {"ready": len(hourly), "counted_before": 0, "errors": []}
    assert chain.blocks.head.number == block
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_meter_takes_readings_of_p256_keys(
    run: Any,
    tmp_path: Path,
    building_at: Any,
    commission: Any,
    advance_to: Any,
    new_p256_meter: Any,
    sign_reading: Any,
    time_travel: Any,
) -> None:
    project, key = building_at(State.CONNECTING, crowdfunded=True), new_p256_meter()
    commission(project, key)
    advance_to(project, State.OPERATING)
    time_travel(days=1)
    good, file = p256(sign_reading(project, 1_000, 400), key), tmp_path / "readings.jsonl"
    write(file, [good, p256(sign_reading(project, 1_000, 400, meter=new_p256_meter()), key)])
    ended = run(meter.cli, file, "--json")
    assert ended.json["accepted"] == 1
    assert [error["line"] for error in ended.json["errors"]] == [2]


def p256(reading: Any, key: P256Meter) -> SignedReading:
    return SignedReading(Reading(*reading[:4]), reading.signature[len(key.key) :], key.key)


def test_sift_says_of_each_reading_what_the_contract_says(
    sunny: int, hourly: Any, energy: Any, signed: Any, stranger: Any, building_at: Any, meters: Any
) -> None:
    connected = building_at(State.CONNECTED)
    energy.report(hourly[0].as_tuple(), sender=stranger)
    now, last = chain.blocks.head.timestamp, hourly[0].reading
    bad = {
        Refusal.NO_METER: signed(2**32 - 1, now, 0, key=Account.create()),
        Refusal.NOT_OPERATING: signed(connected, now, 0),
        Refusal.FROM_FUTURE: signed(sunny, now + 10**6, last.generated_wh),
        Refusal.NOT_NEWER: signed(sunny, last.time - 1, last.generated_wh),
        Refusal.WENT_BACK: signed(sunny, now, last.generated_wh - 1),
        Refusal.EXPORTED_MORE_THAN_GENERATED: signed(sunny, now, last.generated_wh + 5, 6),
        Refusal.BEYOND_CAPACITY: signed(sunny, now, last.generated_wh + 10**6),
        Refusal.BAD_SIGNATURE: signed(sunny, now, last.generated_wh, key=Account.create()),
    }
    market = find_market()
    assert market
    before = readings_adapter.meters_of(market, {one.reading.project for one in bad.values()})
    tolerance, signatures = energy.toleranceBps(), readings_adapter.signatures(market)
    receipt = energy.reportBatch([one.as_tuple() for one in bad.values()], sender=stranger)
    mined = chain.blocks[receipt.block_number].timestamp
    skipped = [tuple(log.values())[1:] for log in emitted(receipt, energy.ReadingSkipped)]
    foretold = [sift([one], before, [], mined, tolerance, signatures).refused[0] for one in bad.values()]
    assert [(verdict.refusal, verdict.value, verdict.limit) for verdict in foretold] == skipped
    assert [verdict.refusal for verdict in foretold] == list(bad)


def test_smart_accounts_are_asked_for_their_signatures(
    building_at: Any, commission: Any, advance_to: Any, admin: Any, new_meter: Any, sign_reading: Any, time_travel: Any
) -> None:
    device, project = new_meter(), building_at(State.CONNECTING, crowdfunded=True)
    commission(project, admin.deploy(mock("MeterAccount"), device.address))
    advance_to(project, State.OPERATING)
    time_travel(days=1)
    market = find_market()
    assert market
    its_meter = readings_adapter.meters_of(market, {project})[project]
    check = readings_adapter.signatures(market).check
    for signer, good in ((device, True), (new_meter(), False)):
        reading = sign_reading(project, 1_000, 400, meter=signer)
        one = SignedReading(Reading(*reading[:4]), reading.signature)
        assert check(one, its_meter) == (good, int(signer.address, 16))
