"""`python -m audit.static`: runs the analysers, says what is found, and fails on what nobody has answered."""

import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from antu.errors import AntuError
from audit.parts import ROOT, write_part
from audit.static.findings import Finding, forge_lint, numbered, slither
from audit.static.judging import Judged, directives, dismissals, judge
from audit.syntax import CONTRACTS

SEVERITIES = {
    "slither": ("high", "medium", "low", "informational", "optimization"),
    "forge lint": ("high", "medium", "low"),
}


@click.command(help=__doc__)
def main() -> None:
    """Runs the analysers."""
    try:
        comments = [
            directive
            for path in sorted(CONTRACTS.rglob("*.sol"))
            for directive in directives(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        ]
        judged = judge(numbered([*slither(), *forge_lint()]), comments, dismissals())
    except AntuError as error:
        sys.exit(f"ERROR: {error}")
    write_part("static", result(judged))
    Console().print(_table(judged))
    for each in judged.open:
        click.echo(f"new: {each}", err=True)
    for answer in judged.stale:
        click.echo(f"stale: {answer}", err=True)
    if not judged.clean:
        sys.exit(
            "ERROR: Mend what is new. Of what is low and not worth it, say why in audit/static/dismissed.yaml, by the "
            "key above; of what is severe and false, in a comment: // slither-disable-next-line DETECTOR: REASON. "
            "Take away answers that are stale."
        )


def result(judged: Judged) -> dict[str, Any]:
    """The part of the study's report that this module writes."""
    counts = {tool: _counts(judged.open, tool) for tool in SEVERITIES}
    return {
        **{f"slither_{severity}": counts["slither"][severity] for severity in SEVERITIES["slither"]},
        "forge_lint": counts["forge lint"],
        "open": [str(each) for each in judged.open],
        "suppressed": _answered(judged.suppressed),
        "dismissed": _answered(judged.dismissed),
        "stale": judged.stale,
    }


def _counts(findings: Iterable[Finding], tool: str) -> dict[str, int]:
    found = Counter(each.severity for each in findings if each.tool == tool)
    return {severity: found[severity] for severity in SEVERITIES[tool]}


def _answered(answers: Iterable[tuple[Finding, str]]) -> list[dict[str, str]]:
    return [
        {"finding": f"{each.tool}/{each.detector}", "severity": each.severity, "at": each.key, "reason": reason}
        for each, reason in answers
    ]


def _table(judged: Judged) -> Table:
    table = Table(title="Static analysis", title_justify="left", title_style="bold")
    table.add_column("analyser")
    table.add_column("severity")
    for column in ("unanswered", "false, by a comment or a bound", "dismissed with a reason"):
        table.add_column(column, justify="right")
    kinds: tuple[list[Finding], ...] = (
        judged.open,
        [each for each, _ in judged.suppressed],
        [each for each, _ in judged.dismissed],
    )
    for tool, severities in SEVERITIES.items():
        counts = [_counts(findings, tool) for findings in kinds]
        for severity in severities:
            table.add_row(tool, severity, *(str(count[severity]) for count in counts))
    return table


if __name__ == "__main__":
    main()
