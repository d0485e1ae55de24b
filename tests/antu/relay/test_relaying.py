"""Whatever happens on the way, each good reading is counted once, and none is sent twice."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.errors import AntuError
from antu.metering import SignedReading
from antu.relay import relay, sift
from antu.sending import Note, await_pending, note_path, read_note
from antu.sending.note import write_note
from tests.antu.relay.books import SENDER, TOLERANCE_BPS, Crash, FakeChain, meter, signed, trusting

PROJECTS = 3
FILE = [signed(month, month, 0, project, line=7) for month in range(1, 6) for project in range(1, PROJECTS + 1)]


def run(chain: FakeChain, source: Path, file: list[SignedReading]) -> None:
    """What `ape run meter` does."""
    await_pending(source, chain, pause=lambda seconds: chain.mine() and None)
    sifted = sift(file, chain.meters, chain.counted, chain.now, TOLERANCE_BPS, trusting())
    relay(source, chain, sifted.ready)


@given(st.sets(st.integers(1, 60), max_size=6), st.permutations(FILE), st.integers(1, 8), st.booleans())
@settings(deadline=None)
def test_every_reading_is_counted_once_wherever_the_process_dies(
    crashes: set[int], file: list[SignedReading], per_transaction: int, forgetful: bool
) -> None:
    gas_limit = per_transaction * 1_200  # with the margin
    chain = FakeChain({project: meter() for project in range(1, PROJECTS + 1)}, gas_limit=gas_limit, crashes=crashes)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "readings.jsonl")
        for _ in range(len(crashes) + 1):
            try:
                run(chain, source, file)
                break
            except Crash:
                if forgetful:  # the node loses what waits: its place among the account's transactions is taken again
                    chain.waiting.clear()
        assert not note_path(source).exists()
    went = [one for batch in chain.transactions for one in batch]
    assert sorted(went, key=repr) == sorted(FILE, key=repr)
    assert len(chain.counted) == len(FILE)


def test_a_second_run_sends_nothing(tmp_path: Path) -> None:
    chain = FakeChain({project: meter() for project in range(1, PROJECTS + 1)})
    for _ in range(2):
        run(chain, tmp_path / "readings.jsonl", FILE)
        sent = len(chain.transactions)
    assert len(chain.transactions) == sent
    assert len(chain.counted) == len(FILE)


def test_await_pending_says_which_transaction_it_waited_for_in_vain(tmp_path: Path) -> None:
    source = tmp_path / "readings.jsonl"
    chain = FakeChain({1: meter()}, crashes={4})  # asked how many, sent; and dead before it is mined
    with pytest.raises(Crash):
        relay(source, chain, [signed(1, 1)])
    assert chain.waiting
    with pytest.raises(AntuError, match=f"Transaction 0 of {SENDER}.*is not mined yet") as caught:
        await_pending(source, chain, pause=lambda seconds: None)
    assert "again later" in caught.value.hint
    assert read_note(source) is not None


def test_await_pending_refuses_a_note_of_another_chain(tmp_path: Path) -> None:
    source = tmp_path / "readings.jsonl"
    write_note(source, Note(1, "0x" + "99" * 20, SENDER, 5))
    with pytest.raises(AntuError, match="is of a run on chain 1") as caught:
        await_pending(source, FakeChain({}))
    assert "remove the note if the chain is gone" in caught.value.hint


@settings(deadline=None)
@given(st.binary(max_size=80) | st.just(b'{"chain_id": 1}') | st.just(b"[" * 2_000))
def test_a_spoilt_note_is_explained(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "readings.jsonl")
        note_path(source).write_bytes(content)
        with pytest.raises(AntuError, match="is not what an interrupted run leaves"):
            read_note(source)


def test_relay_leaves_the_note_where_the_node_refuses_the_transaction(tmp_path: Path) -> None:
    class Refusing(FakeChain):
        def send(self, readings: object, gas: int, nonce: int) -> list[object]:  # type: ignore[override]
            raise AntuError("The account has too little ether.")

    source = tmp_path / "readings.jsonl"
    with pytest.raises(AntuError, match="too little ether"):
        relay(source, Refusing({1: meter()}), [signed(1, 1)])
    # It was never sent, so the next run does not wait.
    assert await_pending(source, FakeChain({1: meter()}), pause=pytest.fail)
    assert read_note(source) is None
