"""Running again and again, as blocks go by."""

import time
from collections.abc import Callable

from antu.keeper.record import Run
from antu.keeper.rounds import BookPort

POLL_SECONDS = 1.0


def watch(
    reader: BookPort,
    every: int,
    visit: Callable[[], tuple[Run, bool]],
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Visits now, and each `every` blocks if something was posted since the book was last read.

    Never returns. `visit` runs once; it returns the run, and whether there was more to match than it was allowed to."""
    while True:
        run, more = visit()
        read = looked = max(each.block for each in run.rounds)
        while True:
            while looked <= (head := reader.head()) < looked + every:
                pause(POLL_SECONDS)
            if head < looked:
                break  # the chain was wound back, so what was read may be gone
            if more or reader.posted(read + 1, head):
                break
            looked = read = head
