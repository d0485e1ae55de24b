"""A market of agents that live with each other on a chain, from the seed of a scenario: `ape run simulate`.

`scenario` says who they are and what they may do, `records` what is written down of them.
"""
