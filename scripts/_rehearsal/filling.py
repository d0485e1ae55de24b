"""Filling a market with lives: posted, matched, funded and built side by side, each as far as it comes."""

from collections.abc import Callable, Iterable, Sequence

from antu.batches import batches
from antu.enums import CHALLENGE_WINDOW_SECONDS, CROWD_FUNDING_SECONDS, Party, Role, State
from antu.errors import AntuError
from antu.matching import Team
from antu.rehearsal.lives import Fate, Life
from antu.roles import AccessRole
from scripts._chain import clock
from scripts._chain.ledger import project_rows
from scripts._chain.market import Market
from scripts._chain.matching import teams_argument
from scripts._chain.posting import posted_id
from scripts._rehearsal.operating import DOCUMENT, Operation
from scripts._rehearsal.parties import ENERGY_PRICE, SLACK, Parties
from scripts._rehearsal.roles import Roles
from scripts._rehearsal.waves import Act, Sea, act

RESERVE_BPS = 1_000

# The stages of building that somebody's word leads to: the installer's, the manager's, the cooperative's.
WORDS = (State.DELIVERED, State.INSTALLED, State.CONNECTED)


def fill(market: Market, roles: Roles, sea: Sea, lives: Sequence[Life], seed: int) -> dict[int, Life]:
    """Has all lives lived, from their postings on; each project's number and its life.

    Those that end long ago come first, so that the others' funding periods and windows are still open at the end.
    Raises `AntuError` if a project does not end in the state that it was to end in."""
    parties = Parties(market, roles, sea, lives, seed)
    parties.arrive()
    old = [life for life in lives if life.kind.end in (State.EXPIRED, State.OPERATING)]
    filling = Filling(parties)
    filling.live(old)
    filling.expire()
    Operation(parties, filling.in_end(State.OPERATING)).live()
    filling.live([life for life in lives if life not in old])
    filling.rate()
    _check(market, filling.projects)
    return filling.projects


def _check(market: Market, projects: dict[int, Life]) -> None:
    ends = {int(row.id): State(row.project.state) for row in project_rows(market)}
    for project, life in projects.items():
        if ends[project] is not life.kind.end:
            raise AntuError(f"Project {project} was to be {life.kind.end.name}, and is {ends[project].name}.")


class Filling:
    """Projects on their way. `projects` are all so far, with their lives."""

    def __init__(self, parties: Parties) -> None:
        self.parties, self.market = parties, parties.market.market
        self._wave = parties.sea.wave
        self.projects: dict[int, Life] = {}
        self._goals: dict[int, int] = {}

    def in_end(self, *states: State) -> dict[int, Life]:
        """The projects that end in these states."""
        return {project: life for project, life in self.projects.items() if life.kind.end in states}

    def live(self, lives: Sequence[Life]) -> None:
        """Posts demands and has each become what it can without time passing but for challenge windows."""
        new = self._post(lives)
        self._each({each: life for each, life in new.items() if life.kind.end is State.WITHDRAWN}, self._withdraw)
        matched = {each: life for each, life in new.items() if life.kind.end not in (State.OPEN, State.WITHDRAWN)}
        self._match(matched)
        self._fund(matched)
        self._build({each: life for each, life in matched.items() if life.kind.built})

    def _each(self, projects: dict[int, Life], what: Callable[[int, Life], Act]) -> None:
        """The same for each of some projects."""
        self._wave(what(project, life) for project, life in projects.items())

    # FROM DEMANDS TO MONEY

    def _post(self, lives: Sequence[Life]) -> dict[int, Life]:
        receipts = self._wave(self._demand(life) for life in lives)
        new = {posted_id(self.parties.market, each): life for life, each in zip(lives, receipts, strict=True)}
        self.projects |= new
        return new

    def _demand(self, life: Life) -> Act:
        size = self.parties.size_class(life)
        asked = (size.id, self.parties.region(life), self._most(life), ENERGY_PRICE, life.kind.crowdfunded)
        terms = (RESERVE_BPS * life.has(Fate.RESERVE), life.has(Fate.INDEXED))
        owner = self.parties.owner(life)
        if any(terms):
            return act(self.market.postDemandWithTerms, *asked, terms, by=owner)
        return act(self.market.postDemand, *asked, by=owner)

    def _most(self, life: Life) -> int:
        """Pesos that an owner would pay."""
        capacity = self.parties.size_class(life).capacity_wp
        return SLACK * sum(self.parties.price(role, capacity) for role in Role)

    def _withdraw(self, project: int, life: Life) -> Act:
        return act(self.market.withdrawDemand, project, by=self.parties.owner(life))

    def _match(self, projects: dict[int, Life]) -> None:
        teams = [self._team(project, life) for project, life in projects.items()]
        keeper = self.parties.roles.holder(AccessRole.KEEPER)
        self._wave(act(self.market.matchBatch, teams_argument(batch), by=keeper) for batch in batches(teams))
        self._goals |= {int(row.id): int(row.goal) for row in project_rows(self.parties.market)}

    def _team(self, project: int, life: Life) -> Team:
        size = self.parties.size_class(life).id
        vendor, installer, manager = (self.parties.offers[role, size] for role in Role)
        return Team(project, vendor, installer, manager, self._most(life))

    def _fund(self, projects: dict[int, Life]) -> None:
        self._wave(
            act(self.market.fund, project, amount, by=by)
            for project, life in projects.items()
            if not life.has(Fate.UNPAID)
            for by, amount in self.parties.pledges(life, self._goals[project])
        )

    def expire(self) -> None:
        """Waits until those that stay short expire; some of their funders take their money back."""
        short = self.in_end(State.EXPIRED)
        if short:
            clock.travel_to(clock.now() + CROWD_FUNDING_SECONDS + 1)
            self._wave(act(self.market.expire, project, by=self.parties.bank) for project in short)
            self._refund(short)

    def _refund(self, projects: dict[int, Life]) -> None:
        self._wave(
            act(self.market.refund, project, by=self.parties.crowd(life)[0])
            for project, life in projects.items()
            if life.has(Fate.REFUNDED)
        )

    # BUILDING

    def _build(self, projects: dict[int, Life]) -> None:
        self._halt(projects, State.DELIVERING)
        for stage in WORDS:
            reaching = {each: life for each, life in projects.items() if life.kind.furthest >= stage}
            passing = {each: life for each, life in reaching.items() if life.kind.furthest > stage}
            self._each(reaching, self._word(stage))
            self._halt(projects, stage)
            if passing:
                clock.travel_to(clock.now() + CHALLENGE_WINDOW_SECONDS)
                self._each(passing, self._release)
            self._halt(projects, State(stage + 1))

    def _word(self, stage: State) -> Callable[[int, Life], Act]:
        suppliers = self.parties.suppliers
        if stage is State.DELIVERED:
            return lambda project, _: act(self.market.confirmDelivery, project, by=suppliers[Role.INSTALLER])
        if stage is State.INSTALLED:
            return lambda project, _: act(self.market.confirmInstallation, project, by=suppliers[Role.MANAGER])
        return self._commission

    def _commission(self, project: int, life: Life) -> Act:
        key = self.parties.meter(project, life.has(Fate.SECURE)).erc7913
        commission = self.parties.market.energy.commission
        return act(commission, project, key, 0, 0, DOCUMENT, by=self.parties.cooperatives[0])

    def _release(self, project: int, _: Life) -> Act:
        return act(self.market.release, project, by=self.parties.bank)

    def _halt(self, projects: dict[int, Life], stage: State) -> None:
        """What stops projects at a stage: a small holder asks to, an owner does, the arbiter ends it."""
        here = {each: life for each, life in projects.items() if life.kind.furthest is stage}
        dispute, arbiter = self.market.dispute, self.parties.roles.holder(AccessRole.ARBITER)
        backed = {each: life for each, life in here.items() if life.has(Fate.BACKED)}
        self._wave(act(dispute, each, DOCUMENT, by=self.parties.crowd(life)[0]) for each, life in backed.items())
        halted = {each: life for each, life in here.items() if life.kind.halted_at}
        self._wave(act(dispute, each, DOCUMENT, by=self.parties.owner(life)) for each, life in halted.items())
        ended = {each: life for each, life in halted.items() if life.kind.end is State.CANCELLED}
        self._wave(act(self.market.resolve, each, False, by=arbiter) for each in ended)
        self._refund(ended)

    # AT THE END

    def rate(self) -> None:
        """Owner and vendor rate each other; of an expired project only the owner can be rated."""
        rated = {project: life for project, life in self.projects.items() if life.has(Fate.RATED)}
        self._wave(self._ratings(rated.items()))

    def _ratings(self, rated: Iterable[tuple[int, Life]]) -> Iterable[Act]:
        rate, vendor = self.market.rate, self.parties.suppliers[Role.VENDOR]
        for project, life in rated:
            score = self.parties.dice("score", project).between(-1, 1)
            yield act(rate, project, Party.VENDOR, Party.OWNER, score, by=vendor)
            if life.kind.end is not State.EXPIRED:
                yield act(rate, project, Party.OWNER, Party.VENDOR, -score, by=self.parties.owner(life))
