"""Meters that sign thousands of readings in a second, for tests only.

A signature's costly part is a point that depends on its nonce alone. A meter here has one nonce for all, which gives
its key away with the second signature; nothing else depends on these keys."""

import secrets

from ape.contracts import ContractInstance
from eth_account import Account
from eth_keys.constants import SECPK1_N
from eth_utils.crypto import keccak

from antu.metering import Domain, Reading
from antu.metering.typed_data import typed_data
from tests.helpers import Reading as SignedReading

TYPE_HASH = keccak(text="Reading(uint256 project,uint48 generatedWh,uint48 exportedWh,uint40 time)")


class FastMeter:
    """A secp256k1 key, for one EnergySales."""

    def __init__(self, energy: ContractInstance, chain_id: int) -> None:
        account, nonce = (Account.from_key(secrets.token_bytes(32)) for _ in range(2))
        self.address: str = account.address
        self._key = int.from_bytes(account.key)
        point = nonce._key_obj.public_key.to_bytes()
        self._r = int.from_bytes(point[:32]) % SECPK1_N
        self._parity = point[-1] & 1
        self._inverse = pow(int.from_bytes(nonce.key), -1, SECPK1_N)
        self._domain = typed_data(Reading(1, 0, 0, 0), Domain(chain_id, energy.address)).header

    def sign(self, project: int, generated_wh: int, exported_wh: int, time: int) -> SignedReading:
        values = (project, generated_wh, exported_wh, time)
        body = keccak(TYPE_HASH + b"".join(value.to_bytes(32) for value in values))
        digest = int.from_bytes(keccak(b"\x19\x01" + self._domain + body))
        s = self._inverse * (digest + self._r * self._key) % SECPK1_N
        # Of the two that verify, the contract takes the lower one.
        high = s > SECPK1_N // 2
        s, parity = (SECPK1_N - s, self._parity ^ 1) if high else (s, self._parity)
        return SignedReading(*values, self._r.to_bytes(32) + s.to_bytes(32) + bytes([27 + parity]))
