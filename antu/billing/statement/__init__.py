"""Statements of account from chain events alone: `events` are led through a `replay` of each project, whose `months`
become `tables`; `checks` holds them against the contracts; `files` writes CSV and the `page` that is printed."""

from antu.billing.statement.checks import Check
from antu.billing.statement.document import Ask, Part, Statement, holder_statement, project_statement
from antu.billing.statement.events import Event, Source
from antu.billing.statement.files import write
from antu.billing.statement.prices import Prices
from antu.billing.statement.replay import Figures, Replay

__all__ = [
    "Ask",
    "Check",
    "Event",
    "Figures",
    "Part",
    "Prices",
    "Replay",
    "Source",
    "Statement",
    "holder_statement",
    "project_statement",
    "write",
]
