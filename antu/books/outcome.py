"""What was matched in a book, as tables: teams, and why others are left out."""

from pathlib import Path

import numpy as np
import pandas as pd

from antu.book import rows
from antu.books.cells import Numbers
from antu.books.tables import read_cells
from antu.matching.explanations import Explanation, explanation
from antu.matching.interface import MatchedTeam
from antu.matching.sound import MAXIMUM_ID
from antu.text import Language


def read_teams(path: Path) -> pd.DataFrame:
    """A frame of `MatchedTeam`. An `AntuError` names the first row that cannot be taken."""
    cells = read_cells(path, MatchedTeam._fields)
    numbers, everyone = Numbers(cells), np.ones(len(cells.places), dtype=bool)
    columns = {name: numbers.whole(name, everyone, 0, MAXIMUM_ID) for name in MatchedTeam._fields}
    numbers.require()
    return pd.DataFrame(columns)


def reasons_table(explanations: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """A frame of `Explanation`, with each in words too, as `explanation`."""
    alike = [name for name in Explanation._fields if name != "id"]
    place = explanations.groupby(alike, sort=False).ngroup().to_numpy(np.int64)
    words = [explanation(row, lang) for row in rows(explanations.drop_duplicates(alike), Explanation)]
    return explanations.assign(explanation=np.array(words, dtype=object)[place])
