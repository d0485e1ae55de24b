"""A small scenario, and parts of it to change."""

from typing import Any

from antu.simulation.people import People, draw_people
from antu.simulation.scenario import Scenario

SMALL: dict[str, Any] = {
    "title": {"en": "A small market", "es": "Un mercado pequeño"},
    "seed": 3,
    "start": "2027-01-01",
    "days": 120,
    "participants": {
        "owners": 12,
        "vendors": 4,
        "installers": 5,
        "managers": 3,
        "financiers": 6,
        "cooperatives": 2,
    },
    "classes": {0: 3, 2: 1},
    "arrivals": {"owners": [0, 30]},
}


def small(**changes: Any) -> Scenario:
    """The small scenario with other values in some of its fields."""
    return Scenario.model_validate(SMALL | changes)


def people_of(scenario: Scenario) -> People:
    """Its people, at addresses that nobody has a key of."""
    return draw_people(scenario, [(100 + number, f"0x{number:040x}") for number in range(scenario.participants.total)])
