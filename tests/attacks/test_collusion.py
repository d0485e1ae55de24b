"""Parties that work together against those who paid or delivered, without any role of the platform's.

Here some attacks do pay, if those whom they rob do not look: what they take is bounded by what the escrow pays on the
word that was false or not given. Most have a twin in which somebody looks.
"""

import pytest

from antu.enums import ARBITER_SECONDS, BUILDING_STEP_SECONDS, CHALLENGE_WINDOW_SECONDS, Role, State
from antu.money import BASE_CASE

GOAL = BASE_CASE.goal
DUST = 3  # pesos: each of three holders' refunds is rounded down
DOCUMENT = b"a document".ljust(32)


@pytest.fixture
def phantom(funded_project, post_team, stranger):
    """A crowd's project whose owner and whole team are one stranger, who will build nothing."""
    return lambda **crowd: funded_project(
        crowdfunded=True, sender=stranger, team=post_team(sender=stranger, stock=1), **crowd
    )


@pytest.fixture
def confirm_and_take(attempt, market, stranger, time_travel):
    """`confirm_and_take(project_id)`: the stranger gives its own word, and takes what the escrow pays on it."""

    def take(project_id):
        state = market.project(project_id).state
        confirm = market.confirmDelivery if state == State.DELIVERING else market.confirmInstallation
        assert attempt(confirm, stranger, project_id)
        time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
        return attempt(market.release, stranger, project_id)

    return take


def test_phantom_team_and_a_sleeping_crowd(
    attack, attempt, market, funders, stranger, phantom, confirm_and_take, time_travel
):
    """Owner and team are one, confirm to each other what nobody did, and no holder looks for three days, twice.

    They get what is paid on the team's own word: vendor and installer. The rest waits for the cooperative, which knows
    of no meter, and is refunded. A tenth of the shares, or one share and the arbiter, would have stopped it."""
    project_id = phantom()
    with attack(stranger, bound=BASE_CASE.vendor + BASE_CASE.installer + DUST):
        assert confirm_and_take(project_id)
        assert confirm_and_take(project_id)
        time_travel(seconds=BUILDING_STEP_SECONDS + 1)
        assert attempt(market.cancel, funders[0], project_id)
        assert all(attempt(market.refund, funder, project_id) for funder in funders[:3])


def test_phantom_team_and_an_awake_crowd(attack, attempt, market, arbiter, funders, stranger, phantom, time_travel):
    """The same, and holders of a tenth say within three days that nothing came.

    The escrow is frozen; the arbiter cancels, and all of it is refunded."""
    project_id = phantom()
    with attack(stranger):
        assert attempt(market.confirmDelivery, stranger, project_id)
        assert attempt(market.dispute, funders[2], project_id, DOCUMENT)  # a sixth of the shares
        time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
        assert not attempt(market.release, stranger, project_id)
        market.resolve(project_id, False, sender=arbiter)
        assert all(attempt(market.refund, funder, project_id) for funder in funders[:3])


def test_phantom_team_that_holds_nine_tenths(attack, attempt, market, arbiter, funders, stranger, phantom, time_travel):
    """The same, and the team bought all shares but a fiftieth, so that the crowd has no tenth.

    The arbiter upholds what a single share asks for."""
    accomplice, victim = funders[0], funders[1]
    project_id = phantom(payments=[(victim, GOAL // 50), (accomplice, GOAL)])
    with attack(stranger, accomplice):
        assert attempt(market.confirmDelivery, stranger, project_id)
        assert attempt(market.dispute, victim, project_id, DOCUMENT)
        market.uphold(project_id, DOCUMENT, sender=arbiter)
        time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
        assert not attempt(market.release, stranger, project_id)
        market.resolve(project_id, False, sender=arbiter)
        assert attempt(market.refund, victim, project_id)
        assert attempt(market.refund, accomplice, project_id)


def test_goods_kept_by_owner_and_installer(
    attack, attempt, market, owner, vendor, funded_project, post_team, post_offer, time_travel
):
    """An owner matches its demand with an honest vendor and with itself as installer, pays, gets the goods, and never
    confirms them; after 180 days it cancels and has its money back.

    The vendor's is the first word that the escrow waits for, and it is another's. No call of the arbiter's takes its
    place. A vendor looks who the installer is before it delivers; the most is its price."""
    first, _, last = post_team()
    project_id = funded_project(team=(first, post_offer(Role.INSTALLER, sender=owner), last))
    with attack(owner, bound=BASE_CASE.vendor) as it:
        it.goods_moved(vendor, owner, BASE_CASE.vendor)
        time_travel(seconds=BUILDING_STEP_SECONDS + 1)
        assert attempt(market.cancel, owner, project_id)
        assert attempt(market.refund, owner, project_id)


def test_cancel_ahead_of_a_late_word(attack, attempt, market, owner, vendor, installer, funded_project, time_travel):
    """An installer is 180 days late with its word that the goods came; the owner cancels in front of it.

    A late word counts only while nobody has cancelled. The most is the price of whoever waited for it, who has 180 days
    to remind the installer."""
    project_id = funded_project()
    with attack(owner, bound=BASE_CASE.vendor) as it:
        it.goods_moved(vendor, owner, BASE_CASE.vendor)
        time_travel(seconds=BUILDING_STEP_SECONDS + 1)
        assert attempt(market.cancel, owner, project_id)
        assert not attempt(market.confirmDelivery, installer, project_id)
        assert attempt(market.refund, owner, project_id)


def test_cancel_ahead_of_the_deadline(attack, attempt, market, owner, vendor, stranger, building_at, time_travel):
    """Owner and stranger try to cancel a step in time, a challenge window, and a release that is earned.

    Only an awaited step can be late; a word that was given stays."""
    project_id = building_at(State.DELIVERED)
    with attack(owner, stranger) as it:
        it.goods_moved(vendor, None, BASE_CASE.vendor)
        for wait in (0, CHALLENGE_WINDOW_SECONDS, BUILDING_STEP_SECONDS):
            time_travel(seconds=wait + 1)
            assert not attempt(market.cancel, owner, project_id)
            assert not attempt(market.refund, owner, project_id)
        assert not attempt(market.dispute, owner, project_id, DOCUMENT)
        assert attempt(market.release, vendor, project_id)


def test_dispute_and_a_silent_arbiter(attack, attempt, market, owner, vendor, building_at, time_travel):
    """An owner freezes a release that its vendor has earned, the arbiter says nothing for 30 days, the owner cancels.

    The arbiter's liveness is trusted: the most is what the stage was to pay. An arbiter that answers gives it to the
    vendor, and nobody disputes a stage twice."""
    project_id = building_at(State.DELIVERED)
    with attack(owner, bound=BASE_CASE.vendor) as it:
        it.goods_moved(vendor, owner, BASE_CASE.vendor)
        assert attempt(market.dispute, owner, project_id, DOCUMENT)
        assert not attempt(market.cancel, owner, project_id)
        time_travel(seconds=ARBITER_SECONDS + 1)
        assert attempt(market.cancel, owner, project_id)
        assert attempt(market.refund, owner, project_id)


def test_dispute_to_hold_up_a_payment(
    attack, attempt, market, owner, vendor, manager, arbiter, building_at, time_travel
):
    """Everybody who may freezes an earned release, again and again, to have the vendor wait.

    Each once per stage; the arbiter lets it go on each time, with a window of three days. The most that a team of four
    and a day of thinking each time can cost is 16 days."""
    project_id = building_at(State.DELIVERED)
    with attack(owner, manager) as it:
        it.goods_moved(vendor, None, BASE_CASE.vendor)
        start = time_travel()
        for account in (owner, manager):
            assert attempt(market.dispute, account, project_id, DOCUMENT)
            time_travel(days=1)
            market.resolve(project_id, True, sender=arbiter)
            assert not attempt(market.dispute, account, project_id, DOCUMENT)
        end = time_travel(seconds=CHALLENGE_WINDOW_SECONDS)
        assert attempt(market.release, vendor, project_id)
        it.delayed(end - start, at_most=16 * 86_400)


def test_suppliers_word_for_itself(attack, attempt, market, energy, vendor, owner, stranger, funded_project):
    """A vendor confirms its own delivery, an owner or a stranger any step, and a stranger connects the meter.

    Each word is the next one's, whose own money waits behind it."""
    project_id = funded_project(crowdfunded=True)
    with attack(vendor, owner, stranger):
        for account in (vendor, owner, stranger):
            for word in (market.confirmDelivery, market.confirmInstallation, market.release):
                assert not attempt(word, account, project_id)
            assert not attempt(market.commission, account, project_id, DOCUMENT)
            assert not attempt(energy.commission, account, project_id, b"\1" * 20, 0, 0, DOCUMENT)


@pytest.mark.parametrize("crowdfunded", [False, True], ids=["direct", "crowdfunded"])
def test_ratings_bought_with_own_projects(
    attack, attempt, market, stranger, crowdfunded, matched_project, post_team, time_travel
):
    """A stranger makes itself a good name: owner and team of projects that nobody pays for.

    Nobody rates itself; of an expired project only the owner is rated, and its record says that it expired."""
    project_id = matched_project(crowdfunded=crowdfunded, sender=stranger, team=post_team(sender=stranger))
    with attack(stranger):
        time_travel(days=61)
        assert attempt(market.expire, stranger, project_id)
        for party in range(4):
            assert not attempt(market.rate, stranger, project_id, party, 0, 1)
            assert not attempt(market.rate, stranger, project_id, 0, party, 1)
    assert market.record(stranger).positive == 0
