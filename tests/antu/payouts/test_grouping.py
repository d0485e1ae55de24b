"""Everybody who is owed enough is paid all of it, once, and holders of the same projects together."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from antu.payouts import Due, grouped
from antu.payouts.grouping import MOST_PROJECTS, TRANSACTION_GAS, VAIN_GAS

dues = st.lists(
    st.builds(Due, st.integers(1, 8), st.sampled_from("ABCDEFGHIJ"), st.integers(0, 50)),
    unique_by=lambda due: (due.project, due.holder),
    max_size=60,
)


@given(dues, st.integers(1, 80))
def test_everybody_owed_enough_is_paid_all_of_it_once(found: list[Due], least: int) -> None:
    owed: Counter[str] = Counter()
    for due in found:
        owed[due.holder] += due.pesos
    groups = grouped(found, least)
    paid = Counter(holder for group in groups for holder in group.holders)
    assert paid == {holder: 1 for holder, pesos in owed.items() if pesos >= least}
    for group in groups:
        for holder, pesos in group.holders.items():
            assert pesos == owed[holder]
            assert {due.project for due in found if due.holder == holder and due.pesos} <= group.projects.keys()


@given(dues)
def test_looking_up_in_vain_costs_less_than_a_transaction_each(found: list[Due]) -> None:
    due = {(one.project, one.holder) for one in found if one.pesos}
    groups = grouped(found)
    vain = sum(
        (project, holder) not in due for group in groups for project in group.projects for holder in group.holders
    )
    sets = {frozenset(project for project, of in due if of == holder) for _, holder in due}
    assert vain * VAIN_GAS <= (len(sets) - len(groups)) * TRANSACTION_GAS


def test_holders_of_the_same_projects_are_paid_together() -> None:
    found = [Due(project, holder, 10) for project in (1, 2, 3) for holder in "ABC"]
    found += [Due(project, holder, 10) for project in range(10, 20) for holder in "DE"]
    groups = grouped(found)
    assert [(list(group.projects), list(group.holders)) for group in groups] == [
        ([1, 2, 3], ["A", "B", "C"]),
        (list(range(10, 20)), ["D", "E"]),
    ]


def test_a_holder_of_fewer_projects_joins_the_others() -> None:
    found = [Due(project, holder, 10) for project in (1, 2) for holder in "ABC"] + [Due(1, "D", 10)]
    (group,) = grouped(found)
    assert list(group.holders) == ["A", "B", "C", "D"]


def test_a_holder_of_very_many_projects_is_paid_in_parts() -> None:
    groups = grouped(Due(project, "A", 1) for project in range(1, 2 * MOST_PROJECTS + 2))
    assert sorted(len(group.projects) for group in groups)[-1] <= MOST_PROJECTS + TRANSACTION_GAS // VAIN_GAS
    assert sum(group.holders["A"] for group in groups) == 2 * MOST_PROJECTS + 1


def test_nobody_is_paid_nothing() -> None:
    assert grouped([Due(1, "A", 0)]) == []
