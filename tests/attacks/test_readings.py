"""Readings brought again after something changed, and readings made up, changed, or kept back."""

import pytest
from eth_account import Account

from antu.catalog import ALL_REGIONS
from antu.enums import DAY, State
from antu.money import BASE_CASE
from tests.fixtures.market import ENERGY_PRICE
from tests.fixtures.system import COOPERATIVE_PRICE
from tests.helpers import account_key

GOAL = BASE_CASE.goal
REGISTERS = 9_000, 4_000  # Wh generated and exported


@pytest.fixture(scope="module")
def operating(energy, owner, cooperative, operating_project):
    """Two projects of an owner that has prepaid."""
    energy.deposit(10**6, sender=owner)
    energy.deposit(10**6, sender=cooperative)
    return operating_project(crowdfunded=True), operating_project(crowdfunded=True)


@pytest.fixture
def read(attempt, energy, stranger, operating, sign_reading, time_travel):
    """A day's reading of the first project, which was counted, and one of the day after, which nobody has brought."""
    project_id, _ = operating
    time_travel(days=1)
    counted = sign_reading(project_id, *REGISTERS)
    assert attempt(energy.report, stranger, counted)
    time_travel(days=1)
    return counted, sign_reading(project_id, 2 * REGISTERS[0], 2 * REGISTERS[1])


@pytest.fixture
def replay(attempt, energy, stranger):
    """`replay(*readings)`: brings each alone and all in a batch; none may count."""

    def bring(*readings):
        for reading in readings:
            assert not attempt(energy.report, stranger, reading)
        attempt(energy.reportBatch, stranger, list(readings) * 2)

    return bring


def test_reading_replayed(attack, replay, read, stranger):
    """A reading that was counted is brought again, alone and in batches.

    A reading must be newer than the last, and what it adds to the registers is billed, not what they show."""
    with attack(stranger):
        replay(read[0])


def test_reading_replayed_in_another_project(attack, replay, read, operating, stranger):
    """A meter's readings are brought for another project of the same owner.

    What is signed names the project."""
    with attack(stranger):
        replay(*(reading._replace(project_id=operating[1]) for reading in read))


def test_reading_replayed_after_replacement(attack, replay, read, energy, arbiter, stranger, operating):
    """The old meter's readings, counted or not, are brought after another meter took its place.

    They are signed by a key that is the project's no more. What was never brought is lost to the holders; they, as
    anybody, could have brought it before."""
    with attack(stranger):
        energy.replaceMeter(operating[0], account_key(Account.create()), 0, 0, sender=arbiter)
        replay(*read)


def test_reading_replayed_after_suspension(attack, replay, read, energy, owner, arbiter, stranger, operating):
    """Readings are brought while the meter is suspended, and the one that was counted after it was restored.

    None counts while suspended; afterwards registers go on where they were."""
    with attack(stranger):
        energy.suspendMeter(operating[0], b"reason", sender=owner)
        replay(*read)
        energy.restoreMeter(operating[0], sender=arbiter)
        replay(read[0])


def test_reading_replayed_after_handover(attack, replay, read, energy, arbiter, operator, vendor, stranger, operating):
    """A counted reading is brought again after its project went to another cooperative, to bill that one too.

    What was counted is the project's, whoever buys its energy."""
    energy.registerCooperative(vendor, ALL_REGIONS, COOPERATIVE_PRICE, sender=operator)
    with attack(stranger):
        energy.moveProject(operating[0], energy.cooperativeIdOf(vendor), sender=arbiter)
        energy.acceptProject(operating[0], sender=vendor)
        replay(read[0])


def test_reading_after_retirement(attack, replay, read, energy, arbiter, stranger, operating):
    """Readings are brought after the meter was retired.

    None counts any more."""
    with attack(stranger):
        energy.retireMeter(operating[0], sender=arbiter)
        replay(*read)


def test_reading_made_up(attack, replay, read, sign_reading, operating, stranger):
    """A shareholder makes readings up: by a key of its own, with other registers or times under the meter's signature.

    The meter's key signs all four values."""
    _, fresh = read
    with attack(stranger):
        replay(
            sign_reading(operating[0], 10**6, meter=Account.create()),
            fresh._replace(generated_wh=fresh.generated_wh + 1),
            fresh._replace(exported_wh=0),
            fresh._replace(time=fresh.time - 1),
        )


def test_reading_that_went_back(attack, replay, read, sign_reading, time_travel, operating, owner):
    """An owner turns its meter back, or has it show more exported than generated, so that it owes less.

    Registers only go up, and nobody exports what it did not generate; what the owner used stays billed."""
    counted, _ = read
    with attack(owner):
        time_travel(days=1)
        replay(
            sign_reading(operating[0], counted.generated_wh - 1, counted.exported_wh),
            sign_reading(operating[0], counted.generated_wh, counted.exported_wh + 1),
        )


def test_old_reading_first(attack, attempt, read, energy, sign_reading, time_travel, operating, owner, cooperative):
    """Two readings wait; whoever owes brings the later one first, so that the earlier one never counts.

    Registers are cumulative: the later one bills all that both would have."""
    _, fresh = read
    time_travel(days=1)
    later = sign_reading(operating[0], 3 * REGISTERS[0], 3 * REGISTERS[1])
    used, exported = (2 * (REGISTERS[0] - REGISTERS[1]) // 1_000, 2 * REGISTERS[1] // 1_000)
    with attack(owner, cooperative) as it:
        it.goods_moved(None, owner, used * ENERGY_PRICE)  # the energy of both
        it.goods_moved(None, cooperative, exported * COOPERATIVE_PRICE)
        assert attempt(energy.report, owner, later)
        assert not attempt(energy.report, owner, fresh)


def test_key_of_one_who_pays(attack, attempt, energy, building_at, owner, cooperative, stranger):
    """Whoever pays for the energy has its own key made the meter's, so that it says itself how much there was.

    Neither the owner's nor a cooperative's account can be a meter's key. That another key is theirs nobody can know: a
    cooperative's word is trusted for the key, within the plant's capacity."""
    project_id = building_at(State.CONNECTING, crowdfunded=True)
    with attack(owner, cooperative, stranger):
        for account in (owner, cooperative):
            assert not attempt(energy.commission, cooperative, project_id, account_key(account), 0, 0, bytes(32))
        assert not attempt(energy.commission, stranger, project_id, account_key(stranger), 0, 0, bytes(32))
        assert not attempt(energy.commission, owner, project_id, account_key(stranger), 0, 0, bytes(32))


def test_commissioning_with_high_registers(
    attack, attempt, energy, building_at, advance_to, commission, sign_reading, time_travel, cooperative, stranger
):
    """A meter is connected with registers of a century, or with more exported than generated, and then read.

    Billing counts from the registers at connection, and by what the plant's capacity allows since."""
    project_id = building_at(State.CONNECTING, crowdfunded=True)
    with attack(stranger, cooperative):
        assert not attempt(energy.commission, cooperative, project_id, account_key(stranger), 1, 2, bytes(32))
        commission(project_id, generated_wh=2**38, exported_wh=2**38)
        advance_to(project_id, State.OPERATING)
        time_travel(days=1)
        assert attempt(energy.report, stranger, sign_reading(project_id, 2**38, 2**38))
        too_much = 2**38 + 4 * DAY // 3_600 * 1_050 + 1_000  # more than 105 % of 1 kW since connection
        assert not attempt(energy.report, stranger, sign_reading(project_id, too_much, 2**38))
