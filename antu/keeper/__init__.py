"""The keeper: who has the contract match what a matcher found, and writes down what came of it.

`rounds` is a run: it reads the book, matches, sends, and matches again what was skipped; `watching` repeats it as
blocks go by. `record` is the file that a run leaves, and `journal` lies beside it on the way; `turns` lets one run of
an account go on at a time; `words` is what it says. A demand is never matched twice, for the contract sees to that; nor
is a team sent twice, for `antu.sending` does.
"""

from antu.keeper.record import Round, Run, Skipped, Transaction, read_record
from antu.keeper.rounds import BookPort, Keeper, KeeperPort, recover
from antu.keeper.turns import turn
from antu.keeper.watching import watch

__all__ = [
    "BookPort",
    "Keeper",
    "KeeperPort",
    "Round",
    "Run",
    "Skipped",
    "Transaction",
    "read_record",
    "recover",
    "turn",
    "watch",
]
