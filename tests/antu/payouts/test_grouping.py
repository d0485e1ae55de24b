"""Everybody who is owed enough is paid all of it, once, and holders of the same projects together."""

from collections import Counter
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from antu.payouts import Due, Group, Pairs, grouped
from antu.payouts.grouping import MOST_PROJECTS, PAIR_GAS, TRANSACTION_GAS, VAIN_GAS

dues = st.lists(
    st.builds(Due, st.integers(1, 8), st.sampled_from("ABCDEFGHIJ"), st.integers(0, 50)),
    unique_by=lambda due: (due.project, due.holder),
    max_size=60,
)


def crosses(found: Iterable[Due]) -> list[Group]:
    """The groups, none of which are pairs."""
    groups = grouped(found)
    assert all(isinstance(group, Group) for group in groups)
    return [group for group in groups if isinstance(group, Group)]


@given(dues, st.integers(1, 80))
def test_everybody_owed_enough_is_paid_all_of_it_once(found: list[Due], least: int) -> None:
    owed: Counter[str] = Counter()
    for due in found:
        owed[due.holder] += due.pesos
    paid: Counter[str] = Counter()
    for group in grouped(found, least):
        if isinstance(group, Pairs):
            assert set(group.dues) <= set(found)
            held = {due.holder: due.pesos for due in group.dues}
        else:
            held = group.holders
            for holder in held:
                assert {due.project for due in found if due.holder == holder and due.pesos} <= group.projects.keys()
        paid.update(held.keys())
        assert held == {holder: owed[holder] for holder in held}
    assert paid == {holder: 1 for holder, pesos in owed.items() if pesos >= least}


@given(dues)
def test_neither_looking_up_in_vain_nor_naming_again_costs_more_than_a_transaction_each(found: list[Due]) -> None:
    due = {(one.project, one.holder) for one in found if one.pesos}
    groups = grouped(found)
    spent = 0
    for group in groups:
        if isinstance(group, Pairs):
            spent += len(group.dues) * PAIR_GAS
        else:
            vain = sum((project, holder) not in due for project in group.projects for holder in group.holders)
            assert group.gas == TRANSACTION_GAS + vain * VAIN_GAS
            spent += vain * VAIN_GAS
    sets = {frozenset(project for project, of in due if of == holder) for _, holder in due}
    assert spent <= (len(sets) - len(groups)) * TRANSACTION_GAS


def test_owners_of_one_project_each_are_paid_in_pairs() -> None:
    found = [Due(project, f"owner of {project}", 10) for project in range(1, 41)]
    assert grouped(found) == [Pairs(found)]


def test_few_holders_of_one_project_each_are_paid_in_pairs_beside_a_crowd() -> None:
    crowd = [Due(1, f"funder {number}", 5) for number in range(60)]
    owners = [Due(project, f"owner of {project}", 10) for project in range(2, 22)]
    together, apart = grouped(owners + crowd)
    assert isinstance(together, Group)
    assert (list(together.projects), len(together.holders)) == ([1], 60)
    assert apart == Pairs(owners)


def test_holders_are_not_paid_in_pairs_where_a_transaction_less_is_cheaper() -> None:
    """Two look-ups in vain cost less than the second transaction."""
    found = [Due(1, "A", 10), Due(2, "A", 10), Due(1, "B", 10), Due(2, "C", 10)]
    (group,) = grouped(found)
    assert isinstance(group, Group)
    assert group.gas == TRANSACTION_GAS + 2 * VAIN_GAS


def test_holders_of_the_same_projects_are_paid_together() -> None:
    found = [Due(project, holder, 10) for project in (1, 2, 3) for holder in "ABC"]
    found += [Due(project, holder, 10) for project in range(10, 20) for holder in "DE"]
    groups = crosses(found)
    assert [(list(group.projects), list(group.holders)) for group in groups] == [
        ([1, 2, 3], ["A", "B", "C"]),
        (list(range(10, 20)), ["D", "E"]),
    ]


def test_a_holder_of_fewer_projects_joins_the_others() -> None:
    found = [Due(project, holder, 10) for project in (1, 2) for holder in "ABC"] + [Due(1, "D", 10)]
    (group,) = crosses(found)
    assert list(group.holders) == ["A", "B", "C", "D"]


def test_a_holder_of_very_many_projects_is_paid_in_parts() -> None:
    groups = crosses(Due(project, "A", 1) for project in range(1, 2 * MOST_PROJECTS + 2))
    assert sorted(len(group.projects) for group in groups)[-1] <= MOST_PROJECTS + TRANSACTION_GAS // VAIN_GAS
    assert sum(group.holders["A"] for group in groups) == 2 * MOST_PROJECTS + 1


def test_nobody_is_paid_nothing() -> None:
    assert grouped([Due(1, "A", 0)]) == []
