"""The UF: the file of monthly values that `ape run index` reads (`csv_file`), and what of it is to be published
(`plan`)."""

from antu.indexation.csv_file import MonthValue, Parsed, parse, read
from antu.indexation.plan import Latest, Plan, Step, plan

__all__ = ["Latest", "MonthValue", "Parsed", "Plan", "Step", "parse", "plan", "read"]
