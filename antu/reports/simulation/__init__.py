"""The report of a simulation: its summary in `reports/simulation.json`, and a page with plots in both languages.

`figures` computes what is shown, `plots` draws it, `sections` says it, `page` puts the sections together.
"""

from antu.reports.simulation.page import write_page
from antu.reports.simulation.run import Run
from antu.reports.simulation.summarising import summarise
from antu.reports.simulation.summary import ScenarioSummary, SimulationReport, read_summary, write_summary
from antu.reports.simulation.terminal import summary_table

__all__ = [
    "Run",
    "ScenarioSummary",
    "SimulationReport",
    "read_summary",
    "summarise",
    "summary_table",
    "write_page",
    "write_summary",
]
