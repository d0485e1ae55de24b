"""A gas budget of DESIGN's, and the ceiling that is held until the contracts get there."""

from typing import NamedTuple


class Budget(NamedTuple):
    """Gas: what DESIGN allows, and what is allowed here, which is more only where the contracts need more yet."""

    design: int
    ceiling: int

    def check(self, gas: float) -> None:
        """Neither hides a budget that is missed, nor lets it grow, nor lets a ceiling outlive its reason."""
        assert gas <= self.ceiling, f"{gas:,.0f} gas; DESIGN's budget is {self.design:,}, the ceiling {self.ceiling:,}"
        reached = self.ceiling <= self.design
        assert reached or gas > self.design, f"{gas:,.0f} gas reaches DESIGN's {self.design:,}: take the ceiling down"


def met(design: int) -> Budget:
    """A budget that is reached."""
    return Budget(design, design)
