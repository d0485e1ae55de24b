"""Who may call what, and what is called: docs/ACCESS.md, made of the contracts' syntax trees.

`program` finds all that a call of a function can reach; `reading` says what that means; `page` writes it down.
"""
