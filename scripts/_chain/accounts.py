"""Whose account sends: the one named, or, on a chain of test accounts, the one that a step waits for."""

from typing import Any, cast

import ape
from ape.api import AccountAPI
from ape.utils.testing import generate_dev_accounts

from antu.errors import AntuError
from scripts._chain.market import is_passing

# How many of Ape's test accounts are looked through for an address.
KNOWN_TEST_ACCOUNTS = 20


def plays() -> bool:
    """Whether the connected chain is one for playing, where Ape's test accounts act."""
    return is_passing()


def test_account(number: int) -> AccountAPI:
    """The account `TEST::number` of Ape's test mnemonic, whose numbers go on beyond those that have ether."""
    accounts = cast(Any, ape.accounts.test_accounts)
    if number < accounts.number_of_accounts:
        return cast(AccountAPI, accounts[number])
    (made,) = generate_dev_accounts(accounts.mnemonic, 1, accounts.hd_path, number)
    return cast(AccountAPI, accounts.containers["test"].init_test_account(number, made.address, made.private_key))


def test_addresses(first: int, count: int) -> list[str]:
    """The addresses of `TEST::first` and those after it."""
    accounts = cast(Any, ape.accounts.test_accounts)
    return [made.address for made in generate_dev_accounts(accounts.mnemonic, count, accounts.hd_path, first)]


def sender(given: AccountAPI | None, wanted: str = "", what: str = "") -> AccountAPI:
    """The account that signs.

    The one given; or, on a chain for playing, the test account with the address that is `wanted`, the first one if
    any will do. Raises `AntuError` if there is none; `what` says what the account is wanted for.
    """
    if given is not None:
        return given
    if not plays():
        who = f" ({what}: {wanted})" if wanted else ""
        raise AntuError(
            f"No account was named to sign with{who}.", "Name one with --account; list yours with: ape accounts list"
        )
    for number in range(KNOWN_TEST_ACCOUNTS):
        candidate = test_account(number)
        if candidate.address == wanted or not wanted:
            return candidate
    raise AntuError(
        f"{what or 'The account wanted'} is {wanted}, which is none of the test accounts.", "Name it with --account."
    )


def by_alias(alias: str) -> AccountAPI:
    """An account by Ape's alias, or `TEST::n` on a chain for playing."""
    prefix, _, number = alias.upper().partition("TEST::")
    if not prefix and number.isdecimal():
        if not plays():
            raise AntuError(f"{alias} is a test account, which anybody can sign for.", "Use it on local chains only.")
        return test_account(int(number))
    try:
        return cast(AccountAPI, ape.accounts.load(alias))
    except (KeyError, IndexError) as error:
        raise AntuError(f"There is no account {alias!r}.", "List yours with: ape accounts list") from error
