"""Upgrades as the authority's events tell of them."""

from antu.billing.statement import Event
from antu.enums import DAY
from antu.governance.operations import Phase, operation_id, upgrade_data, upgrades

CALLER, TARGET, NEW = ("0x" + digit * 40 for digit in "123")
DATA = upgrade_data(NEW, b"\x01\x02")
ID = operation_id(CALLER, TARGET, DATA)
READY = 8 * DAY


def event(name: str, block: int, nonce: int = 1, **values: object) -> Event:
    return Event(name, {"operationId": bytes.fromhex(ID[2:]), "nonce": nonce, **values}, block, 0, block * 12)


def scheduled(block: int = 10, nonce: int = 1, data: bytes = DATA, ready: int = READY) -> Event:
    values = {"schedule": ready, "caller": CALLER, "target": TARGET, "data": data}
    return event("OperationScheduled", block, nonce, **values)


def test_upgrades_read_what_was_announced_and_its_phases() -> None:
    (found,) = upgrades([scheduled()])
    assert (found.id, found.caller, found.target, found.implementation, found.call) == (
        ID,
        CALLER,
        TARGET,
        NEW,
        b"\x01\x02",
    )
    assert (found.block, found.announced_at, found.ready_at, found.expires_at) == (10, 120, READY, READY + 7 * DAY)
    times = (READY - 1, READY, found.expires_at - 1, found.expires_at)
    assert [found.phase(time) for time in times] == [Phase.WAITING, Phase.READY, Phase.READY, Phase.EXPIRED]
    assert [found.phase(time).pending for time in times] == [True, True, True, False]


def test_upgrades_end_with_their_own_nonce_alone() -> None:
    told = [
        scheduled(),
        event("OperationCanceled", 20),
        scheduled(30, nonce=2, ready=READY + 300),
        event("OperationExecuted", 40, nonce=2),
        event("OperationExecuted", 41, nonce=9),  # of an operation that is no upgrade
    ]
    first, second = upgrades(told)
    assert (first.phase(READY), first.ended_at, first.ended_block) == (Phase.CANCELLED, 240, 20)
    assert (second.phase(0), second.nonce, second.ended_block) == (Phase.EXECUTED, 2, 40)


def test_upgrades_pass_over_other_operations() -> None:
    assert upgrades([scheduled(data=b"\x00" * 40), scheduled(data=DATA[:20]), scheduled(data=b"")]) == []


def test_operation_id_is_the_authoritys() -> None:
    """`AccessManager.hashOperation`: keccak-256 of caller, target and data, as `cast` encodes and hashes them."""
    assert ID == "0x32590e242ec5ff83aea31dd528d7d1c530145dc821d4d2632ac886bd7ff5da7a"
