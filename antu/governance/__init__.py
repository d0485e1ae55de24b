"""Changing what is deployed: upgrades and what they must keep, roles, and batches for a multisig."""
