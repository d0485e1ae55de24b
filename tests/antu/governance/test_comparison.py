"""Layouts beside one another: each change that would misread what is stored, by name, and each that would not."""

from typing import Any

import pytest

from antu.errors import AntuError
from antu.governance.comparison import Change, breaks
from antu.governance.layout import Kind, Layout, Variable, from_compiler

VALUES = {
    "uint256": 32,
    "uint128": 16,
    "uint64": 8,
    "uint40": 5,
    "uint8": 1,
    "bool": 1,
    "address": 20,
    "contract IToken": 20,
}
STATE = {"enum State": Kind(bytes=1, values=("Open", "Closed"))}


def layout(*lines: str, namespaces: dict[str, tuple[str, ...]] | None = None, **types: Kind) -> Layout:
    """A layout of variables as they are written, with some types more than the plain ones."""
    given = {name.replace("_", " ", 1): kind for name, kind in types.items()}
    plain = {name: Kind(bytes=size) for name, size in VALUES.items()}
    return Layout.model_validate({"variables": lines, "namespaces": namespaces or {}, "types": plain | STATE | given})


def struct(size: int, *members: str) -> Kind:
    return Kind.model_validate({"bytes": size, "members": members})


def mapping(name: str, value: str) -> dict[str, Kind]:
    return {name: Kind(bytes=32, encoding="mapping", key="address", value=value)}


def array(name: str, base: str, size: int) -> dict[str, Kind]:
    return {name: Kind(bytes=size, base=base, encoding="inplace" if size else "dynamic_array")}


OLD = layout("0+0 first: uint128", "0+16 second: uint64", "1+0 third: uint256")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            layout("0+0 added: uint256", "1+0 first: uint128", "1+16 second: uint64", "2+0 third: uint256"),
            [
                "first was moved by added before it: uint128 in slot 0, byte 0 before, uint128 in slot 1, byte 0 now",
                "second was moved by added before it: uint64 in slot 0, byte 16 before, uint64 in slot 1, byte 16 now",
                "third was moved by added before it: uint256 in slot 1, byte 0 before, uint256 in slot 2, byte 0 now",
            ],
        ),
        (
            layout("0+0 second: uint64", "0+8 first: uint128", "1+0 third: uint256"),
            [
                "first was moved: uint128 in slot 0, byte 0 before, uint128 in slot 0, byte 8 now",
                "second was moved: uint64 in slot 0, byte 16 before, uint64 in slot 0, byte 0 now",
            ],
        ),
        (
            layout("0+0 first: uint128", "0+16 second: uint64"),
            ["third was removed: uint256 in slot 1, byte 0 before, nothing now"],
        ),
        (
            layout("0+0 first: uint128", "0+16 other: uint64", "1+0 third: uint256"),
            [
                "second was replaced, or renamed: uint64 in slot 0, byte 16 before, "
                "other, uint64 in slot 0, byte 16 now",
            ],
        ),
        (
            layout("0+0 first: uint128", "0+16 second: uint40", "1+0 third: uint256"),
            ["second changed its type: uint64 in slot 0, byte 16 before, uint40 in slot 0, byte 16 now"],
        ),
        (
            layout("0+0 first: uint128", "0+16 second: uint64", "1+0 third: address"),
            ["third changed its type: uint256 in slot 1, byte 0 before, address in slot 1, byte 0 now"],
        ),
    ],
)
def test_breaks_name_each_variable_its_place_and_its_type(new: Layout, expected: list[str]) -> None:
    assert [str(found) for found in breaks(OLD, new)] == expected


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        layout("0+0 first: uint128", "0+16 second: uint64", "1+0 third: uint256", "2+0 added: uint256"),
        # Eight bytes that nobody used.
        layout("0+0 first: uint128", "0+16 second: uint64", "0+24 added: uint64", "1+0 third: uint256"),
    ],
)
def test_breaks_are_none_where_everything_is_found(new: Layout) -> None:
    assert breaks(OLD, new) == ()


def _of_struct(kind: Kind) -> Layout:
    return layout("0+0 all: mapping(address => struct Item)", struct_Item=kind, **_mapped())


def _mapped() -> Any:
    return mapping("mapping(address => struct Item)", "struct Item")


ITEM = struct(32, "0+0 owner: address", "0+20 state: enum State", "0+21 price: uint40")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (struct(32, "0+0 owner: address", "0+20 state: enum State", "0+21 price: uint64"),
         [(Change.RETYPED, "all[].price")]),
        (struct(32, "0+0 owner: address", "0+20 price: uint40", "0+25 state: enum State"),
         [(Change.MOVED, "all[].state"), (Change.MOVED, "all[].price")]),
        (struct(32, "0+0 owner: address", "0+20 state: enum State"), [(Change.REMOVED, "all[].price")]),
        (struct(32, "0+0 state: enum State", "0+1 owner: address", "0+21 price: uint40"),
         [(Change.MOVED, "all[].owner"), (Change.MOVED, "all[].state")]),
        # It grows, in a slot of its own: nothing lies behind a mapping's value.
        (struct(64, *map(str, ITEM.members), "1+0 added: uint256"), []),
    ],
)  # fmt: skip
def test_breaks_look_into_structs_behind_mappings(kind: Kind, expected: list[Any]) -> None:
    assert [(found.change, found.path) for found in breaks(_of_struct(ITEM), _of_struct(kind))] == expected


def test_breaks_refuse_a_struct_that_grows_over_its_neighbour() -> None:
    old = layout("0+0 item: struct Item", "1+0 next: uint256", struct_Item=ITEM)
    grown = struct(64, *map(str, ITEM.members), "1+0 added: uint256")
    new = layout("0+0 item: struct Item", "2+0 next: uint256", struct_Item=grown)
    assert [(found.change, found.path) for found in breaks(old, new)] == [(Change.MOVED, "next")]


def test_breaks_refuse_a_struct_that_grows_in_an_array() -> None:
    grown = struct(64, *map(str, ITEM.members), "1+0 added: uint256")
    before, after = (
        layout("0+0 items: struct Item[]", struct_Item=kind, **array("struct_Item[]", "struct Item", 0))
        for kind in (ITEM, grown)
    )
    assert [str(found) for found in breaks(before, after)] == [
        "items[] changed its size in an array: 32 bytes each before, 64 bytes each now"
    ]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [(50, 49, Change.SHRUNK), (2, 3, Change.RESIZED)],
)
def test_breaks_refuse_another_length(before: int, after: int, change: Change) -> None:
    old, new = (
        layout(f"0+0 __gap: uint256[{length}]", **array(f"uint256[{length}]", "uint256", 32 * length))
        for length in (before, after)
    )
    assert [(found.change, found.path) for found in breaks(old, new)] == [(change, "__gap")]


def test_breaks_tell_private_variables_of_one_name_apart() -> None:
    gaps = array("uint256[2]", "uint256", 64)
    old = layout("0+0 __gap: uint256[2]", "2+0 used: uint256", "3+0 __gap: uint256[2]", **gaps)
    new = layout("0+0 __gap: uint256[2]", "2+0 used: uint256", "4+0 __gap: uint256[2]", "3+0 added: uint256", **gaps)
    assert breaks(old, old) == ()
    assert [str(found.change) for found in breaks(old, new)] == ["was moved"]


@pytest.mark.parametrize(
    ("values", "broken"),
    [
        (("Open", "Closed", "Lost"), False),
        (("Open",), True),
        (("Closed", "Open"), True),
        (("None", "Open", "Closed"), True),
        (("Open", "Shut"), True),
    ],
)
def test_breaks_let_an_enum_only_grow_behind(values: tuple[str, ...], broken: bool) -> None:
    old = layout("0+0 state: enum State")
    new = old.model_copy(update={"types": old.types | {"enum State": Kind(bytes=1, values=values)}})
    found = breaks(old, new)
    assert bool(found) is broken
    assert all(each.change is Change.VALUES and each.path == "state" for each in found)


def test_breaks_look_into_namespaces() -> None:
    space = "erc7201:openzeppelin.storage.AccessManaged"
    old = layout(namespaces={space: ("0+0 _authority: address", "0+20 _consuming: bool")})
    moved = layout(namespaces={space: ("0+0 _consuming: bool", "0+1 _authority: address")})
    more = layout(namespaces={space: tuple(map(str, old.namespaces[space])), "erc7201:other": ("0+0 added: uint256",)})
    assert [found.path for found in breaks(old, moved)] == [f"{space}: _authority", f"{space}: _consuming"]
    assert [(found.change, found.path) for found in breaks(old, layout())] == [(Change.REMOVED, space)]
    assert breaks(old, more) == ()


def test_breaks_take_a_contract_for_its_address_and_no_mapping_for_an_array() -> None:
    assert breaks(layout("0+0 token: contract IToken"), layout("0+0 token: address")) == ()
    mapped = layout("0+0 all: mapping(address => uint256)", **mapping("mapping(address => uint256)", "uint256"))
    listed = layout("0+0 all: uint256[]", **array("uint256[]", "uint256", 0))
    assert [found.change for found in breaks(mapped, listed)] == [Change.RETYPED]


def test_breaks_end_where_a_struct_leads_to_itself() -> None:
    node = struct(32, "0+0 children: mapping(address => struct Item)")
    assert breaks(_of_struct(node), _of_struct(node)) == ()


def test_layout_is_written_and_read_again() -> None:
    written = _of_struct(ITEM).model_dump_json()
    assert '"0+20 state: enum State"' in written
    assert Layout.model_validate_json(written) == _of_struct(ITEM)
    with pytest.raises(ValueError, match="is no variable"):
        layout("somewhere: uint256")


def test_from_compiler_names_types_and_refuses_two_of_one_name() -> None:
    def kind(label: str, size: int = 32) -> dict[str, Any]:
        return {"encoding": "inplace", "label": label, "numberOfBytes": str(size)}

    def variable(name: str, of: str, slot: int) -> dict[str, Any]:
        return {"label": name, "slot": str(slot), "offset": 0, "type": of}

    types = {"t_enum(State)7": kind("enum State", 1), "t_uint256": kind("uint256")}
    output = {"storage": [variable("state", "t_enum(State)7", 0), variable("sum", "t_uint256", 1)], "types": types}
    made = from_compiler(output, {}, {"enum State": ("Open",)})
    assert made.variables == (Variable(0, 0, "state", "enum State"), Variable(1, 0, "sum", "uint256"))
    assert made.types["enum State"].values == ("Open",)
    assert from_compiler({"storage": [], "types": None}, {}, {}) == Layout(variables=())
    output["types"] = types | {"t_enum(State)9": kind("enum State", 2)}
    with pytest.raises(AntuError, match="Two types that are stored are called enum State"):
        from_compiler(output, {}, {"enum State": ("Open",)})
