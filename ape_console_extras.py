"""Ape runs this when a console opens: `ape console --network ethereum:devnet`."""

from scripts._console import extras as ape_init_extras

__all__ = ["ape_init_extras"]
