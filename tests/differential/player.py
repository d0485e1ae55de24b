"""Leads the contracts through the steps of a story, each at its time."""

from functools import singledispatchmethod
from typing import Any

from ape import chain
from ape.api import AccountAPI

from scripts._chain.market import Market
from tests.antu.billing import steps
from tests.differential.signing import FastMeter

DOCUMENT = b"document".ljust(32)
# Given, so that the node need not try each transaction many times to find out.
GAS = hex(16_000_000)


class Player:
    """`accounts` are those of the story's names; `meters` its projects' meters."""

    def __init__(self, market: Market, accounts: dict[str, AccountAPI], roles: dict[str, AccountAPI]) -> None:
        self.market = market
        self.accounts = accounts
        self.roles = roles
        self.meters: dict[int, FastMeter] = {}
        self._unlocked: set[str] = set()

    def new_meter(self, project: int) -> FastMeter:
        """A new key for a project's meter."""
        self.meters[project] = FastMeter(self.market.energy, chain.chain_id)
        return self.meters[project]

    def send(self, method: Any, sender: AccountAPI, *arguments: Any, at: int | None = None) -> dict[str, Any]:
        """Sends a transaction, the next block's time being `at`, and returns its receipt."""
        provider = chain.provider
        if sender.address not in self._unlocked:
            provider.unlock_account(sender.address)
            self._unlocked.add(sender.address)
        if at is not None:
            provider.set_timestamp(at)
        data = method.encode_input(*arguments).to_0x_hex()
        request = {"from": sender.address, "to": method.contract.address, "data": data, "gas": GAS}
        receipt = provider.make_request("eth_sendTransactionSync", [request])
        assert receipt["status"] == "0x1", f"{method} of {arguments} was refused"
        return receipt

    @singledispatchmethod
    def take(self, step: steps.Step) -> None:
        """Does to the contracts what the step does to the model."""
        raise NotImplementedError(step)

    @take.register
    def _(self, step: steps.Read) -> None:
        for start in range(0, len(step.readings), 50):
            batch = [tuple(self.meters[r[0]].sign(*r)) for r in step.readings[start : start + 50]]
            receipt = self.send(
                self.market.energy.reportBatch, self.roles["stranger"], batch, at=step.now + start // 50
            )
            assert receipt["logs"], "nothing was accepted"

    @take.register
    def _(self, step: steps.Deposit) -> None:
        self.send(self.market.energy.deposit, self.accounts[step.account], step.amount, at=step.now)

    @take.register
    def _(self, step: steps.Withdraw) -> None:
        self.send(self.market.energy.withdraw, self.accounts[step.account], step.amount, at=step.now)

    @take.register
    def _(self, step: steps.Settle) -> None:
        debtor = self.accounts[step.debtor]
        self.send(self.market.energy.settle, debtor, step.project, debtor.address, step.amount, at=step.now)

    @take.register
    def _(self, step: steps.Transfer) -> None:
        receiver = self.accounts[step.receiver].address
        sender = self.accounts[step.sender]
        self.send(self.market.shares.transfer, sender, receiver, step.project, step.shares, at=step.now)

    @take.register
    def _(self, step: steps.Pay) -> None:
        holders = [self.accounts[name].address for name in step.holders]
        self.send(self.market.shares.payout, self.roles["stranger"], holders, list(step.projects), at=step.now)

    @take.register
    def _(self, step: steps.Announce) -> None:
        self.send(self.market.energy.announcePrice, self._cooperative(step.cooperative), step.price, at=step.now)

    @take.register
    def _(self, step: steps.PublishUF) -> None:
        self.send(self.market.uf.publish, self.roles["indexer"], step.month, step.value, at=step.now)

    @take.register
    def _(self, step: steps.Correct) -> None:
        cooperative = self._cooperative(self.market.energy.meter(step.project).cooperativeId)
        arguments = (step.project, step.month, step.amount, DOCUMENT)
        self.send(self.market.energy.correct, cooperative, *arguments, at=step.now)

    @take.register
    def _(self, step: steps.ReplaceMeter) -> None:
        key = bytes.fromhex(self.new_meter(step.project).address[2:])
        arguments = (step.project, key, step.generated, step.exported)
        self.send(self.market.energy.replaceMeter, self.roles["arbiter"], *arguments, at=step.now)

    @take.register
    def _(self, step: steps.Move) -> None:
        self.send(
            self.market.energy.moveProject, self.roles["arbiter"], step.project, step.cooperative, at=step.now - 1
        )
        self.send(self.market.energy.acceptProject, self._cooperative(step.cooperative), step.project, at=step.now)

    @take.register
    def _(self, step: steps.Spend) -> None:
        asked = (step.project, self.roles["vendor"].address, step.amount, DOCUMENT)
        self.send(self.market.shares.askSpending, self.roles["manager"], *asked, at=step.now)
        self.send(self.market.shares.approveSpending, self.roles["arbiter"], *asked)

    @take.register
    def _(self, step: steps.Retire) -> None:
        self.send(self.market.energy.retireMeter, self.roles["arbiter"], step.project, at=step.now)
        if self.market.shares.reserveOf(step.project):
            self.send(self.market.shares.closeReserve, self.roles["stranger"], step.project)

    def _cooperative(self, number: int) -> AccountAPI:
        return self.accounts[self.market.energy.cooperative(number).account]
