"""Who holds which role, and changes of that which are refused before anybody pays for them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eth_utils.address import is_address, to_checksum_address

from antu.enums import DAY
from antu.errors import AntuError
from antu.roles import AccessRole

ZERO_ADDRESS = "0x" + "0" * 40
MOST_DELAY = 2**32 - 1
_UNITS = {"d": DAY, "h": 3_600, "m": 60, "s": 1}


@dataclass(frozen=True)
class Member:
    """An account with a role, from `since` on. Its actions wait `delay` seconds, and from `effect` on `pending_delay`.

    Without a change ahead, `effect` is 0."""

    role: AccessRole
    account: str
    since: int
    delay: int
    pending_delay: int = 0
    effect: int = 0

    def active(self, now: int) -> bool:
        return 0 < self.since <= now


def parse_role(text: str) -> AccessRole:
    """A role by its name, in any case."""
    try:
        return AccessRole[text.upper()]
    except KeyError:
        known = ", ".join(role.name.lower() for role in AccessRole)
        raise AntuError(f"There is no role {text!r}.", f"Roles are: {known}.") from None


def parse_address(text: str, what: str) -> str:
    """A checksummed address; `what` says whose it is to be."""
    if not is_address(text):
        raise AntuError(f"{what} is {text!r}, which is no address.", "An address is 0x and 40 hexadecimal digits.")
    return str(to_checksum_address(text))


def parse_delay(text: str) -> int:
    """Seconds, of `7d`, `12h`, `30m` or `0s`."""
    found = re.fullmatch(r"([0-9]{1,10})([dhms])", text)
    seconds = int(found[1]) * _UNITS[found[2]] if found else -1
    if not 0 <= seconds <= MOST_DELAY:
        raise AntuError(f"The delay is {text!r}, which is no time up to 136 years.", "Write 7d, 12h, 30m or 0s.")
    return seconds


def check_grant(
    role: AccessRole, account: str, delay: int, members: Sequence[Member], contracts: Mapping[str, str]
) -> None:
    """Raises `AntuError` for a grant that is a mistake, or changes nothing. `contracts` has the market's own by
    name."""
    if delay < role.execution_delay:
        raise AntuError(
            f"An {role.name} whose actions wait {_days(delay)} would be no promise: upgrades wait 7 days in public.",
            "The authority refuses less than: --delay 7d",
        )
    own = next((name for name, address in contracts.items() if address == account), "")
    if own == "forwarder":
        raise AntuError(
            f"{account} is the forwarder, which acts for anybody who signs: whatever it may do, anybody may.",
            "Give the role to the account that is to act.",
        )
    if own or account == ZERO_ADDRESS:
        whose = f"this market's {own}, which never acts by itself" if own else "the zero address, which nobody holds"
        raise AntuError(f"{account} is {whose}.", "Give the role to an account or a multisig.")
    for member in members:
        if member.account == account and delay == (member.pending_delay if member.effect else member.delay):
            raise AntuError(f"{account} is {role.name} already, with that delay; nothing would change.")


def check_revocation(role: AccessRole, account: str, members: Sequence[Member], now: int) -> None:
    """Raises `AntuError` for a role that the account does not have, and for the last admin's."""
    if all(member.account != account for member in members):
        held = ", ".join(member.account for member in members) or "nobody"
        raise AntuError(f"{account} is not {role.name}; there is nothing to revoke.", f"{role.name} is: {held}.")
    others = [member for member in members if member.account != account and member.active(now)]
    if role is AccessRole.ADMIN and not others:
        raise AntuError(
            f"{account} is the last ADMIN: nobody could grant or revoke a role any more.",
            "Grant ADMIN to another account first, and see that it can act.",
        )


def _days(seconds: int) -> str:
    return f"{seconds / DAY:g} days" if seconds else "not at all"
