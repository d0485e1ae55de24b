"""Paying holders what their shares earned: who is paid for which projects in one transaction (`grouping`), and what
that costs (`cost`)."""

from antu.payouts.cost import Cost, clp_per_ether
from antu.payouts.grouping import Due, Group, Pairs, grouped

__all__ = ["Cost", "Due", "Group", "Pairs", "clp_per_ether", "grouped"]
