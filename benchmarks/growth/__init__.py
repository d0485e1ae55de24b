"""How gas grows with people and books, by receipts: `make gas-growth` writes reports/gas-growth.json and draws it.

`crowd` has thousands act at once, `world` is a market with its parties, `funders` and `books`
measure each kind of work against what grows, and `__main__` runs it all.
"""
