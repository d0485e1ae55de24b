"""What was signed for once, brought again: on a fork, by another relayer, in another form of the same signature."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from ape import chain

from antu.enums import DAY, State
from antu.money import BASE_CASE
from scripts._chain.adapter import rpc
from tests.fixtures.accounts import new_person
from tests.helpers import permit_signature, signed_request
from tests.helpers.signatures import P256_ORDER

GOAL = BASE_CASE.goal
SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
REGISTERS = 9_000, 4_000  # Wh generated and exported


@contextmanager
def _fork() -> Iterator[None]:
    """The same chain, with everything on it, under another number."""
    own = chain.chain_id
    rpc("anvil_setChainId", own + 1)
    try:
        yield
    finally:
        rpc("anvil_setChainId", own)


def _variants(signature: bytes) -> dict[str, bytes]:
    """Other forms of a signature of 65 bytes, each of which some software takes for the same."""
    r, s, v = signature[:32], int.from_bytes(signature[32:64], "big"), signature[64]
    other_s, other_v = (SECP256K1_ORDER - s).to_bytes(32, "big"), 55 - v  # 27 and 28
    compact = r + (s | (v - 27) << 255).to_bytes(32, "big")
    return {
        "high_s": r + other_s + bytes([other_v]),
        "high_s_same_v": r + other_s + bytes([v]),
        "other_v": signature[:64] + bytes([other_v]),
        "v_from_0": signature[:64] + bytes([v - 27]),
        "compact": compact,
        "without_v": signature[:64],
        "longer": signature + b"\0",
        "empty": b"",
    }


VARIANTS = tuple(_variants(bytes(64) + bytes([27])))


@pytest.fixture(scope="module")
def operating(energy, owner, cooperative, operating_project, building_at, commission, advance_to, new_p256_meter):
    """Two projects that operate, one with a meter of P-256; who pays for the energy has prepaid."""
    energy.deposit(10**6, sender=owner)
    energy.deposit(10**6, sender=cooperative)
    secure = building_at(State.CONNECTING, crowdfunded=True)
    commission(secure, new_p256_meter())
    return operating_project(crowdfunded=True), advance_to(secure, State.OPERATING)


@pytest.fixture
def payment(forwarder, market, matched_project, funders):
    """A financier's request to pay 1,000 pesos into a project, and the project."""
    project_id = matched_project(crowdfunded=True)
    return signed_request(forwarder, funders[0], market.fund, project_id, 1_000), project_id


# PERMITS


def test_permit_replayed(attack, attempt, token, market, now, funders, stranger):
    """A permit is brought again after its allowance was used, on this chain and on a fork of it.

    Its number is used up, and what is signed names the chain."""
    victim, deadline = funders[0], now() + DAY
    token.approve(market, 0, sender=victim)
    permit = permit_signature(victim, token, stranger, 1_000, deadline)
    with attack(stranger):
        with _fork():
            assert not attempt(token.permit, stranger, victim, stranger, 1_000, deadline, *permit)
        assert attempt(token.permit, stranger, victim, stranger, 1_000, deadline, *permit)
        token.approve(stranger, 0, sender=victim)
        assert not attempt(token.permit, stranger, victim, stranger, 1_000, deadline, *permit)
        assert not attempt(token.transferFrom, stranger, victim, stranger, 1)


def test_permit_malleable(attack, attempt, token, now, funders, stranger):
    """Other forms of a permit's signature are brought beside it, so that it counts twice.

    A high s is refused, so is any v but 27 and 28; and the number is used up by the first."""
    victim, deadline = funders[0], now() + DAY
    v, r, s = permit_signature(victim, token, stranger, 1_000, deadline)
    high = (SECP256K1_ORDER - int.from_bytes(s, "big")).to_bytes(32, "big")
    with attack(stranger):
        for form in ((v, r, high), (55 - v, r, high), (55 - v, r, s), (v - 27, r, s)):
            assert not attempt(token.permit, stranger, victim, stranger, 1_000, deadline, *form)
        assert not token.allowance(victim, stranger)


def test_permit_of_nobody(attack, attempt, token, now, stranger):
    """A signature that recovers to nobody is brought as the permit of the zero address, which holds what was burnt.

    What recovers to the zero address is refused."""
    zero = "0x" + "0" * 40
    with attack(stranger):
        assert not attempt(token.permit, stranger, zero, stranger, 10**9, now() + DAY, 27, bytes(32), bytes(32))


# REQUESTS


def test_request_replayed(attack, attempt, forwarder, shares, payment, funders, stranger, vendor):
    """A signed payment is brought on a fork first, then twice here, by two relayers.

    The fork is another chain to the signature; here its number is used up, whoever brings it."""
    request, project_id = payment
    with attack(stranger, vendor):
        with _fork():
            assert not attempt(forwarder.execute, stranger, request)
        assert attempt(forwarder.execute, vendor, request)
        for relayer in (vendor, stranger):
            assert not attempt(forwarder.execute, relayer, request)
            attempt(forwarder.executeBatch, relayer, [request, request], relayer)
        assert shares.balanceOf(funders[0], project_id) == 1_000


@pytest.mark.parametrize("form", VARIANTS)
def test_request_malleable(attack, attempt, forwarder, shares, payment, funders, stranger, form):
    """A signed payment is brought with another form of its signature, then as it was signed, then both again.

    The other form is refused or, where it is taken, uses up the same number."""
    request, project_id = payment
    other = request._replace(signature=_variants(request.signature)[form])
    with attack(stranger):
        for each in (other, request, other, request):
            attempt(forwarder.execute, stranger, each)
        assert shares.balanceOf(funders[0], project_id) == 1_000


def test_request_changed(attack, attempt, forwarder, market, token, shares, payment, funders, stranger):
    """A relayer changes a signed payment: another account, contract, call or deadline, or more gas.

    All of them are signed."""
    request, project_id = payment
    all_of_it = market.fund.encode_input(project_id, GOAL)
    changes = {
        "signer": funders[1].address,
        "to": token.address,
        "data": all_of_it,
        "deadline": request.deadline + 1,
        "gas": request.gas + 1,
    }
    with attack(stranger):
        for name, value in changes.items():
            assert not attempt(forwarder.execute, stranger, request._replace(**{name: value}))
        assert not shares.balanceOf(funders[0], project_id)


def test_request_forged_by_suffix(attack, attempt_raw, market, energy, payment, funders, stranger):
    """A stranger calls the contracts itself, with a victim's address behind the call's data, as the forwarder would.

    Only what comes from the forwarder is read so; from anybody else it means nothing."""
    _, project_id = payment
    victim = funders[0]
    energy.deposit(1_000, sender=victim)
    calls = (market.fund.encode_input(project_id, 1_000), energy.withdraw.encode_input(1_000))
    with attack(stranger):
        for to, data in zip((market, energy), calls, strict=True):
            assert not attempt_raw(stranger, to.address, bytes(data) + bytes.fromhex(victim.address[2:]))


def test_request_through_another_forwarder(attack, attempt, deploy, market, payment, stranger):
    """A stranger deploys a forwarder of its own, which believes anything, and sends a victim's calls through it.

    The contracts know one forwarder, an immutable of their code."""
    request, project_id = payment
    other = deploy("Forwarder")
    with attack(stranger):
        assert not attempt(other.execute, stranger, request)
        forged = signed_request(other, new_person(120), market.fund, project_id, 1)
        assert not attempt(other.execute, stranger, forged)
    assert not market.isTrustedForwarder(other)


# READINGS


@pytest.mark.parametrize("form", VARIANTS)
def test_reading_malleable(attack, attempt, energy, operating, sign_reading, time_travel, stranger, form):
    """A reading is brought again with another form of its signature, so that its energy is billed twice.

    The registers are cumulative: what was counted is not counted again, whoever signs it how often."""
    project_id, _ = operating
    time_travel(days=1)
    reading = sign_reading(project_id, *REGISTERS)
    assert attempt(energy.report, stranger, reading)
    with attack(stranger):
        assert not attempt(energy.report, stranger, reading)
        assert not attempt(energy.report, stranger, reading._replace(signature=_variants(reading.signature)[form]))


def test_reading_malleable_p256(attack, attempt, energy, operating, sign_reading, time_travel, stranger):
    """A secure element's signature (r, s) is brought as (r, n - s) first, with the reading, and with a later time.

    OpenZeppelin's verifier takes the lower s only; the time is signed."""
    _, project_id = operating
    time_travel(days=1)
    reading = sign_reading(project_id, *REGISTERS)
    signature = reading.signature
    high = (P256_ORDER - int.from_bytes(signature[-32:], "big")).to_bytes(32, "big")
    with attack(stranger):
        for other in (
            reading._replace(signature=signature[:-32] + high),
            reading._replace(time=reading.time - 1),
            reading._replace(signature=signature[:-1]),
        ):
            assert not attempt(energy.report, stranger, other)
    assert attempt(energy.report, stranger, reading)


def test_reading_replayed_on_a_fork(attack, attempt, energy, operating, sign_reading, time_travel, stranger):
    """A reading is brought on a fork of the chain, where its energy would be billed a second time.

    What is signed names the chain, and the contract asks the chain's number each time."""
    project_id, _ = operating
    time_travel(days=1)
    reading = sign_reading(project_id, *REGISTERS)
    with attack(stranger), _fork():
        assert not attempt(energy.report, stranger, reading)
