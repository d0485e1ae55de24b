"""`ape run build`: every step of building, and the ways out."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak

from antu.enums import State
from antu.metering.keys import P256_KEY_BYTES
from antu.money import BASE_CASE
from antu.relay import stored_key
from scripts import build, simulate_meter
from scripts._chain.adapter import logs
from scripts._chain.steps import meter_key
from tests.scripts.conftest import Run


def test_build_next_takes_a_project_from_funded_to_operating(
    run: Run,
    market: ContractInstance,
    energy: ContractInstance,
    token: ContractInstance,
    funded_project: Callable[..., int],
    new_meter: Callable[[], LocalAccount],
    vendor: AccountAPI,
    tmp_path: Path,
) -> None:
    project = funded_project()
    forward = (build.forward, "--project", project, "--json")
    before = token.balanceOf(vendor)
    states = [run(*forward).json["state"]]
    states += [run(*forward, "--skip-wait").json["state"]]
    assert token.balanceOf(vendor) - before == BASE_CASE.vendor
    states += [run(*forward).json["state"], run(*forward, "--skip-wait").json["state"]]
    assert states == ["DELIVERED", "INSTALLING", "INSTALLED", "CONNECTING"]

    unnamed = run(*forward)
    assert unnamed.code == 1
    assert "--meter 0x… --te4 te4.pdf" in unnamed.stderr
    document = tmp_path / "te4.pdf"
    document.write_bytes(b"TE-4")
    meter = new_meter().address
    named = ("--meter", meter, "--te4", document, "--generated", 500, "--exported", 200)
    connected = run(*forward, *named)
    assert connected.json["state"] == "CONNECTED"
    assert (energy.meter(project).key, energy.meter(project).generatedWh) == (meter, 500)
    [commissioned] = [event for event in logs(market.Commissioned, 0) if event.projectId == project]
    assert commissioned.te4Hash == keccak(b"TE-4")
    assert run(*forward, "--skip-wait").json["state"] == "OPERATING"
    assert market.project(project).state == State.OPERATING


def test_build_next_says_from_when_a_release_is_possible(run: Run, building_at: Callable[..., int]) -> None:
    project = building_at(State.DELIVERED)
    early = run(build.forward, "--project", project)
    assert early.code == 1
    assert f"release of project {project} is possible from" in early.stderr


def test_build_next_points_to_the_command_for_other_steps(run: Run, matched_project: Callable[..., int]) -> None:
    project = matched_project()
    refused = run(build.forward, "--project", project)
    assert refused.code == 1
    assert f"ape run fund --project {project}" in refused.stderr


def test_build_next_connects_a_p256_meter(
    run: Run,
    energy: ContractInstance,
    verifier: ContractInstance,
    building_at: Callable[..., int],
    tmp_path: Path,
) -> None:
    project = building_at(State.CONNECTING)
    asked = run(
        simulate_meter.cli, "--project", project, "--curve", "p256", "--seed", secrets.randbits(60), "--key", "--json"
    )
    meter = asked.json[str(project)]
    connected = run(build.forward, "--project", project, "--meter", meter, "--te4", "0x" + "1" * 64, "--json")
    assert connected.json["state"] == "CONNECTED"
    key = bytes.fromhex(meter.removeprefix("0x"))
    assert key.startswith(bytes.fromhex(verifier.address[2:]))
    known = energy.meter(project)
    assert (known.keyLength, known.key.lower()) == (P256_KEY_BYTES, stored_key(key))


@pytest.mark.parametrize(
    ("meter", "reason"),
    [
        ("0x5", "0x5 is no meter's key."),
        ("", "Give the meter's key"),
        ("meter-7", "meter-7 is no meter's key."),
        ("0x" + "1" * 38, "is no meter's key: it has 19 bytes."),
        ("0x" + "1" * 512, "1... is no meter's key: it has 256 bytes."),
        ("0x70997970C51812dc3A010C7d01b50e0d17dc79c8", "is no address: its capitals do not fit its digits."),
    ],
)
def test_build_next_names_a_bad_meter(run: Run, building_at: Callable[..., int], meter: str, reason: str) -> None:
    project = building_at(State.CONNECTING)
    refused = run(build.forward, "--project", project, "--meter", meter, "--te4", "0x" + "1" * 64)
    assert refused.code == 1
    assert reason in refused.stderr


@pytest.mark.parametrize("size", [20, 21, 84, 255])
@pytest.mark.parametrize("prefix", ["0x", ""])
def test_meter_key_takes_every_length_of_a_signer(prefix: str, size: int) -> None:
    assert meter_key(prefix + "ab" * size) == b"\xab" * size


def test_build_next_names_a_bad_document(run: Run, building_at: Callable[..., int]) -> None:
    named = (build.forward, "--project", building_at(State.CONNECTING))
    meter = "0x" + "1" * 40
    assert "neither a file nor a hash" in run(*named, "--meter", meter, "--te4", "nothing.pdf").stderr


def test_build_show_says_who_is_awaited(run: Run, building_at: Callable[..., int], manager: AccountAPI) -> None:
    project = building_at(State.INSTALLING)
    [waiting] = run(build.show, "--project", project, "--json").json["projects"]
    assert (waiting["step"], waiting["actor"]) == ("confirmInstallation", "manager")
    assert waiting["account"] == manager.address
    listed = run(build.show, "--json").json["projects"]
    assert waiting in listed


def test_build_dispute_resolve_and_refund(
    run: Run, token: ContractInstance, building_at: Callable[..., int], owner: AccountAPI
) -> None:
    project = building_at(State.INSTALLING)
    disputed = run(build.dispute, "--project", project, "--reason", "0x" + "ab" * 32, "--json")
    assert disputed.json["state"] == "DISPUTED"
    assert run(build.resolve, "--project", project, "--cancel", "--json").json["state"] == "CANCELLED"

    before = token.balanceOf(owner)
    left = BASE_CASE.goal - BASE_CASE.vendor
    refunded = run(build.refund, "--project", project, "--json").json
    assert refunded["paid"] == [{"to": owner.address, "pesos": left}]
    assert token.balanceOf(owner) - before == left
    again = run(build.refund, "--project", project)
    assert again.code == 1
    assert "NothingToRefund" in again.stderr


def test_build_resolve_lets_building_go_on(run: Run, building_at: Callable[..., int]) -> None:
    project = building_at(State.DELIVERING)
    run(build.dispute, "--project", project, "--reason", "0x" + "ab" * 32)
    assert run(build.resolve, "--project", project, "--proceed", "--json").json["state"] == "DELIVERING"


def test_build_cancel_and_expire_wait_for_their_deadlines(
    run: Run, funded_project: Callable[..., int], matched_project: Callable[..., int]
) -> None:
    for command, project in ((build.cancel, funded_project()), (build.expire, matched_project())):
        early = run(command, "--project", project)
        assert early.code == 1
        assert "is possible from" in early.stderr
    assert run(build.cancel, "--project", funded_project(), "--skip-wait", "--json").json["state"] == "CANCELLED"
    assert run(build.expire, "--project", matched_project(), "--skip-wait", "--json").json["state"] == "EXPIRED"


def test_build_refuses_a_step_that_the_state_does_not_have(run: Run, funded_project: Callable[..., int]) -> None:
    project = funded_project()
    refused = run(build.refund, "--project", project)
    assert refused.code == 1
    assert f"Project {project} has no step refund: its state is 'awaiting delivery'" in refused.stderr
