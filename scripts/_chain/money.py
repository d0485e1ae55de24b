"""Paying pesos into a contract."""

from typing import Any

from ape.api import AccountAPI, ReceiptAPI

from antu.errors import AntuError
from antu.text import Language, money
from scripts._chain.adapter import send
from scripts._chain.market import Market


def pay(market: Market, call: Any, *arguments: Any, amount: int, sender: AccountAPI) -> ReceiptAPI:
    """Sends a call that takes `amount` pesos, having approved exactly these for its contract.

    Raises `AntuError` before anything is sent if the account has fewer.
    """
    has = int(market.token.balanceOf(sender))
    if has < amount:
        raise AntuError(
            f"{sender.address} has {money(has, Language.EN)} pesos, and this takes {money(amount, Language.EN)}.",
            "The issuer mints pesos against a bank deposit (CLPToken.mint).",
        )
    spender = call.contract
    if int(market.token.allowance(sender, spender)) < amount:
        send(market.token.approve, spender, amount, sender=sender)
    return send(call, *arguments, sender=sender)
