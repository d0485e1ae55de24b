"""Who is drawn: as many as asked, the same from the same seed, and as many that mean ill as are allowed."""

from collections import Counter

from antu.catalog import regions
from antu.enums import Role
from antu.simulation.people import People
from antu.simulation.scenario import Trouble
from tests.antu.simulation.scenarios import people_of, small

MANY = {
    "owners": 400,
    "vendors": 50,
    "installers": 200,
    "managers": 20,
    "financiers": 20,
    "cooperatives": 3,
}


def traits(people: People) -> list[object]:
    return [{name: value for name, value in vars(each).items() if name != "allowed"} for each in people.everybody]


def test_everybody_comes_once_and_is_numbered() -> None:
    scenario = small()
    people = people_of(scenario)
    assert [each.number for each in people.everybody] == list(range(1, scenario.participants.total + 1))
    assert len({each.address for each in people.everybody}) == scenario.participants.total
    assert {role: len(group) for role, group in people.suppliers.items()} == {
        Role.VENDOR: 4,
        Role.INSTALLER: 5,
        Role.MANAGER: 3,
    }


def test_the_same_seed_draws_the_same_people_and_another_does_not() -> None:
    assert traits(people_of(small())) == traits(people_of(small()))
    assert traits(people_of(small())) != traits(people_of(small(seed=4)))


def test_each_region_has_one_cooperative() -> None:
    people = people_of(small())
    served = [each.served for each in people.cooperatives]
    assert sum(served) == 0xFFFF
    assert served[0] & served[1] == 0
    assert all(people.cooperative_of(each.cut) for each in regions())


def test_without_adversaries_all_mean_well() -> None:
    assert all(each.honest for each in people_of(small(participants=MANY)).everybody)


def test_adversaries_are_as_many_as_the_scenario_says() -> None:
    asked = {
        "unpaid_owners_percent": 20,
        "lying_meters_percent": 30,
        "late_owners_percent": 25,
        "never_paying_owners_percent": 10,
        "vanishing_installers_percent": 40,
        "no_work_weight": 0,
        "rating_rings": 2,
    }
    people = people_of(small(participants=MANY, adversaries=asked, owners={"crowdfunded_percent": 50}))
    owners = Counter(each.intent for each in people.owners)
    installers = Counter(each.intent for each in people.suppliers[Role.INSTALLER])
    direct = sum(not each.crowdfunded for each in people.owners)
    crowd = len(people.owners) - direct
    assert abs(owners[Trouble.UNPAID] / direct - 0.2) < 0.08
    assert abs(owners[Trouble.LYING_METER] / direct - 0.3) < 0.08
    assert abs(owners[Trouble.LATE] / crowd - 0.25) < 0.08
    assert abs(owners[Trouble.NEVER_PAYS] / crowd - 0.1) < 0.06
    assert owners[Trouble.RING] == installers[Trouble.RING] == len(people.rings) == 2
    assert installers[Trouble.NO_WORK] == 0
    assert abs((installers[Trouble.NO_DELIVERY] + installers[Trouble.FALSE_DELIVERY]) / 200 - 0.4) < 0.1
    assert all((each.intent is None) == each.honest for each in people.owners)
