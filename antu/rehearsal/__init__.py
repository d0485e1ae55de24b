"""Rehearsing the way back from a fault: a contract breaks, is paused and upgraded, and the market is what it was.

`lives` are those of a lived-in market, `exits` what people take out meanwhile, `faults` what breaks, `world` all that a
market owes and remembers, compared; `report`, `tables` and `words` are how it is told. `scripts/_rehearsal/` does it.
"""
