"""Accounts of the test mnemonic that sign their own transactions, many a second."""

from collections.abc import Sequence
from typing import Any, cast

import ape
from ape.utils.testing import generate_dev_accounts
from eth_account import Account
from eth_account.signers.local import LocalAccount

from antu.deployment.parameters import ACCOUNTS

# Roles have the first accounts of the mnemonic; whoever takes part comes after them.
FIRST_PARTICIPANT = 100

# As somebody's wallet would fill them in: a fee of some gwei takes four bytes, and they are published with the rest.
MOST_FEE, PRIORITY_FEE = 2_310_845_723, 100_000_007


class Wallets:
    """The keys and the numbers of transactions of accounts, by their places in the mnemonic."""

    def __init__(self, chain_id: int, participants: int) -> None:
        accounts = cast(Any, ape.accounts.test_accounts)
        mnemonic, path = accounts.mnemonic, accounts.hd_path
        made = generate_dev_accounts(mnemonic, len(ACCOUNTS), path, 0)
        self._keys: dict[int, LocalAccount] = {place: _account(each) for place, each in enumerate(made)}
        made = generate_dev_accounts(mnemonic, participants, path, FIRST_PARTICIPANT)
        self._keys |= {place: _account(each) for place, each in enumerate(made, FIRST_PARTICIPANT)}
        self._chain_id = chain_id
        self._numbers = dict.fromkeys(self._keys, 0)

    @property
    def participants(self) -> Sequence[tuple[int, str]]:
        """Place and address of each participant, in order."""
        return [(place, self.address(place)) for place in self._keys if place >= FIRST_PARTICIPANT]

    @property
    def addresses(self) -> list[str]:
        return [str(key.address) for key in self._keys.values()]

    def address(self, place: int) -> str:
        """The address of an account."""
        return str(self._keys[place].address)

    def go_on_from(self, place: int, number: int) -> None:
        """Says how many transactions an account has sent already."""
        self._numbers[place] = number

    def sign(self, account: int, to: str, data: bytes, gas: int, place: int) -> bytes:
        """The account's next transaction, signed and serialized, for this place in its block: whoever offers more
        comes first. A node takes what comes in one request in any order."""
        number = self._numbers[account]
        self._numbers[account] += 1
        transaction: dict[str, Any] = {
            "type": 2,
            "chainId": self._chain_id,
            "nonce": number,
            "maxFeePerGas": MOST_FEE - place,
            "maxPriorityFeePerGas": PRIORITY_FEE,
            "gas": gas,
            "to": to,
            "value": 0,
            "data": data,
        }
        return bytes(self._keys[account].sign_transaction(transaction).raw_transaction)


def _account(made: Any) -> LocalAccount:
    account: LocalAccount = Account.from_key(made.private_key)
    return account
