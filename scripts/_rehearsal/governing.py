"""Guardian and upgrader at work on a copy of a chain, by what `ape run pause` and `ape run upgrade` do."""

from typing import Any

from antu.deployment import Store
from antu.enums import UPGRADE_DELAY_SECONDS
from antu.errors import AntuError
from antu.governance.operations import Operation, upgrade_data
from antu.roles import AccessRole
from scripts._chain.accounts import impersonated
from scripts._chain.adapter import rpc_checked
from scripts._chain.market import ChainStore, Market
from scripts._chain.pausing import PAUSABLE, pause, pauses, unpause
from scripts._chain.reverts import RevertError
from scripts._chain.transactions import call, send_all
from scripts._chain.upgrading import announced, cancel_upgrade, execute_upgrade, schedule_upgrade
from scripts._rehearsal.roles import Roles
from scripts._rehearsal.waves import act, person


class Government:
    """A market's guardian and upgrader, within `everybody`. What they do is recorded here only."""

    def __init__(self, market: Market, roles: Roles) -> None:
        self._market = market
        self._guardian = impersonated(roles.holder(AccessRole.GUARDIAN))
        self._upgrader = impersonated(roles.holder(AccessRole.UPGRADER))
        self._store: Store = ChainStore()
        self._store.save(market.record)

    # THE PAUSE

    def paused(self) -> set[str]:
        """The contracts that are paused now."""
        return {each.contract for each in pauses(self._market) if each.paused}

    def pause(self) -> None:
        """Pauses all that lets money in, and tries that it is."""
        if running := set(PAUSABLE) - self.paused():
            pause(self._market, self._guardian, sorted(running))
        market, energy = self._market.market, self._market.energy
        refused(market.postOffer, 0, 0, 1, 1, 1, error="MarketPaused")
        refused(market.fund, 1, 1, error="MarketPaused")
        refused(energy.deposit, 1, error="EnergyPaused")

    def unpause(self, but: set[str]) -> None:
        """Lets money in again wherever it is paused, except where that was so before."""
        if stopped := self.paused() - but:
            unpause(self._market, self._guardian, sorted(stopped))

    # UPGRADES

    def reject(self, contract: str, implementation: str) -> None:
        """A wrong upgrade is announced, past all checks of this checkout's, and the guardian cancels it."""
        proxy, data = getattr(self._market, contract), upgrade_data(implementation, b"")
        send_all([call(self._market.authority.schedule, str(proxy.address), data, 0)], self._upgrader)
        wrong = announced(self._market, contract)[-1]
        self._too_early(contract, wrong, "AccessManagerNotReady")
        cancel_upgrade(self._market, contract, self._guardian, wrong.id)
        self._too_early(contract, wrong, "AccessManagerNotScheduled")

    def announce(self, contract: str) -> Operation:
        """Announces what is to come into a proxy, this checkout's contract, and tries that it must wait."""
        operation = schedule_upgrade(self._market, contract, self._upgrader, store=self._store)
        if operation.ready_at - operation.announced_at < UPGRADE_DELAY_SECONDS:
            raise AntuError(f"The upgrade of {contract} waits until {operation.ready_at} only.", "It must wait 7 days.")
        self._too_early(contract, operation, "AccessManagerNotReady")
        return operation

    def upgrade(self, contract: str, operation: Operation) -> None:
        """Does an upgrade whose delay is over; what anybody may read of the market must be the same after."""
        done = execute_upgrade(self._market, contract, self._upgrader, operation.id, self._store)
        if done.different:
            raise AntuError(
                f"The upgrade of {contract} changed {', '.join(done.different)}.", "It must change nothing."
            )

    def _too_early(self, contract: str, operation: Operation, error: str) -> None:
        proxy = getattr(self._market, contract)
        refused(proxy.upgradeToAndCall, operation.implementation, b"", by=str(self._upgrader.address), error=error)


def refused(method: Any, *arguments: Any, error: str, by: str = person("anybody")) -> None:
    """Tries a call that must be refused with an error, and changes nothing. Raises `AntuError` if it is not."""
    tried = act(method, *arguments, by=by)
    try:
        rpc_checked(tried.what, "eth_call", tried.request)
    except RevertError as found:
        if found.name == error:
            return
        raise AntuError(f"{tried.what} was to be refused with {error}: {found}") from found
    raise AntuError(f"{tried.what} was to be refused with {error}, and works.")
