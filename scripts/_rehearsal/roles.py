"""Who holds the authority's roles today: found in its events, so also where the record knows another."""

from antu.errors import AntuError
from antu.roles import AccessRole
from scripts._chain import clock
from scripts._chain.market import Market
from scripts._chain.powers import members


class Roles:
    """The holders of the roles of a market. On a fork they act without their keys, a multisig as any other account."""

    def __init__(self, market: Market) -> None:
        self._members, self._now = members(market), clock.now()

    def holder(self, role: AccessRole) -> str:
        """An account that acts for a role. Raises `AntuError` if there is none, or none that need not wait longer."""
        for each in self._members[role]:
            if each.active(self._now) and each.delay <= role.execution_delay:
                return str(each.account)
        waiting = f", but {len(self._members[role])} who wait" if self._members[role] else ""
        raise AntuError(f"Nobody is {role.name} of this market and could act{waiting}.", "Look: ape run roles show")
