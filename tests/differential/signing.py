"""Meters that sign a thousand readings in a second: what they sign is put together without eth_account's typed data."""

from ape.contracts import ContractInstance
from eth_account import Account
from eth_utils.crypto import keccak

from antu.metering import Domain, Reading
from antu.metering.typed_data import typed_data
from tests.helpers import Reading as SignedReading

TYPE_HASH = keccak(text="Reading(uint256 project,uint48 generatedWh,uint48 exportedWh,uint40 time)")


class FastMeter:
    """A secp256k1 key, for one EnergySales."""

    def __init__(self, energy: ContractInstance, chain_id: int) -> None:
        self._account = Account.create()
        self.address: str = self._account.address
        self._domain = typed_data(Reading(1, 0, 0, 0), Domain(chain_id, energy.address)).header

    def sign(self, project: int, generated_wh: int, exported_wh: int, time: int) -> SignedReading:
        values = (project, generated_wh, exported_wh, time)
        body = keccak(TYPE_HASH + b"".join(value.to_bytes(32) for value in values))
        digest = keccak(b"\x19\x01" + self._domain + body)
        return SignedReading(*values, bytes(self._account.unsafe_sign_hash(digest).signature))
