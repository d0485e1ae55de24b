"""Whatever happens on the way, each demand is matched once, each team is sent once, and the records say so."""

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antu.book import Book
from antu.enums import Mismatch, Role, State
from antu.errors import AntuError
from antu.keeper import Keeper, Transaction, read_record, recover, rounds
from antu.keeper.journal import journal_path
from antu.keeper.record import write_record
from antu.matching import PROJECTS, SAVINGS, CertificateError, Outcome, Policy, check, solve
from antu.reports.keeper import plan_of
from antu.sending import note_path
from antu.text import Language
from tests.antu.books import demand, offer, team_of_offers
from tests.antu.keeper.market import Crash, FakeMarket, market, refuse, take, withdraw


def keep(chain: FakeMarket, folder: Path, limit: int | None = None, policy: Policy = SAVINGS) -> Keeper:
    """What `ape run match` does."""
    recover(folder, chain)
    keeper = Keeper(chain, chain, policy, limit, folder)
    while (planned := keeper.plan()) is not None:
        keeper.carry_out(planned)
    keeper.end()
    return keeper


def matched(chain: FakeMarket) -> list[int]:
    return [project for sent in chain.transactions for project in sent.matched]


def test_run_matches_all_it_can_and_writes_what_came_of_it(tmp_path: Path) -> None:
    chain = market(demands=5, teams=4)
    book = chain.book(100)
    keeper = keep(chain, tmp_path)
    assert keeper.path == tmp_path / "100.json"
    record = read_record(keeper.path)
    assert record == keeper.run
    assert (record.chain_id, record.market, record.keeper) == (chain.chain_id, chain.contract, chain.account)
    assert (record.policy, record.limit, record.ended) == ("savings", None, True)
    assert (record.matched, record.gas_used, record.gas_per_project) == (4, 4_000, 1_000)
    [only] = record.rounds
    assert [sent.hash for sent in only.transactions] == ["0x0", "0x1"]
    assert sorted(matched(chain)) == sorted(only.sent) == [2, 3, 4, 5]
    assert [row["id"] for row in only.unmatched] == [1]
    assert only.idle == []
    check(only.considered(book), only.matching, only.certificate)


def test_a_class_that_only_the_chain_knows_is_left_out_and_said(tmp_path: Path) -> None:
    chain = market(demands=2, teams=2)
    chain.demands[90] = demand(90, size_class=9)
    chain.offers[91] = offer(91, Role.VENDOR, size_class=11)
    book = chain.book(100)
    [only] = keep(chain, tmp_path).run.rounds
    assert sorted(matched(chain)) == [1, 2]
    assert only.unknown_classes == [9, 11]
    assert "9, 11" in str(plan_of(only, Language.ES)[0])
    check(only.considered(book), only.matching, only.certificate)


def test_a_changed_record_is_found_out(tmp_path: Path) -> None:
    chain = market(demands=2, teams=2)
    book = chain.book(100)
    [only] = read_record(keep(chain, tmp_path).path or tmp_path).rounds
    only.teams[0]["cost"] -= 1
    with pytest.raises(AntuError):
        check(only.considered(book), only.matching, only.certificate)


def test_nothing_is_sent_that_the_proof_does_not_prove(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def boastful(book: Book, policy: Policy) -> Outcome:
        found = solve(book, policy)
        return replace(found, certificate=found.certificate.model_copy(update={"savings": 10**6}))

    monkeypatch.setattr(rounds, "solve", boastful)
    chain = market(demands=2, teams=2)
    with pytest.raises(CertificateError):
        keep(chain, tmp_path)
    assert not chain.transactions
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("policy", [SAVINGS, PROJECTS, Policy.parse("0.25")], ids=["savings", "projects", "between"])
def test_run_asks_the_solver_for_its_policy(tmp_path: Path, policy: Policy) -> None:
    keeper = keep(market(demands=3, teams=2), tmp_path, policy=policy)
    assert keeper.run.policy == policy.name == keeper.run.rounds[0].certificate.policy
    assert keeper.run.matched == 2


def test_limit_takes_those_that_save_most_and_says_that_there_are_more(tmp_path: Path) -> None:
    chain = market(demands=6, teams=5)
    keeper = keep(chain, tmp_path, limit=3)
    assert matched(chain) == keeper.run.rounds[0].sent == [6, 5, 4]
    assert keeper.cut_short
    assert len(keeper.run.rounds[0].teams) == 5  # the certificate is of all
    assert not keep(chain, tmp_path, limit=2).cut_short


def test_limit_holds_over_all_rounds(tmp_path: Path) -> None:
    chain = market(demands=6, teams=6, meanwhile=[take(6), take(5), take(3)])
    keeper = keep(chain, tmp_path, limit=3)
    assert sorted(matched(chain)) == [2, 4, 5]
    assert keeper.run.matched == 3
    assert all(len(each.sent) <= 3 for each in keeper.run.rounds)


def test_what_was_skipped_is_matched_again(tmp_path: Path) -> None:
    """Two teams hang on offers that are withdrawn; there are others."""
    chain = market(demands=3, teams=6, meanwhile=[withdraw(1, 4, 7)])
    keeper = keep(chain, tmp_path)
    assert sorted(matched(chain)) == [1, 2, 3]
    assert [len(each.sent) for each in keeper.run.rounds] == [3, 3 - len(keeper.run.rounds[0].matched)]
    assert {team.reason for team in keeper.run.rounds[0].skipped} == {Mismatch.OFFER_NOT_OPEN}
    assert {team.offer_id for team in keeper.run.rounds[0].skipped} <= {1, 4, 7}


def test_later_rounds_take_no_demands_of_later(tmp_path: Path) -> None:
    """Or a run might never end."""
    chain = market(demands=2, teams=6, gas_limit=1_200)
    numbers = iter(range(3, 100))

    def one_more(chain: FakeMarket) -> None:
        number = next(numbers)
        chain.demands[number] = demand(number)

    chain.meanwhile = [lambda chain: (withdraw(1, 4)(chain), one_more(chain))[0]] + [one_more] * 90
    keeper = keep(chain, tmp_path)
    assert len(keeper.run.rounds) == 2
    assert {1, 2} >= keeper.run.rounds[1].demands
    assert chain.demands[3].state == State.OPEN
    book = Book(*(getattr(chain.book(chain.block), name) for name in ("demands", "offers")))
    assert set(keeper.run.rounds[1].considered(book).demands.id) <= {1, 2}


def test_run_ends_though_everything_is_always_taken(tmp_path: Path) -> None:
    """Another keeper is faster each time, and leaves others to hope for."""
    chain = market(demands=9, teams=9, gas_limit=12_000)
    chain.meanwhile = [withdraw(*range(1, 28, 9)), withdraw(*range(4, 28, 9)), withdraw(*range(1, 28))]

    def bring_back(number: int) -> None:
        for each in team_of_offers(100 * number):
            chain.offers[each.id] = each

    def spoil(chain: FakeMarket) -> None:
        withdraw(*chain.offers)(chain)
        bring_back(len(chain.transactions) + 1)

    chain.meanwhile = [spoil] * 50
    keeper = keep(chain, tmp_path)
    assert keeper.run.matched == 0
    assert len(keeper.run.rounds) == 2


def test_two_keepers_match_each_demand_once(tmp_path: Path) -> None:
    """The second runs as a whole while the first has a batch under way."""
    chain = market(demands=6, teams=6)
    second: list[Keeper] = []

    def other(chain: FakeMarket) -> None:
        mine, chain.waiting = chain.waiting, []
        second.append(keep(chain, tmp_path / "second"))
        chain.waiting = mine

    chain.meanwhile = [lambda chain: None, other]
    first = keep(chain, tmp_path / "first")
    assert Counter(matched(chain)) == Counter(range(1, 7))
    assert first.run.matched + second[0].run.matched == 6
    assert first.run.matched == 2
    assert len(first.run.rounds[0].skipped) == 4
    assert {each.reason for each in first.run.rounds[0].skipped} == {Mismatch.DEMAND_NOT_OPEN}
    assert first.run.ended
    assert not second[0].run.rounds[0].skipped


@settings(deadline=None, max_examples=30)
@given(st.sets(st.integers(1, 40), max_size=5), st.integers(1, 3), st.booleans())
def test_no_team_is_sent_twice_wherever_the_process_dies(crashes: set[int], per_batch: int, forgetful: bool) -> None:
    chain = market(demands=5, teams=4, gas_limit=per_batch * 1_500, crashes=crashes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(len(crashes) + 1):
            try:
                keep(chain, folder)
                break
            except Crash:
                if forgetful:  # the node loses what waits: its place among the account's transactions is taken again
                    chain.waiting.clear()
                else:
                    chain.mine()
        assert Counter(matched(chain)) == Counter(range(2, 6))
        assert not [skip for sent in chain.transactions for skip in sent.skipped]
        records = [read_record(path) for path in folder.glob("*.json")]
        told = [sent for run in records for each in run.rounds for sent in each.transactions]
        assert sorted(told, key=repr) == sorted(chain.transactions, key=repr)
        assert sum(run.ended for run in records) == 1
        assert all(path.suffix == ".json" for path in folder.iterdir())


def test_recover_puts_no_transaction_into_a_record_twice(tmp_path: Path) -> None:
    """The process died with the record written, and the note not removed yet."""
    alone = market(demands=1, teams=1)
    keeper = Keeper(alone, alone, SAVINGS, None, tmp_path)
    plan = keeper.plan()
    assert plan is not None

    def die(sent: Transaction) -> None:
        raise Crash

    with pytest.raises(Crash):
        keeper.carry_out(plan, die)
    path = tmp_path / "100.json"
    assert note_path(path).exists()
    for known in ([path], []):
        assert recover(tmp_path, alone) == known
        assert read_record(path).rounds[0].transactions == alone.transactions


def test_recover_takes_what_is_whole_of_a_journal(tmp_path: Path) -> None:
    """The process died as it wrote of its second transaction, or, the third time, just after it wrote the record."""
    chain = market(demands=4, teams=4)
    keeper = keep(chain, tmp_path)
    first, second = chain.transactions
    assert keeper.path is not None
    for cut in (first.model_dump_json() + "\n" + second.model_dump_json()[:20], first.model_dump_json()):
        died = keeper.run.model_copy(deep=True)
        died.rounds[0].transactions.clear()
        write_record(died, keeper.path)
        journal_path(keeper.path).write_text(cut, encoding="utf-8")
        assert recover(tmp_path, chain) == [keeper.path]
        assert read_record(keeper.path).rounds[0].transactions == [first]
        assert not journal_path(keeper.path).exists()
    write_record(keeper.run, keeper.path)
    journal_path(keeper.path).write_text(second.model_dump_json(), encoding="utf-8")
    assert recover(tmp_path, chain) == []
    assert read_record(keeper.path) == keeper.run


def test_recover_leaves_the_notes_of_others_alone(tmp_path: Path) -> None:
    """Another account's run may be going on; another chain's is not to be asked for here."""
    dead = market(demands=1, teams=1, crashes={6})
    with pytest.raises(Crash):
        keep(dead, tmp_path)
    note = note_path(tmp_path / "100.json")
    assert note.exists()
    for change in ({"account": "0x" + "44" * 20}, {"chain_id": 1}, {"contract": "0x" + "55" * 20}):
        assert recover(tmp_path, market(demands=0, teams=0, **change)) == []
        assert note.exists()


def test_recover_survives_a_record_that_was_removed(tmp_path: Path) -> None:
    dead = market(demands=1, teams=1, crashes={6})
    with pytest.raises(Crash):
        keep(dead, tmp_path)
    (tmp_path / "100.json").unlink()
    assert recover(tmp_path, dead) == []
    assert not list(tmp_path.glob("*.json"))


def test_a_refused_transaction_leaves_a_record_without_it(tmp_path: Path) -> None:
    chain = market(demands=3, teams=3, meanwhile=[lambda chain: None, refuse])
    with pytest.raises(AntuError, match="too little ether"):
        keep(chain, tmp_path)
    record = read_record(tmp_path / "100.json")
    assert (record.matched, record.ended) == (2, False)


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    chain = market(demands=3, teams=3)
    keeper = Keeper(chain, None, SAVINGS, None, tmp_path)
    planned = keeper.plan()
    assert planned is not None
    assert len(planned.sent) == 3
    assert keeper.run.keeper == ""
    assert not list(tmp_path.iterdir())
    assert not chain.transactions


def test_records_of_one_block_stand_beside_each_other(tmp_path: Path) -> None:
    chain = market(demands=1, teams=0)
    assert [keep(chain, tmp_path).path for _ in range(3)] == [
        tmp_path / name for name in ("100.json", "100-2.json", "100-3.json")
    ]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"chain_id": "x"}'])
def test_read_record_explains_what_is_no_record(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "100.json"
    path.write_bytes(content)
    with pytest.raises(AntuError, match=r"100\.json is no record of a run") as caught:
        read_record(path)
    assert "ape run match" in caught.value.hint
