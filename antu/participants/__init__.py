"""Who takes part in the market: read from a file (`csv_file`), or drawn by a seed (`draw`)."""

from antu.participants.csv_file import COLUMNS, TERMS, Parsed, parse, read, write
from antu.participants.draw import Cooperative, Financier, Market, draw
from antu.participants.model import Kind, Participant
from antu.participants.pledges import Pledge, pledges

__all__ = [
    "COLUMNS",
    "TERMS",
    "Cooperative",
    "Financier",
    "Kind",
    "Market",
    "Parsed",
    "Participant",
    "Pledge",
    "draw",
    "parse",
    "pledges",
    "read",
    "write",
]
