"""All figures that come from outside Antu: what platforms charge and can take, and what else an operator pays."""

from dataclasses import dataclass

from antu.economics.assumptions import Assumptions, default_assumptions
from antu.economics.limits import Limits, default_limits
from antu.platforms import Prices, default_prices


@dataclass(frozen=True)
class Outside:
    """What the figures of a report rest on; by default what `data/` has of them, with its sources."""

    prices: Prices
    assumptions: Assumptions
    limits: Limits

    @classmethod
    def default(cls) -> "Outside":
        """`data/platforms.yaml`, `data/centralized.yaml` and `data/limits.yaml`."""
        return cls(default_prices(), default_assumptions(), default_limits())
