"""What is signed off the chain: meters' readings and the token's permits, both EIP-712."""

from typing import Any, NamedTuple

from ape import chain
from ape.contracts import ContractInstance
from eth_account import Account
from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount


class Reading(NamedTuple):
    """`IEnergySales.Reading`: cumulative registers in Wh, the time in seconds, the meter's signature."""

    project_id: int
    generated_wh: int
    exported_wh: int
    time: int
    signature: bytes


def reading_signature(
    meter: LocalAccount, energy: ContractInstance, project_id: int, generated_wh: int, exported_wh: int, time: int
) -> bytes:
    """65 bytes, r then s then v, by which a meter vouches for a reading."""
    types = {
        "Reading": [
            {"name": "project", "type": "uint256"},
            {"name": "generatedWh", "type": "uint48"},
            {"name": "exportedWh", "type": "uint48"},
            {"name": "time", "type": "uint40"},
        ]
    }
    values = {"project": project_id, "generatedWh": generated_wh, "exportedWh": exported_wh, "time": time}
    message = encode_typed_data(_domain("Antu EnergySales", energy), types, values)
    return bytes(meter.sign_message(message).signature)


def permit_signature(
    holder: Any, token: ContractInstance, spender: Any, amount: int, deadline: int, nonce: int | None = None
) -> tuple[int, bytes, bytes]:
    """v, r and s, by which a holder allows a spender. The nonce is the holder's next if not given."""
    types = {
        "Permit": [
            {"name": "owner", "type": "address"},
            {"name": "spender", "type": "address"},
            {"name": "value", "type": "uint256"},
            {"name": "nonce", "type": "uint256"},
            {"name": "deadline", "type": "uint256"},
        ]
    }
    values = {
        "owner": holder.address,
        "spender": spender.address,
        "value": amount,
        "nonce": token.nonces(holder) if nonce is None else nonce,
        "deadline": deadline,
    }
    signed = Account.from_key(holder.private_key).sign_message(
        encode_typed_data(_domain("Peso chileno Antu", token), types, values)
    )
    return signed.v, signed.r.to_bytes(32, "big"), signed.s.to_bytes(32, "big")


def _domain(name: str, contract: ContractInstance) -> dict[str, Any]:
    return {"name": name, "version": "1", "chainId": chain.chain_id, "verifyingContract": contract.address}
