"""A request's file: what it says in words is what was signed, or it is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from antu.errors import AntuError
from antu.forwarding import Function, Parameter, RequestFile, load, save
from tests.antu.forwarding.requests import ANA, JUAN, signed

ODD = Function(
    "market",
    "dispute",
    (
        Parameter("terms", "(uint16,bool)", None, (Parameter("reserveBps", "uint16"), Parameter("followsUf", "bool"))),
        Parameter("key", "bytes"),
        Parameter("hash", "bytes32"),
        Parameter("ids", "uint256[]"),
        Parameter("who", "address"),
        Parameter("amount", "int256"),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "request.json"


def test_file_says_in_words_what_was_signed(path: Path) -> None:
    file = signed()
    save(path, file)
    assert load(path) == file
    told = json.loads(path.read_text())
    assert (told["function"], told["arguments"]) == ("fund(uint256,uint256)", {"projectId": 12, "amount": 50_000})
    assert (told["signer"], file.signed_by) == (ANA.address, ANA.address)


def test_file_of_every_kind_of_argument(path: Path) -> None:
    values = ((500, True), b"\x01\x02", bytes(32), [1, 2], JUAN.address, -5)
    file = signed(function=ODD, values=values)
    save(path, file)
    assert load(path).request == file.request
    assert load(path).arguments["key"] == "0x0102"


def test_save_keeps_a_file_that_is_there(path: Path) -> None:
    save(path, signed())
    with pytest.raises(AntuError, match="is there already"):
        save(path, signed(nonce=1))
    assert load(path).nonce == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("arguments", {"projectId": 12, "amount": 5}),
        ("arguments", {"projectId": 12}),
        ("arguments", {"projectId": 12, "amount": "many"}),
        ("arguments", {"projectId": 12, "amount": -1}),
        ("function", "fund(uint256,uint40)"),
        ("function", "refund(uint256,uint256)"),
        ("data", "0x"),
    ],
)
def test_load_refuses_words_that_are_not_what_was_signed(path: Path, field: str, value: Any) -> None:
    with pytest.raises(AntuError, match="what was signed is another call"):
        load(changed(path, field, value))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", 1),
        ("gas", 0),
        ("nonce", "0"),
        ("signer", ANA.address.lower()),
        ("signature", "signed"),
        ("deadline", 2**48),
        ("extra", 1),
        ("contract", "[/red]"),
        pytest.param("signature", "0x" + "ff" * 4_097, id="signature too long"),
        ("function", "fund(uint256"),
        ("function", "fund(((uint256)))"),
        pytest.param("function", "fund" + "(" * 400, id="function nested deep"),
        ("function", "[/red]fund(uint256,uint256)"),
        ("function", "\x1b[2Jfund(uint256,uint256)"),
    ],
)
def test_load_says_which_field_is_wrong(path: Path, field: str, value: Any) -> None:
    with pytest.raises(AntuError, match=f"is no request: {field}"):
        load(changed(path, field, value))


def test_load_shows_a_strangers_key_as_what_it_is(path: Path) -> None:
    with pytest.raises(AntuError) as refused:
        load(changed(path, "\x1b]0;[/red]\x07", 1))
    assert "'\\x1b]0;[/red]\\x07'" in str(refused.value)


def test_load_refuses_what_is_no_json(path: Path) -> None:
    path.write_text("fund 12")
    with pytest.raises(AntuError, match="is no request: the file"):
        load(path)


@pytest.mark.parametrize(("field", "value"), [("gas", 1), ("nonce", 1), ("deadline", 1), ("chain_id", 1)])
def test_signature_is_of_every_field(path: Path, field: str, value: int) -> None:
    assert load(changed(path, field, value)).signed_by != ANA.address


def changed(path: Path, field: str, value: Any) -> Path:
    told = signed().model_dump() | {field: value}
    path.write_text(json.dumps(told))
    return path


def test_permit_is_told_by_the_functions_name() -> None:
    file = signed()
    assert not file.has_permit
    assert RequestFile(**(file.model_dump() | {"function": "fundWithPermit(uint256)"})).has_permit
