"""Worlds at a moment of their own, without a chain behind them."""

from collections.abc import Sequence
from typing import Any

from antu.enums import Role, State
from antu.simulation.port import Act, OnChain, Outcome, Person
from antu.simulation.records import Agent
from antu.simulation.world import Project, Roles, Stake, World
from tests.antu.simulation.scenarios import people_of, small

PRICES = (1_000_000, 100_000, 10_000)
GOAL = 1_165_500


class QuietChain:
    """Takes every act, and says of everything what it was told to say."""

    chain_id = 31_337

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.said_pesos: list[int] = []
        self.said_prepaid: list[int] = []
        self.said_projects: list[OnChain] = []

    def address(self, contract: str) -> str:
        return f"0x{contract}"

    def mine(self, acts: Sequence[Act], time: int) -> list[Outcome]:
        self.acts += acts
        return [Outcome(1, time, 50_000, 150, 20, 120, 110, 2, []) for _ in acts]

    def pesos(self, addresses: Sequence[str]) -> list[int]:
        return self.said_pesos or [0] * len(addresses)

    def prepaid(self, addresses: Sequence[str]) -> list[int]:
        return self.said_prepaid or [0] * len(addresses)

    def projects(self) -> list[OnChain]:
        return self.said_projects

    def claimable(self, stakes: Sequence[tuple[str, int]]) -> list[int]:
        return [0] * len(stakes)

    @property
    def functions(self) -> list[str]:
        return [act.function for act in self.acts]


def world(**changes: Any) -> World:
    """A world on its first day, with everybody of the small scenario."""
    scenario = small(**changes)
    people = people_of(scenario)
    roles = Roles(*(Person(0, Agent.OPERATOR, place, f"0xrole{place}") for place in range(len(Roles._fields))))
    return World(scenario, people, roles, QuietChain(), 500)


def chain_of(of: World) -> QuietChain:
    assert isinstance(of.chain, QuietChain)
    return of.chain


def project(of: World, state: State, owner: int = 0, crowdfunded: bool = True) -> Project:
    """A project of the base case with a team, paid for by the first two financiers, a quarter and three; or by its
    owner."""
    made = Project(of.next_project, of.people.owners[owner], 0, 1_000, 2_000_000, 0, crowdfunded=crowdfunded)
    of.add_project(made)
    team = [
        of.add_offer(of.people.suppliers[role][0], role, 0, 0xFFFF, PRICES[role], 5) for role in Role
    ]  # fmt: skip
    of.matched(made, team, 0, of.now)
    payers: list[Person] = list(of.people.financiers[:2]) if crowdfunded else [made.owner]
    amounts = [GOAL // 4, GOAL - GOAL // 4] if crowdfunded else [GOAL]
    for payer, amount in zip(payers, amounts, strict=True):
        made.stakes[payer] = Stake(0, paid=amount, shares=amount)
    made.paid_in, made.state = GOAL, state
    return made
