"""Compares what a simulation believes with what its chain says, to the peso."""

from antu.errors import AntuError
from antu.simulation.world import World

HINT = "That is a mistake in the simulation or in the contracts; please report it with the scenario."


def require_agreement(world: World) -> None:
    """Raises an `AntuError` that names the first project or participant of which the chain says something else."""
    chain = world.chain
    people = world.people.everybody
    addresses = [each.address for each in people]
    for each, pesos, prepaid in zip(people, chain.pesos(addresses), chain.prepaid(addresses), strict=True):
        if (each.pesos, each.prepaid) != (pesos, prepaid):
            raise AntuError(
                f"{each.agent.capitalize()} {each.number} should have {each.pesos:,} pesos and {each.prepaid:,} "
                f"prepaid; on the chain it has {pesos:,} and {prepaid:,}.",
                HINT,
            )
    for project, found in zip(world.projects.values(), chain.projects(), strict=True):
        shares = sum(stake.shares for stake in project.stakes.values())
        believed = (project.state.value, shares, project.goal, project.revenue)
        if believed != tuple(found):
            raise AntuError(f"Project {project.id} should be {believed} on the chain, and is {tuple(found)}.", HINT)
