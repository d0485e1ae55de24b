"""How fast and how good matching is, measured: `make bench-matching` writes reports/matching.json.

`books` draws the instances, `measuring` matches one in a process of its own, `optimum` searches small ones exactly,
`end_to_end` runs the 2019 way of matching and ours on one chain, `targets` holds the figures to what was promised, and
`matching` runs it all.
"""
