"""The contracts' enums and time limits, mirrored; `tests/antu/test_mirrors.py` holds them equal to `contracts/`."""

from enum import IntEnum

DAY = 86_400

DIRECT_FUNDING_SECONDS = 14 * DAY
CROWD_FUNDING_SECONDS = 60 * DAY
BUILDING_STEP_SECONDS = 180 * DAY
CHALLENGE_WINDOW_SECONDS = 3 * DAY
ARBITER_SECONDS = 30 * DAY
UPGRADE_DELAY_SECONDS = 7 * DAY


class State(IntEnum):
    """Where a demand, and the project it becomes, stands."""

    NONE = 0
    OPEN = 1
    WITHDRAWN = 2
    FUNDING = 3
    EXPIRED = 4
    DELIVERING = 5
    DELIVERED = 6
    INSTALLING = 7
    INSTALLED = 8
    CONNECTING = 9
    CONNECTED = 10
    DISPUTED = 11
    CANCELLED = 12
    OPERATING = 13

    @property
    def building(self) -> bool:
        """Whether this is one of the six states that the documents call Building."""
        return State.DELIVERING <= self <= State.CONNECTED


class Role(IntEnum):
    """What a supplier does."""

    VENDOR = 0
    INSTALLER = 1
    MANAGER = 2


class Party(IntEnum):
    """Who took part in a project, for ratings."""

    OWNER = 0
    VENDOR = 1
    INSTALLER = 2
    MANAGER = 3


class Mismatch(IntEnum):
    """Why a team cannot have a demand."""

    NONE = 0
    DEMAND_NOT_OPEN = 1
    OFFER_NOT_OPEN = 2
    WRONG_ROLE = 3
    WRONG_CLASS = 4
    REGION_NOT_SERVED = 5
    OUT_OF_STOCK = 6
    OVER_MAXIMUM = 7
    PRICE_RISEN = 8


class MeterStatus(IntEnum):
    """Where a project's meter stands."""

    NONE = 0
    COMMISSIONED = 1
    OPERATING = 2
    SUSPENDED = 3
    RETIRED = 4


class Refusal(IntEnum):
    """Why a reading was refused."""

    NONE = 0
    NO_METER = 1
    NOT_OPERATING = 2
    RETIRED = 3
    SUSPENDED = 4
    FROM_FUTURE = 5
    NOT_NEWER = 6
    WENT_BACK = 7
    EXPORTED_MORE_THAN_GENERATED = 8
    BEYOND_CAPACITY = 9
    BAD_SIGNATURE = 10
