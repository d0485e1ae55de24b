"""Mutation testing: faults put into the money paths one by one, and whether a test notices each.

`operators` says what can be wrong with a node of the compiler's syntax tree, `mutants` finds all such faults and names
them, `schemata` puts them all into one copy of the contracts, each behind a switch, and `workshop` compiles it where
Forge's tests (`campaigns`) and Ape's (`trials`) are ready. Who lives must be listed in survivors.yaml, with a reason.
"""
