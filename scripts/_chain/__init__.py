"""What commands, console, demo and tests share: Antu's contracts, accounts and transactions as Ape has them.

The underscore keeps `ape run` from listing this folder among its commands.
"""
