"""What a run of the keeper shows: its plan, what was skipped, what came of it."""

from pathlib import Path

import pandas as pd
from rich.console import RenderableType

from antu.keeper.record import Round, Run
from antu.keeper.words import tell, why_skipped
from antu.matching import PROJECTS, SAVINGS, Certificate, Explanation, MatchedTeam
from antu.reports.matching import comparison_table
from antu.reports.tables import table, teams_table, unmatched_table
from antu.text import Language, money, number

MOST_ROWS = 20  # of one table; the record has them all


def plan_of(planned: Round, lang: Language) -> list[RenderableType]:
    """What is to be matched, how good that is, and why others are left out."""
    certificate, demands = planned.certificate, len(planned.demands)
    block = number(planned.block, lang)
    said: list[RenderableType] = []
    if planned.unknown_classes:
        said.append(tell("unknown_classes", lang, classes=", ".join(map(str, planned.unknown_classes))))
    if not demands:
        return [*said, tell("no_demand", lang, block=block)]
    if planned.sent:
        teams = {row["demand_id"]: row for row in planned.teams}
        shown = [teams[demand] for demand in planned.sent[:MOST_ROWS]]
        said += [teams_table(pd.DataFrame(shown, columns=list(MatchedTeam._fields)), lang)]
        said += rest_of(len(planned.sent), lang)
    if planned.unmatched:
        unmatched = pd.DataFrame(planned.unmatched[:MOST_ROWS], columns=list(Explanation._fields))
        said += [unmatched_table(unmatched, lang), *rest_of(len(planned.unmatched), lang)]
    if planned.idle:
        said.append(tell("idle", lang, count=number(len(planned.idle), lang)))
    if not planned.teams:
        return [*said, tell("no_team", lang, demands=number(demands, lang), block=block)]
    if planned.compared:
        said.append(comparison_table(pd.DataFrame(planned.compared), lang))
    said += [
        tell(
            "plan",
            lang,
            teams=number(len(planned.teams), lang),
            demands=number(demands, lang),
            block=block,
            savings=money(certificate.savings, lang),
        ),
        *quality_of(certificate, lang),
    ]
    if len(planned.sent) < len(planned.teams):
        said.append(tell("limit", lang, count=number(len(planned.sent), lang)))
    return said


def skipped_of(planned: Round, lang: Language) -> list[RenderableType]:
    """The teams of a round that did not hold."""
    lines = (
        (str(team.demand_id), why_skipped(team.reason, lang), str(team.offer_id or ""))
        for team in planned.skipped[:MOST_ROWS]
    )
    shown = table("skipped_title", ("demand", "reason", "offer"), lines, lang, right="demand offer")
    return [shown, *rest_of(len(planned.skipped), lang)]


def came_of(run: Run, path: Path | None, lang: Language) -> list[RenderableType]:
    """What a run came to, and where its record is."""
    if not run.keeper:
        return [tell("dry_run", lang)]
    matched = number(run.matched, lang)
    if run.gas_per_project is None:
        said = tell("matched", lang, matched=matched)
    else:
        transactions = sum(len(each.transactions) for each in run.rounds)
        gas = number(run.gas_per_project, lang)
        said = tell("matched_gas", lang, matched=matched, gas=gas, transactions=number(transactions, lang))
    return [said] if path is None else [said, tell("record", lang, path=path)]


def quality_of(certificate: Certificate, lang: Language) -> list[str]:
    """How good the teams are, and that no others are better, or how much better they can be at most."""
    policy = certificate.policy
    of = policy if policy in (SAVINGS.name, PROJECTS.name) else "weight"
    worth = [tell("worth", lang, policy=policy, objective=money(certificate.objective, lang))] * (of == "weight")
    if not certificate.gap:
        return [*worth, tell("best", lang)]
    if certificate.gap <= certificate.rounding:
        return [*worth, tell("best_rounded", lang, gap=money(certificate.gap, lang))]
    shown = number if of == PROJECTS.name else money
    bound, gap = shown(certificate.upper_bound, lang), shown(certificate.gap, lang)
    return [*worth, tell(f"bound_{of}", lang, bound=bound, gap=gap)]


def rest_of(count: int, lang: Language) -> list[RenderableType]:
    """That a table has not all of so many rows, if so."""
    return [tell("rest", lang, count=number(count - MOST_ROWS, lang))] if count > MOST_ROWS else []
