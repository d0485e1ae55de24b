"""Whose account sends: the one named, or, on a playground, the one that a step waits for."""

from collections.abc import Collection
from typing import Any, cast

import ape
from ape.api import AccountAPI
from ape.api.accounts import ImpersonatedAccount
from ape.utils.testing import generate_dev_accounts

from antu.errors import AntuError
from scripts._chain.adapter import is_playground, rpc

ETHER = 10**18


def numbered_account(number: int) -> AccountAPI:
    """The account `TEST::number` of Ape's test mnemonic, whose numbers go on beyond those that have ether."""
    accounts = cast(Any, ape.accounts.test_accounts)
    if number < accounts.number_of_accounts:
        return cast(AccountAPI, accounts[number])
    (made,) = generate_dev_accounts(accounts.mnemonic, 1, accounts.hd_path, number)
    return cast(AccountAPI, accounts.containers["test"].init_test_account(number, made.address, made.private_key))


def numbered_addresses(first: int, count: int) -> list[str]:
    """The addresses of `TEST::first` and those after it."""
    accounts = cast(Any, ape.accounts.test_accounts)
    return [made.address for made in generate_dev_accounts(accounts.mnemonic, count, accounts.hd_path, first)]


def sender(given: AccountAPI | None, wanted: str = "", what: str = "") -> AccountAPI:
    """The account that signs: the one given or, on a playground, the one `wanted`, if need be without its key.

    Raises `AntuError` if there is none; `what` says what the account is wanted for.
    """
    if given is not None:
        return given
    if is_playground():
        return impersonated(wanted) if wanted else numbered_account(0)
    who = f" ({what}: {wanted})" if wanted else ""
    raise AntuError(
        f"No account was named to sign with{who}.", "Name one with --account; list yours with: ape accounts list"
    )


def impersonated(address: str) -> AccountAPI:
    """An account for which the node signs, as the nodes of playgrounds do; it gets ether if it has none."""
    rpc("anvil_impersonateAccount", address)
    if not int(rpc("eth_getBalance", address, "latest"), 16):
        endow([address])
    return ImpersonatedAccount(raw_address=cast(Any, address))


def endow(addresses: Collection[str]) -> None:
    """Gives accounts ether, for gas."""
    for address in addresses:
        rpc("anvil_setBalance", address, hex(100 * ETHER))


def by_alias(alias: str) -> AccountAPI:
    """An account by Ape's alias, or `TEST::n` on a playground."""
    prefix, _, number = alias.upper().partition("TEST::")
    if not prefix and number.isdecimal():
        if not is_playground():
            raise AntuError(f"{alias} is a test account, which anybody can sign for.", "Use it on local chains only.")
        account = numbered_account(int(number))
        if not account.balance:
            endow([account.address])
        return account
    try:
        return cast(AccountAPI, ape.accounts.load(alias))
    except (KeyError, IndexError) as error:
        raise AntuError(f"There is no account {alias!r}.", "List yours with: ape accounts list") from error
