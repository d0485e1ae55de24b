"""A signed request as a file: what it says in words and what was signed, which are held together without a chain."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from eth_abi.exceptions import EncodingError, ParseError
from eth_utils.address import is_checksum_address
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from antu.errors import AntuError
from antu.files import create_atomically, read_bytes
from antu.forwarding.calls import WITH_PERMIT, Function, calldata, types_of
from antu.forwarding.request import Request
from antu.invalid import invalid
from antu.signing import recovered

HINT = "Ask whoever signed it for the file as `ape run sign` wrote it, or for a new one."

MOST_GAS = 2**24  # of a transaction (EIP-7825)
MOST_SIGNATURE = 4_096  # bytes; of a wallet of several owners, say

Address = Annotated[str, AfterValidator(lambda text: _checked_address(text))]
_HEX = "^0x([0-9a-f]{2})*$"
# `name(types)`, with no struct in a struct: strangers' files are read with this, and shown.
Signature = Annotated[
    str,
    Field(pattern=r"^[A-Za-z]\w*\(([a-z0-9,]|\[[0-9]*\]|\(([a-z0-9,]|\[[0-9]*\])*\))*\)$", max_length=500),
]


class RequestFile(BaseModel):
    """A request, and in words what it calls. `function` is `name(types)`, `arguments` by name, bytes in them as hex."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    chain_id: int = Field(ge=1)
    forwarder: Address
    contract: str = Field(pattern="^[a-z]+$", max_length=20)
    to: Address
    function: Signature
    arguments: dict[str, Any]
    signer: Address
    value: int = Field(ge=0, le=0)
    gas: int = Field(ge=1, le=MOST_GAS)
    nonce: int = Field(ge=0, lt=2**64)
    deadline: int = Field(ge=0, lt=2**48)
    data: str = Field(pattern=_HEX, max_length=100_000)
    signature: str = Field(pattern=_HEX, max_length=2 + 2 * MOST_SIGNATURE)

    @property
    def request(self) -> Request:
        """What was signed."""
        data = bytes.fromhex(self.data.removeprefix("0x"))
        return Request(self.signer, self.to, self.gas, self.nonce, self.deadline, data)

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.partition("(")[0]

    @property
    def has_permit(self) -> bool:
        """Whether a permit of the token is among its arguments."""
        return self.name in WITH_PERMIT.values()

    @property
    def signed_by(self) -> str:
        """The account whose key signed, zero if none did: a wallet that is a contract has a way of its own."""
        signature = bytes.fromhex(self.signature.removeprefix("0x"))
        return recovered(self.request.typed_data(self.chain_id, self.forwarder), signature)

    def as_tuple(self) -> tuple[Any, ...]:
        """As `ERC2771Forwarder.execute` takes it."""
        return self.request.as_tuple(bytes.fromhex(self.signature.removeprefix("0x")))


def described(
    function: Function, values: list[Any], request: Request, signature: bytes, chain_id: int, forwarder: str
) -> RequestFile:
    """The file of a request that was signed for a function's call with these values."""
    names = (parameter.name for parameter in function.parameters)
    return RequestFile(
        chain_id=chain_id,
        forwarder=forwarder,
        contract=function.contract,
        to=request.to,
        function=function.signature,
        arguments=dict(zip(names, map(_as_json, values), strict=True)),
        signer=request.signer,
        value=0,
        gas=request.gas,
        nonce=request.nonce,
        deadline=request.deadline,
        data="0x" + request.data.hex(),
        signature="0x" + signature.hex(),
    )


def save(path: Path, file: RequestFile) -> None:
    """Writes a request. Raises `AntuError` if there is a file already: it may be one that nobody has brought yet."""
    if not create_atomically(path, file.model_dump_json(indent=2) + "\n"):
        raise AntuError(f"{path} is there already.", "Name another file with --output, or move that one away.")


def load(path: Path) -> RequestFile:
    """Reads a request, and checks that what it says in words is what was signed. Raises `AntuError` if not."""
    try:
        file = RequestFile.model_validate_json(read_bytes(path))
    except ValidationError as error:
        raise invalid(path, "request", error, HINT) from error
    if _encoded(file.function, file.arguments) != file.request.data:
        raise AntuError(f"{path} says {file.name}, but what was signed is another call: its data differ.", HINT)
    return file


def _encoded(function: str, arguments: Mapping[str, Any]) -> bytes | None:
    """The data of a call, None if its arguments are not of its types."""
    try:
        types = types_of(function)
        values = [_from_json(kind, value) for kind, value in zip(types, arguments.values(), strict=True)]
        return calldata(function, values)
    except (EncodingError, ParseError, ValueError, TypeError):
        return None


def _as_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return "0x" + value.hex()
    return list(map(_as_json, value)) if isinstance(value, (list, tuple)) else value


def _from_json(kind: str, value: Any) -> Any:
    """A value as `eth_abi` takes it: hex as bytes where bytes are meant."""
    if isinstance(value, list):
        inner = types_of(f"_{kind}") if kind.startswith("(") else [kind.removesuffix("[]")] * len(value)
        return [_from_json(each, item) for each, item in zip(inner, value, strict=True)]
    if kind.startswith("bytes") and isinstance(value, str):
        return bytes.fromhex(value.removeprefix("0x"))
    return value


def _checked_address(text: str) -> str:
    if not is_checksum_address(text):
        raise ValueError(f"{text[:60]!r} is no address with the capitals that its digits ask for")
    return text
