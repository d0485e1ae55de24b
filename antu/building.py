"""What may happen next to a project: which call, whose, and when. The contracts' rules as one table."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from antu.enums import ARBITER_SECONDS, State


class Actor(StrEnum):
    """Who may take a step. The words are keys of `antu.text`."""

    OWNER = "owner"
    FUNDER = "funder"  # the owner of a direct project, financiers of a crowdfunded one
    KEEPER = "keeper"
    INSTALLER = "installer"
    MANAGER = "manager"
    COOPERATIVE = "cooperative"
    ARBITER = "arbiter"
    HOLDER = "holder"
    ANYONE = "anyone"


class When(Enum):
    """When a step is open, beside the project's deadline, in block time."""

    ALWAYS = "always"
    UNTIL = "until"  # up to the deadline, that second included
    FROM = "from"  # from the deadline on
    AFTER = "after"  # later than the deadline


@dataclass(frozen=True)
class Action:
    """A call that changes a project: of `contract`, by its short name in a deployment, by `actor`."""

    contract: str
    method: str
    actor: Actor
    when: When = When.ALWAYS

    def is_open(self, deadline: int, now: int) -> bool:
        """Whether the contract takes the call at `now`; both in seconds."""
        match self.when:
            case When.ALWAYS:
                return True
            case When.UNTIL:
                return now <= deadline
            case When.FROM:
                return now >= deadline
            case When.AFTER:
                return now > deadline

    def opens_at(self, deadline: int) -> int:
        """The first second at which the contract takes the call, 0 if it always has."""
        return {When.FROM: deadline, When.AFTER: deadline + 1}.get(self.when, 0)


_RELEASE = (Action("market", "release", Actor.ANYONE, When.FROM),)
_CANCEL = Action("market", "cancel", Actor.ANYONE, When.AFTER)

# The first action of a state is the one that brings the project forward.
ACTIONS: dict[State, tuple[Action, ...]] = {
    State.NONE: (),
    State.OPEN: (
        Action("market", "matchBatch", Actor.KEEPER),
        Action("market", "matchOwn", Actor.OWNER),
        Action("market", "withdrawDemand", Actor.OWNER),
    ),
    State.WITHDRAWN: (),
    State.FUNDING: (
        Action("market", "fund", Actor.FUNDER, When.UNTIL),
        Action("market", "expire", Actor.ANYONE, When.AFTER),
    ),
    State.EXPIRED: (Action("market", "refund", Actor.HOLDER),),
    State.DELIVERING: (Action("market", "confirmDelivery", Actor.INSTALLER), _CANCEL),
    State.DELIVERED: _RELEASE,
    State.INSTALLING: (Action("market", "confirmInstallation", Actor.MANAGER), _CANCEL),
    State.INSTALLED: _RELEASE,
    State.CONNECTING: (Action("energy", "commission", Actor.COOPERATIVE), _CANCEL),
    State.CONNECTED: _RELEASE,
    State.DISPUTED: (Action("market", "resolve", Actor.ARBITER), _CANCEL),
    State.CANCELLED: (Action("market", "refund", Actor.HOLDER),),
    State.OPERATING: (Action("energy", "report", Actor.ANYONE), Action("shares", "claim", Actor.HOLDER)),
}


def next_action(state: State) -> Action | None:
    """The step that brings a project forward, None if there is none."""
    return next(iter(ACTIONS[state]), None)


def awaited_deadline(state: State, deadline: int, disputed_since: int) -> int:
    """The deadline that counts: the project's, or in a dispute (`IMarketTypes.Halt.since`) the arbiter's."""
    return disputed_since + ARBITER_SECONDS if state is State.DISPUTED else deadline
