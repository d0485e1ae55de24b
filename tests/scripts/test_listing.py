"""`ape run` as a newcomer sees it."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import (
    build,
    demo,
    deploy,
    forward,
    frontier,
    fund,
    index,
    match,
    meter,
    participants,
    pause,
    payout,
    rehearse,
    roles,
    sign,
    simulate,
    simulate_meter,
    statement,
    status,
    upgrade,
)
from tests.scripts.conftest import Run

ROOT = Path(__file__).resolve().parent.parent.parent
COMMANDS = {
    "build": build.cli,
    "demo": demo.cli,
    "deploy": deploy.cli,
    "forward": forward.cli,
    "frontier": frontier.cli,
    "fund": fund.cli,
    "index": index.cli,
    "match": match.cli,
    "meter": meter.cli,
    "participants": participants.cli,
    "pause": pause.cli,
    "payout": payout.cli,
    "rehearse": rehearse.cli,
    "roles": roles.cli,
    "sign": sign.cli,
    "simulate": simulate.cli,
    "simulate_meter": simulate_meter.cli,
    "statement": statement.cli,
    "status": status.cli,
    "upgrade": upgrade.cli,
}


def test_ape_run_lists_just_the_commands() -> None:
    ape = Path(sys.executable).with_name("ape")
    asked = subprocess.run([ape, "run", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = asked.stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed if line.strip()] == sorted(COMMANDS)
    assert asked.stderr == ""


def test_help_of_every_command_ends_with_an_example() -> None:
    for name, command in COMMANDS.items():
        steps = getattr(command, "commands", {})
        for shown in (command, *steps.values()):
            assert f"Example:\n  ape run {name}" in (shown.epilog or ""), shown.name
            assert shown.short_help
            assert len(shown.short_help) <= 45


def test_commands_say_which_languages_there_are(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTU_LANG", "es")
    assert "Lo que los contratos deben y tienen" in run(status.cli).stdout
    monkeypatch.setenv("ANTU_LANG", "fr")
    ended = run(status.cli)
    assert ended.code == 1
    assert "There is no text in 'fr'" in ended.stderr
