"""Pesos between banks and the chain: who needs some brings them, who has earned some takes them back."""

from collections.abc import Iterable, Mapping

from eth_utils.crypto import keccak

from antu.simulation.port import Act, Person
from antu.simulation.world import World

ROUND = 1_000  # people transfer round amounts
UNLIMITED = 2**256 - 1


def bring(world: World, needs: Mapping[Person, int]) -> None:
    """Has whoever lacks pesos for what it means to do bring them from its bank: the issuer mints them, within the
    reserve that the attestor publishes before."""
    short = {person: need - person.pesos for person, need in needs.items() if need > person.pesos}
    if not short:
        return
    amounts = {person: -(-lack // ROUND) * ROUND for person, lack in short.items()}
    total = world.minted + sum(amounts.values())
    acts = [Act(world.roles.attestor, "token", "publishReserve", (total, _reference("reserve", total)))]
    running = world.minted
    for person, amount in amounts.items():
        running += amount
        arguments = (person.address, amount, _reference("deposit", running))
        acts.append(Act(world.roles.issuer, "token", "mint", arguments, pesos=amount))
        person.pesos += amount
        person.brought += amount
    world.minted = total
    world.send(acts)


def allow(world: World, people: Iterable[Person], contract: str) -> None:
    """Has those who have not yet done so let a contract take their pesos."""
    new = [person for person in dict.fromkeys(people) if contract not in person.allowed]
    spender = world.chain.address(contract)
    world.send(Act(person, "token", "approve", (spender, UNLIMITED)) for person in new)
    for person in new:
        person.allowed.add(contract)


def take_home(world: World, people: Iterable[Person]) -> None:
    """Has people take all their pesos to their banks."""
    rich = [person for person in people if person.pesos]
    acts = []
    for person in rich:
        person.taken += person.pesos
        reference = _reference("withdrawal", person.number, person.taken)
        acts.append(Act(person, "token", "redeem", (person.pesos, reference), pesos=person.pesos))
        person.pesos = 0
    world.send(acts)


def pay(world: World, payments: Iterable[tuple[Person, Person, int, int]]) -> None:
    """Payments between people, beside the contracts: from whom, to whom, pesos, and the project that they are about."""
    acts = []
    for payer, payee, amount, project in payments:
        payer.pesos -= amount
        payee.pesos += amount
        acts.append(Act(payer, "token", "transfer", (payee.address, amount), project, pesos=amount))
    world.send(acts)


def _reference(*of: object) -> bytes:
    return keccak(text="/".join(map(str, of)))
