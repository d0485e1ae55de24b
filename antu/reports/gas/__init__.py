"""What the contracts' work costs in gas, beside what it cost in 2019.

`log` gathers the gas of a run of commands. The rest is `make gas`: `figures` lists what is measured, with
`references` and budgets; `lifecycle` takes a whole project apart; `report` and `table` are what comes out.
"""
