"""The chain of `ape run simulate`: a private node, a market on it, and accounts that sign for themselves."""
