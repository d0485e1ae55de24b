from collections import Counter

from antu.demo import scenario
from antu.demo.scenario import Demanded, Fate
from antu.money import BASE_CASE
from antu.participants import Kind


def test_fates_of_enough_projects_are_of_every_kind() -> None:
    projects = [Demanded(project_id, crowdfunded=project_id % 2 == 0) for project_id in range(1, 25)]
    found = scenario.fates(projects)
    assert list(found) == [project.project_id for project in projects]
    assert Counter(found.values()) == {Fate.OPERATES: 19, Fate.UNFUNDED: 2, Fate.UNPAID: 2, Fate.DISPUTED: 1}
    crowdfunded = {project.project_id: project.crowdfunded for project in projects}
    for project_id, fate in found.items():
        if fate is not Fate.OPERATES:
            assert crowdfunded[project_id] is (fate is not Fate.UNPAID)


def test_fates_of_direct_projects_alone_have_no_campaigns() -> None:
    found = scenario.fates([Demanded(project_id, crowdfunded=False) for project_id in range(1, 8)])
    assert set(found.values()) == {Fate.OPERATES, Fate.UNPAID}


def test_base_case_participants_are_the_thesis_team_with_stock_for_two_projects() -> None:
    owner, *suppliers = scenario.base_case_participants(10)
    assert (owner.kind, owner.account, owner.price, owner.region) == (Kind.OWNER, "TEST::10", BASE_CASE.goal, 13)
    assert [(one.kind, one.account, one.price, one.stock) for one in suppliers] == [
        (Kind.VENDOR, "TEST::11", 1_000_000, 2),
        (Kind.INSTALLER, "TEST::12", 100_000, 2),
        (Kind.MANAGER, "TEST::13", 10_000, 2),
    ]


def test_base_case_pledges_sum_to_the_goal_of_others_than_the_team() -> None:
    pledges = scenario.base_case_pledges(10)
    assert sum(pledge.amount for pledge in pledges) == BASE_CASE.goal
    team = {one.account for one in scenario.base_case_participants(10)}
    assert team.isdisjoint(pledge.account for pledge in pledges)
    assert len({pledge.account for pledge in pledges}) == len(pledges)


def test_prepayment_is_too_little_for_every_fourth_owner() -> None:
    short = [scenario.prepayment(1_000, place) < 1_000 for place in range(8)]
    assert short == [False, False, False, True] * 2


def test_scores_are_one_or_nothing() -> None:
    assert {scenario.score(7, project_id, "VENDOR") for project_id in range(200)} == {0, 1}
