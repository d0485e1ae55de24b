"""What is drawn: stages, regions, trends, losses and gas, of markets that one can follow."""

import pandas as pd
import pytest

from antu.catalog import reference_gas, regions
from antu.economics import default_assumptions
from antu.enums import State
from antu.platforms import Day, costs, default_prices
from antu.reports.simulation.figures import trends
from antu.reports.simulation.figures.alternative import Alternative
from antu.reports.simulation.figures.costs import costs_per_project
from antu.reports.simulation.figures.losses import dearer, losses, troubles
from antu.reports.simulation.figures.places import places
from antu.reports.simulation.figures.stages import Stage, stages
from antu.reports.simulation.figures.work import function_names, past_gas, work
from antu.simulation.records import NEVER, Agent, ProjectRow, TransactionRow, table
from tests.antu.reports.simulation.made_up import DAYS, made_up
from tests.antu.reports.simulation.tiny import LIAR, OWNER, row, sent, tiny

PAST = reference_gas().measured


def test_stages_follow_a_project_from_posting_to_operation() -> None:
    counted = stages(tiny().projects, 60)
    assert counted.loc[0].sum() == 0
    assert counted.loc[2].to_dict() == dict.fromkeys(Stage, 0) | {Stage.OPEN: 3}
    assert counted.loc[5].to_dict() == dict.fromkeys(Stage, 0) | {Stage.OPEN: 1, Stage.FUNDING: 1, Stage.BUILDING: 1}
    assert counted.loc[45, Stage.OPERATING] == 1
    assert counted.loc[60].to_dict() == dict.fromkeys(Stage, 0) | {Stage.OPEN: 1, Stage.OPERATING: 2}


@pytest.mark.parametrize(
    ("state", "stage"),
    [(State.WITHDRAWN, Stage.WITHDRAWN), (State.EXPIRED, Stage.EXPIRED), (State.CANCELLED, Stage.CANCELLED)],
)
def test_stages_tell_how_a_project_ended(state: State, stage: Stage) -> None:
    ended = row(ProjectRow, posted_day=1, matched_day=4, ended_day=9, state=int(state))
    counted = stages(table([ended], ProjectRow), 12)
    assert list(counted[Stage.FUNDING]) == [0] * 4 + [1] * 5 + [0] * 4
    assert list(counted[stage]) == [0] * 9 + [1] * 4


def test_stages_have_every_posted_demand_once_each_day() -> None:
    projects = made_up(2, 60, adversaries=True).projects
    counted = stages(projects, DAYS)
    posted = [(projects.posted_day <= day).sum() for day in range(DAYS + 1)]
    assert list(counted.sum(axis=1)) == posted


def test_places_are_all_regions_from_north_to_south() -> None:
    found = places(tiny().projects)
    assert [place.name for place in found] == [region.name for region in regions()]
    assert sorted((place.latitude for place in found), reverse=True) == [place.latitude for place in found]
    by_name = {place.name: place for place in found}
    santiago, arica = by_name["Metropolitana"], by_name["Arica y Parinacota"]
    assert (santiago.posted, santiago.matched, santiago.operating, santiago.operating_kwp) == (2, 2, 2, 3.0)
    assert (arica.posted, arica.matched, arica.operating) == (1, 0, 0)


def test_funding_tells_payments_from_the_one_that_reaches_the_goal() -> None:
    middle, last = trends.funding(tiny())
    assert middle.empty  # the first payment opens a slot, the second reached the goal
    assert last[["size", "gas"]].to_numpy().tolist() == [[2.0, 108_000.0]]


def test_funding_of_a_project_not_funded_has_no_payment_that_reached_the_goal() -> None:
    tables = tiny()
    tables.projects.loc[tables.projects.project == 1, "funded_day"] = NEVER
    middle, last = trends.funding(tables)
    assert last.empty
    assert middle[["size", "gas"]].to_numpy().tolist() == [[1.0, 108_000.0]]


def test_readings_go_by_their_projects_holders() -> None:
    tables = tiny()
    more = table(
        [sent(110, "energy", "report", Agent.OPERATOR, 75_000, project=1)], type(sent(1, "", "", Agent.OWNER, 0))
    )
    alone, small, full = trends.readings(
        tables._replace(transactions=pd.concat([tables.transactions, more], ignore_index=True))
    )
    assert alone[["size", "gas"]].to_numpy().tolist() == [[2.0, 75_000.0]]  # the first one alone is left out
    assert small[["size", "gas"]].to_numpy().tolist() == [[1.5, 45_000.0]]
    assert full.empty


def test_crowding_counts_who_had_arrived_by_then() -> None:
    assert trends.crowding(tiny(), "postDemand")[["size", "gas"]].to_numpy().tolist() == [
        [2.0, 82_000.0],
        [2.0, 82_000.0],
        [3.0, 82_000.0],
    ]


def test_thinned_keeps_the_smallest_and_the_largest() -> None:
    points = pd.DataFrame({"size": range(1_000), "gas": 1.0, "units": 1})
    kept = trends.thinned(points, 7)
    assert (len(kept), kept["size"].min(), kept["size"].max()) == (7, 0, 999)
    assert trends.thinned(points.head(5), 7).equals(points.head(5))


@pytest.mark.parametrize(("largest", "apart"), [(100.0, 0.0), (150.0, 0.5), (50.0, -0.5)])
def test_spread_compares_the_largest_sizes_with_the_smallest(largest: float, apart: float) -> None:
    points = pd.DataFrame({"size": range(9), "gas": [100.0] * 6 + [largest] * 3})
    assert trends.spread(points) == pytest.approx(apart)


def test_spread_of_few_points_or_one_size_is_unknown() -> None:
    assert trends.spread(pd.DataFrame({"size": [1, 2, 3], "gas": 1.0})) is None
    assert trends.spread(pd.DataFrame({"size": [4] * 9, "gas": 1.0})) is None


def test_work_is_beside_what_2019_took_for_a_unit() -> None:
    found = {each.function: each for each in work(tiny())}
    assert found["postDemand"].reference == PAST["newDemand"]
    assert found["postOffer"].reference == PAST["newProvider"]
    assert found["matchBatch"].reference == round((PAST["Matching(direct)"] + PAST["Crowdsale"]) / 2)
    assert found["payout"].reference == PAST["Pay"]
    assert found["payout"].times_less == pytest.approx(PAST["Pay"] / 30_000)
    assert (found["fund"].operator_gas, found["payout"].operator_gas) == (0, 60_000)
    assert [each.gas for each in work(tiny())] == sorted((each.gas for each in work(tiny())), reverse=True)


def test_past_gas_counts_the_closing_of_a_crowdsale_once_and_ones_own_payment_not() -> None:
    tables = tiny()
    paid = past_gas(tables)[tables.transactions.function == "fund"].tolist()
    closing = (2 * PAST["safeWithdrawal/1"] + PAST["safeWithdrawal/4"]) / 3 + PAST["checkGoalReached"]
    assert paid == pytest.approx([PAST["Fund"], 0, PAST["Fund"] + closing])


def test_past_gas_of_a_match_by_its_owner_is_by_who_pays_for_the_project() -> None:
    tables = tiny()
    own = [sent(3, "market", "matchOwn", Agent.OWNER, 100_000, project=project) for project in (1, 2)]
    matched = tables._replace(transactions=table(own, TransactionRow))
    assert past_gas(matched).tolist() == [PAST["Crowdsale"], PAST["Matching(direct)"]]


def test_function_names_tell_shares_from_pesos() -> None:
    frame = pd.DataFrame({"contract": ["token", "shares", "shares"], "function": ["transfer", "transfer", "claim"]})
    assert list(function_names(frame)) == ["transfer", "shares.transfer", "claim"]


def test_costs_per_project_are_what_was_paid_by_payer() -> None:
    tables, prices = tiny(), default_prices()
    found = costs_per_project(tables.transactions, prices, 2)
    for day in Day:
        paid = costs(tables.transactions, prices, day)
        by_payer = found.by_payer(day)
        assert by_payer.sum(axis=1).to_dict() == pytest.approx((paid.sum() / 2).to_dict())
        owners = paid[tables.transactions.payer == Agent.OWNER].sum() / 2
        assert by_payer[Agent.OWNER].to_dict() == pytest.approx(owners.to_dict())
    assert found.shares(Day.LOW).sum(axis=1).to_list() == pytest.approx([1.0] * 7)
    assert next(iter(found.table(Day.LOW)["base"])) == Agent.OPERATOR


def test_gas_beside_a_database_is_the_operators_and_the_issuers() -> None:
    tables, prices = tiny(), default_prices()
    minted = table([sent(4, "token", "mint", Agent.ISSUER, 70_000)] * 3, TransactionRow)
    tables = tables._replace(transactions=pd.concat([tables.transactions, minted], ignore_index=True))
    found = costs_per_project(tables.transactions, prices, 2)
    compared = Alternative.of(tables, default_assumptions(), found)
    paid = costs(tables.transactions, prices, Day.LOW)[tables.transactions.payer.isin(["operator", "issuer"])]
    assert compared.gas_clp("base", Day.LOW) == pytest.approx(paid["base"].sum() / 2)
    assert found.operator()["base"].low < compared.gas_clp("base", Day.LOW)


def test_costs_of_each_person_divide_by_how_many_there_are() -> None:
    tables, prices = tiny(), default_prices()
    each = costs_per_project(tables.transactions, prices, 2).each(Day.TYPICAL, tables.participants)
    paid = costs(tables.transactions, prices, Day.TYPICAL)[tables.transactions.payer == Agent.FINANCIER].sum() / 2
    assert each[Agent.FINANCIER].to_dict() == pytest.approx(paid.to_dict())
    assert Agent.OPERATOR not in each.columns


def test_losses_are_by_kind_and_honesty() -> None:
    found = losses(tiny().participants)
    assert [(group.agent, group.honest, group.people, group.losers, group.loss, group.gain) for group in found] == [
        (Agent.OWNER, True, 1, 1, 70, 0),
        (Agent.VENDOR, True, 1, 0, 0, 0),
        (Agent.FINANCIER, True, 2, 0, 0, 0),
        (Agent.OWNER, False, 1, 1, 11, 40),
    ]


def test_dearer_compares_a_rescue_that_stands_with_the_first_of_its_chain() -> None:
    def project(number: int, goal: int, goods_of: int, state: State, owner: int = OWNER) -> ProjectRow:
        made: ProjectRow = row(
            ProjectRow, project=number, owner=owner, goal=goal, goods_of=goods_of, state=int(state), funded_day=5
        )
        return made

    projects = [
        project(1, 1_000, 0, State.CANCELLED),
        project(2, 1_100, 1, State.CANCELLED),  # its installer vanished, too
        project(3, 1_130, 2, State.OPERATING),
        project(4, 1_000, 0, State.CANCELLED),
        project(5, 900, 4, State.INSTALLING),  # cheaper
        project(6, 1_000, 0, State.CANCELLED, LIAR),
        project(7, 2_000, 6, State.OPERATING, LIAR),
    ]
    assert dearer(tiny()._replace(projects=table(projects, ProjectRow))) == 130
    assert dearer(tiny()) == 0


def test_troubles_are_counted_the_most_frequent_first() -> None:
    projects = pd.DataFrame({"trouble": ["", "late", "ring", "no_work", "ring", "late", "ring"]})
    assert list(troubles(projects).items()) == [("ring", 3), ("late", 2), ("no_work", 1)]
