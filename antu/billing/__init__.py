"""Bills and revenue in exact integers: the contracts' books (`model`, made of `parts`, `shares`, `uf`), and what must
add up in them (`conservation`); statements of account, of events alone (`statement`)."""

from antu.billing.conservation import imbalances
from antu.billing.model import Books, RefusedError
from antu.billing.months import iso, month_of, month_read, month_start
from antu.billing.parts import Bill, Cooperative, Meter, Plant
from antu.billing.shares import FRACTION_BITS, PESO, Series
from antu.billing.uf import UFIndex

__all__ = [
    "FRACTION_BITS",
    "PESO",
    "Bill",
    "Books",
    "Cooperative",
    "Meter",
    "Plant",
    "RefusedError",
    "Series",
    "UFIndex",
    "imbalances",
    "iso",
    "month_of",
    "month_read",
    "month_start",
]
