"""Gas of readings."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from eth_utils.crypto import keccak

from antu.reports.gas import energy as energy_report
from antu.reports.gas.figures import FIGURES
from tests.gas.conftest import BATCH, GOAL, HOLDERS, MONTH_REVENUE
from tests.gas.sending import send_at_once
from tests.helpers import P256Meter, account_key, emitted
from tests.helpers.second_chain import SecondChain

ONE, _, MANY = energy_report.HOLDERS


@pytest.fixture(scope="module")
def fifty(prepaid_owners, build):
    """Fifty projects that operate, each of another owner, who has prepaid."""
    return build(prepaid_owners).ids


@pytest.fixture
def gas_per_reading(energy, read_monthly, stranger):
    """`gas_per_reading(ids)`: of the first batch, which opens the slots, and of the second."""

    def measure(ids):
        gas = []
        for _ in range(2):
            receipt = energy.reportBatch(read_monthly(ids), sender=stranger)
            accepted = emitted(receipt, energy.ReadingAccepted)
            assert [reading["paid"] for reading in accepted] == [MONTH_REVENUE] * len(ids)
            gas.append(receipt.gas_used / len(ids))
        return gas

    return measure


@pytest.fixture
def gas_of_a_reading(energy, shares, read_monthly, stranger, gas_of):
    """`gas_of_a_reading(project_id)`: of two, one after the other."""

    def measure(project_id):
        before = shares.series(project_id).revenue
        gas = []
        for _ in range(2):
            gas += gas_of([(energy.report, stranger, *read_monthly([project_id]))])
        assert shares.series(project_id).revenue - before == 2 * MONTH_REVENUE
        return gas

    return measure


def test_a_reading_alone(widely_held, deep_purses, gas_of_a_reading, figures):
    first, steady = gas_of_a_reading(widely_held)
    figures.take({"reading_alone_64_holders": steady}, first={"reading_alone_64_holders": first})


def test_a_reading_costs_the_same_however_many_hold(
    widely_held, funders, operating_project, deep_purses, gas_of_a_reading, shares, sixty_four, figures
):
    giver = sixty_four[0]
    receivers = ["0x" + keccak(text=f"holder {place}")[-20:].hex() for place in range(MANY - HOLDERS)]
    assert shares.balanceOf(giver, widely_held) > len(receivers)
    by_holders = figures.by_holders
    alone = operating_project(crowdfunded=True, payments=[(funders[0], GOAL)])
    _, by_holders[ONE] = gas_of_a_reading(alone)
    _, by_holders[HOLDERS] = gas_of_a_reading(widely_held)
    send_at_once([(shares.transfer, giver, receiver, widely_held, 1) for receiver in receivers])
    assert {shares.balanceOf(receiver, widely_held) for receiver in (receivers[0], receivers[-1])} == {1}
    _, by_holders[MANY] = gas_of_a_reading(widely_held)
    assert energy_report.difference(by_holders) <= energy_report.MOST_DIFFERENCE, by_holders


def test_readings_in_a_batch(fifty, gas_per_reading, figures):
    first, steady = gas_per_reading(fifty)
    figures.take({"reading_batch50_each": steady}, first={"reading_batch50_each": first})


def test_readings_in_a_batch_of_one_owner_cost_no_more(owner, build, deep_purses, gas_per_reading):
    _, steady = gas_per_reading(build([owner] * BATCH).ids)
    assert steady <= FIGURES["reading_batch50_each"].budget


def test_p256_readings_in_a_batch(
    fifty, energy, verifier, arbiter, meters, read_monthly, send_many, stranger, figures, monkeypatch
):
    for each in fifty:
        monkeypatch.setitem(meters, each, P256Meter(ec.generate_private_key(ec.SECP256R1()), account_key(verifier)))
    send_many((energy.replaceMeter, arbiter, each, meters[each].key, 0, 0) for each in fifty)
    energy.reportBatch(read_monthly(fifty), sender=stranger)
    readings = read_monthly(fifty)
    with SecondChain("osaka") as osaka:
        receipt = osaka.send(stranger.address, energy.address, bytes(energy.reportBatch.encode_input(readings)))
        accepted = [log for log in receipt["logs"] if log["topics"][0] == topic(energy.ReadingAccepted)]
        assert len(accepted) == BATCH
    here = energy.reportBatch(readings, sender=stranger)
    assert len(emitted(here, energy.ReadingAccepted)) == BATCH
    figures.take(
        {
            "reading_p256_batch50_each": int(receipt["gasUsed"], 16) / BATCH,
            "reading_p256_batch50_each_without_precompile": here.gas_used / BATCH,
        }
    )


def topic(event):
    return "0x" + keccak(text=event.abi.selector).hex()
