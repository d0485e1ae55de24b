"""Why the contract refused a reading, in words; the values are those of `IReadings.ReadingRefused`."""

from datetime import UTC, datetime

from antu.enums import Refusal, State

LAST_DATE = 253_402_300_799  # the end of the year 9999; a reading's 40 bits reach further

_WORDS = {
    Refusal.NO_METER: ("its project has no meter", "Check the project's number"),
    Refusal.RETIRED: ("its meter was retired", "Stop sending this meter's readings"),
    Refusal.SUSPENDED: ("its meter is suspended", "Send it again when the arbiter has restored or replaced the meter"),
    Refusal.NOT_OPERATING: (
        "its project is in the state {value} and does not operate yet",
        "Send it after the last release (ape run build next)",
    ),
    Refusal.FROM_FUTURE: ("its time, {value}, is ahead of the chain's, {limit}", "Check the meter's clock"),
    Refusal.NOT_NEWER: (
        "its time, {value}, is not after that of the last reading, {limit}",
        "Leave it out: it was counted, or its energy is in a later one that was",
    ),
    Refusal.WENT_BACK: (
        "a register, {value} Wh, is below the last one, {limit} Wh",
        "Check that it is the same meter, and that the readings stand in order",
    ),
    Refusal.EXPORTED_MORE_THAN_GENERATED: (
        "since the last reading {value} Wh were exported and {limit} Wh generated",
        "Check that the registers are not swapped",
    ),
    Refusal.BEYOND_CAPACITY: (
        "{value} Wh since the last reading are more than the plant could generate, {limit} Wh",
        "Check the registers' unit, Wh",
    ),
    Refusal.BAD_SIGNATURE: (
        "it is signed by {value}, and the meter's key is {limit} (of a P-256 key: the end of its hash)",
        "Check the project, the chain and the contract that the meter signs for, and its key if that is no account's",
    ),
}


def explained(refusal: Refusal, value: int, limit: int) -> tuple[str, str]:
    """The reason and what to do about it. `refusal` must be one."""
    reason, hint = _WORDS[refusal]
    shown = (_shown(refusal, figure) for figure in (value, limit))
    return reason.format_map(dict(zip(("value", "limit"), shown, strict=True))), hint


def _shown(refusal: Refusal, figure: int) -> str:
    match refusal:
        case Refusal.BAD_SIGNATURE:
            return f"0x{figure:040x}" if figure else "nobody"
        case Refusal.FROM_FUTURE | Refusal.NOT_NEWER:
            if figure > LAST_DATE:
                return f"{figure} seconds since 1970"
            return f"{datetime.fromtimestamp(figure, UTC):%Y-%m-%d %H:%M:%S} UTC"
        case Refusal.NOT_OPERATING:
            return State(figure).name.lower()
        case _:
            return f"{figure:,}"
