"""A request to the forwarder as EIP-712 typed data, exactly as OpenZeppelin's `ERC2771Forwarder` has it."""

from dataclasses import dataclass

from eth_account.messages import SignableMessage, encode_typed_data

DOMAIN_NAME = "Antu Forwarder"
DOMAIN_VERSION = "1"

TYPES = {
    "ForwardRequest": [
        {"name": "from", "type": "address"},
        {"name": "to", "type": "address"},
        {"name": "value", "type": "uint256"},
        {"name": "gas", "type": "uint256"},
        {"name": "nonce", "type": "uint256"},
        {"name": "deadline", "type": "uint48"},
        {"name": "data", "type": "bytes"},
    ]
}

PERMIT_DOMAIN_NAME = "Peso chileno Antu"
PERMIT_TYPES = {
    "Permit": [
        {"name": "owner", "type": "address"},
        {"name": "spender", "type": "address"},
        {"name": "value", "type": "uint256"},
        {"name": "nonce", "type": "uint256"},
        {"name": "deadline", "type": "uint256"},
    ]
}


@dataclass(frozen=True)
class Request:
    """That `signer` calls `to` with `data`, no later than `deadline` (seconds since 1970), as its `nonce`th request.

    It sends no ether: no function that a party may call takes any. `gas` is what the call gets at most."""

    signer: str
    to: str
    gas: int
    nonce: int
    deadline: int
    data: bytes

    def typed_data(self, chain_id: int, forwarder: str) -> SignableMessage:
        """What the signer signs."""
        values = {
            "from": self.signer,
            "to": self.to,
            "value": 0,
            "gas": self.gas,
            "nonce": self.nonce,
            "deadline": self.deadline,
            "data": self.data,
        }
        return encode_typed_data(_domain(DOMAIN_NAME, chain_id, forwarder), TYPES, values)

    def as_tuple(self, signature: bytes) -> tuple[str, str, int, int, int, bytes, bytes]:
        """The struct `ForwardRequestData`, as `execute` and `executeBatch` take it."""
        return (self.signer, self.to, 0, self.gas, self.deadline, self.data, signature)


@dataclass(frozen=True)
class Permit:
    """That `spender` may take `amount` pesos of `owner`, as its `nonce`th permit, until `deadline`: ERC-2612."""

    owner: str
    spender: str
    amount: int
    nonce: int
    deadline: int

    def typed_data(self, chain_id: int, token: str) -> SignableMessage:
        """What the owner signs."""
        values = {
            "owner": self.owner,
            "spender": self.spender,
            "value": self.amount,
            "nonce": self.nonce,
            "deadline": self.deadline,
        }
        return encode_typed_data(_domain(PERMIT_DOMAIN_NAME, chain_id, token), PERMIT_TYPES, values)

    def arguments(self, signature: bytes) -> tuple[int, int, bytes, bytes]:
        """What a function with permit takes after its own arguments: deadline, v, r and s."""
        return (self.deadline, signature[64], signature[:32], signature[32:64])


def _domain(name: str, chain_id: int, contract: str) -> dict[str, object]:
    return {"name": name, "version": DOMAIN_VERSION, "chainId": chain_id, "verifyingContract": contract}
