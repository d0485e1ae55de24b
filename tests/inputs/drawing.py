"""How much Hypothesis draws: the same every time, little in `make test`, more in `make audit`."""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, settings

# Of each function or file.
EXAMPLES = int(os.environ.get("ANTU_EXAMPLES", "15"))


def drawn(examples: int = EXAMPLES) -> Callable[[Any], Any]:
    """So many examples. They are not made smaller when one fails: what is drawn is small, and a chain is slow."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
