"""Grants and revocations that are refused, and those that are not."""

import pytest

from antu.errors import AntuError
from antu.governance.membership import Member, check_grant, check_revocation, parse_address, parse_delay, parse_role
from antu.roles import AccessRole
from tests.antu.deployment.fake_chain import address

WEEK = 7 * 86_400
CONTRACTS = {"market": address(100), "forwarder": address(101)}
NOW = 1_000


def member(number: int, role: AccessRole = AccessRole.ADMIN, since: int = 1, delay: int = 0, ahead: int = 0) -> Member:
    return Member(role, address(number), since, delay, ahead, 2_000 if ahead else 0)


@pytest.mark.parametrize(
    ("role", "account", "delay", "words"),
    [
        (AccessRole.UPGRADER, address(1), WEEK - 1, "upgrades wait 7 days in public"),
        (AccessRole.UPGRADER, address(1), 0, "wait not at all would be no promise"),
        (AccessRole.KEEPER, address(101), 0, "is the forwarder"),
        (AccessRole.KEEPER, address(100), 0, "is this market's market"),
        (AccessRole.KEEPER, address(0), 0, "is the zero address"),
        (AccessRole.ADMIN, address(1), 0, "is ADMIN already, with that delay"),
    ],
)
def test_check_grant_refuses_mistakes(role: AccessRole, account: str, delay: int, words: str) -> None:
    with pytest.raises(AntuError, match=words):
        check_grant(role, account, delay, [member(1)], CONTRACTS)


def test_check_grant_lets_a_delay_change() -> None:
    check_grant(AccessRole.UPGRADER, address(1), WEEK, [], CONTRACTS)
    check_grant(AccessRole.ADMIN, address(1), 60, [member(1)], CONTRACTS)
    # A delay that will be another one soon may be put back.
    check_grant(AccessRole.ADMIN, address(1), 0, [member(1, ahead=60)], CONTRACTS)
    with pytest.raises(AntuError, match="already"):
        check_grant(AccessRole.ADMIN, address(1), 60, [member(1, ahead=60)], CONTRACTS)


def test_check_revocation_names_who_has_the_role() -> None:
    with pytest.raises(AntuError, match="there is nothing to revoke") as caught:
        check_revocation(AccessRole.KEEPER, address(9), [member(1), member(2)], NOW)
    assert caught.value.hint == f"KEEPER is: {address(1)}, {address(2)}."


@pytest.mark.parametrize(
    "others",
    [[], [member(2, since=NOW + 1)]],
    ids=["nobody else", "not yet"],
)
def test_check_revocation_refuses_the_last_admin(others: list[Member]) -> None:
    with pytest.raises(AntuError, match="is the last ADMIN"):
        check_revocation(AccessRole.ADMIN, address(1), [member(1), *others], NOW)


def test_check_revocation_lets_others_go() -> None:
    check_revocation(AccessRole.ADMIN, address(1), [member(1), member(2)], NOW)
    check_revocation(AccessRole.ADMIN, address(1), [member(1), member(2, delay=60)], NOW)  # who announces what it does
    check_revocation(AccessRole.GUARDIAN, address(1), [member(1)], NOW)


@pytest.mark.parametrize(("text", "seconds"), [("7d", WEEK), ("12h", 43_200), ("30m", 1_800), ("0s", 0)])
def test_parse_delay_takes_a_unit(text: str, seconds: int) -> None:
    assert parse_delay(text) == seconds


@pytest.mark.parametrize("text", ["7", "d", "", "-1d", "1.5d", "50000d", "9" * 20 + "s", "٣d"])
def test_parse_delay_refuses_what_is_no_time(text: str) -> None:
    with pytest.raises(AntuError, match="which is no time up to 136 years"):
        parse_delay(text)


def test_parse_role_takes_any_case_and_names_the_roles() -> None:
    assert parse_role("Guardian") is AccessRole.GUARDIAN
    with pytest.raises(AntuError, match="There is no role 'boss'") as caught:
        parse_role("boss")
    assert "guardian" in caught.value.hint


def test_parse_address_gives_the_checksum_or_refuses() -> None:
    checked = "0x5FbDB2315678afecb367f032d93F642f64180aa3"
    assert parse_address(checked.lower(), "--as") == checked
    for wrong in ("", "0x12", "somebody"):
        with pytest.raises(AntuError, match=r"--as is .* which is no address"):
            parse_address(wrong, "--as")
