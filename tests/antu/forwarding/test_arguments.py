"""Arguments as people write them, and what is said when they are wrong."""

import pytest

from antu.enums import DAY, Role
from antu.errors import AntuError
from antu.forwarding import Function, Parameter, arguments, check_signable, seconds

OFFER = Function(
    "market",
    "postOffer",
    (
        Parameter("role", "uint8", Role),
        Parameter("sizeClass", "uint8"),
        Parameter("regions", "uint16"),
        Parameter("price", "uint40"),
        Parameter("stock", "uint16"),
    ),
)
TEAM = (
    *(Parameter(name, "uint32") for name in ("demandId", "vendorOffer", "installerOffer", "managerOffer")),
    Parameter("maxGoal", "uint40"),
)
MATCH = Function("market", "matchOwn", (Parameter("team", "(uint32,uint32,uint32,uint32,uint40)", None, TEAM),))
CORRECT = Function("energy", "correct", (Parameter("amount", "int256"), Parameter("documentHash", "bytes32")))
CLAIM = Function("shares", "claim", (Parameter("projectIds", "uint256[]"),))
OPERATOR = Function("shares", "setOperator", (Parameter("spender", "address"), Parameter("approved", "bool")))

ANA = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"


def test_arguments_of_every_kind() -> None:
    assert arguments(OFFER, ["vendor", "2", "5,13", "1900000", "10"]) == [0, 2, 1 << 4 | 1 << 12, 1_900_000, 10]
    assert arguments(OFFER, ["Manager", "0", "all", "1", "1"])[:3] == [2, 0, 0xFFFF]
    assert arguments(MATCH, ["7,1,2,3,1165500"]) == [(7, 1, 2, 3, 1_165_500)]
    assert arguments(CORRECT, ["-4500", "0x" + "ab" * 32]) == [-4_500, b"\xab" * 32]
    assert arguments(CLAIM, ["12, 13"]) == [[12, 13]]
    assert arguments(OPERATOR, [ANA.lower(), "sí"]) == [ANA, True]
    assert arguments(OPERATOR, [ANA, "no"]) == [ANA, False]


def test_signatures_are_solidity_s() -> None:
    assert OFFER.signature == "postOffer(uint8,uint8,uint16,uint40,uint16)"
    assert MATCH.signature == "matchOwn((uint32,uint32,uint32,uint32,uint40))"


@pytest.mark.parametrize(
    ("function", "texts", "says"),
    [
        (OFFER, ["vendor"], "market postOffer takes 5 arguments, and 1 were given (vendor)."),
        (OFFER, [], "role (vendor or installer or manager), sizeClass (uint8), regions (CUT codes with commas"),
        (OFFER, ["seller", "2", "5", "1", "1"], "role is 'seller'.\nIt must be one of: vendor, installer, manager."),
        (OFFER, ["vendor", "256", "5", "1", "1"], "sizeClass is 256.\nIt must be 0 to 255 (uint8)."),
        (OFFER, ["vendor", "-1", "5", "1", "1"], "sizeClass is -1.\nIt must be 0 to 255"),
        (OFFER, ["vendor", "2", "17", "1", "1"], "regions has '17', which is no region of Chile."),
        (OFFER, ["vendor", "2", "5", "1.900.000", "1"], "price is '1.900.000', which is no whole number."),
        (OFFER, ["vendor", "2", "5", str(2**40), "1"], "price is 1,099,511,627,776."),
        (MATCH, ["7,1,2"], "team is '7,1,2', which has 3 parts instead of 5."),
        (MATCH, ["7,1,2,x,1"], "managerOffer is 'x', which is no whole number."),
        (CORRECT, ["1", "0xab"], "documentHash has 1 bytes.\nIt must have 32"),
        (CORRECT, ["1", "letter"], "documentHash is 'letter'."),
        (CLAIM, ["12,"], "projectIds is '', which is no whole number."),
        (OPERATOR, ["ana", "yes"], "spender is 'ana', which is no address."),
        (OPERATOR, [ANA.replace("C8", "c8"), "yes"], "its capitals do not fit its digits"),
        (OPERATOR, [ANA, "maybe"], "approved is 'maybe'.\nIt must be yes or no."),
    ],
)
def test_arguments_says_what_is_wrong(function: Function, texts: list[str], says: str) -> None:
    with pytest.raises(AntuError) as refused:
        arguments(function, texts)
    assert says in str(refused.value)


def test_check_signable_lists_what_there_is() -> None:
    check_signable("market", "fund")
    with pytest.raises(AntuError, match="no contract 'token'"):
        check_signable("token", "transfer")
    with pytest.raises(AntuError, match="no 'matchBatch' that a party may sign"):
        check_signable("market", "matchBatch")


def test_seconds() -> None:
    assert [seconds(text) for text in ("90m", "24h", "3d", "365d")] == [5_400, DAY, 3 * DAY, 365 * DAY]
    for text in ("", "24", "h", "0h", "-1h", "1.5h", "1w", "²h", "9999999h"):
        with pytest.raises(AntuError, match="no duration"):
            seconds(text)
    with pytest.raises(AntuError, match="longer than a year"):
        seconds("366d")
