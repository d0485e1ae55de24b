"""The stages of building, and who holds the shares of the project that the tests take through them."""

from antu.enums import State
from antu.money import BASE_CASE

AWAITING = [State.DELIVERING, State.INSTALLING, State.CONNECTING]
WINDOWS = [State.DELIVERED, State.INSTALLED, State.CONNECTED]
STAGES = sorted(AWAITING + WINDOWS)

GOAL = BASE_CASE.goal
TENTH = -(-GOAL // 10)  # as many shares as freeze the escrow
HOLDINGS = (TENTH - 1, 2, GOAL // 20, GOAL)  # of the four funders; the last payment is cut to what is missing

REASON = b"reason".ljust(32)
