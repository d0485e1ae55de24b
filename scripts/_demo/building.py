"""From a funded project to one that operates, or to one that is cancelled in a dispute."""

from collections.abc import Sequence

from eth_utils.crypto import keccak

from antu.enums import CHALLENGE_WINDOW_SECONDS, Party
from antu.metering import simulated_meter
from scripts._chain.steps import cooperative
from scripts._demo.stage import Stage


def build(stage: Stage, projects: Sequence[int]) -> None:
    """Delivers, installs and connects projects, side by side."""
    deliver(stage, projects)
    _confirm(stage, projects, "confirmInstallation", Party.MANAGER)
    _release(stage, projects)
    energy, market = stage.market.energy, stage.market.market
    for project in projects:
        meter = simulated_meter(str(stage.seed), project).address
        te4 = keccak(text=f"TE-4 of project {project}")
        connects = cooperative(stage.market, market.project(project).region)
        stage.act("commission", energy.commission, project, meter, 0, 0, te4, by=connects)
    _release(stage, projects)


def deliver(stage: Stage, projects: Sequence[int]) -> None:
    """Has the installers confirm that the equipment came; the vendors are paid."""
    _confirm(stage, projects, "confirmDelivery", Party.INSTALLER)
    _release(stage, projects)


def quarrel(stage: Stage, project: int) -> None:
    """The equipment comes, the installer never does: the owner calls the arbiter, who cancels."""
    deliver(stage, [project])
    market, arbiter = stage.market.market, stage.market.record.parameters.arbiter
    reason = keccak(text="The installer has not come for two months.")
    stage.act("dispute", market.dispute, project, reason, by=_party(stage, project, Party.OWNER))
    stage.act("resolve", market.resolve, project, False, by=arbiter)


def _confirm(stage: Stage, projects: Sequence[int], method: str, party: Party) -> None:
    for project in projects:
        stage.act("confirm", getattr(stage.market.market, method), project, by=_party(stage, project, party))


def _release(stage: Stage, projects: Sequence[int]) -> None:
    """Waits for the challenge windows to pass; then anybody may release, here the keeper."""
    stage.wait(CHALLENGE_WINDOW_SECONDS)
    for project in projects:
        stage.act("release", stage.market.market.release, project, by=stage.market.record.parameters.keeper)


def _party(stage: Stage, project: int, party: Party) -> str:
    return str(stage.market.market.partyOf(project, party))
