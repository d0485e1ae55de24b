"""What is brought, in which order, and what is said of the rest; on a chain that is a dictionary."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from antu.errors import AntuError
from antu.forwarding import Fate, RequestFile, bring
from antu.forwarding.bringing import JUDGING_GAS, gas_of
from tests.antu.forwarding.requests import ANA, CHAIN, JUAN, signed


@dataclass
class FakeChain:
    """Nonces count up; `refuses` are amounts that the contract refuses, `fails` those refused only when sent."""

    nonces: dict[str, int] = field(default_factory=dict)
    wallets: set[str] = field(default_factory=set)
    refuses: set[int] = field(default_factory=set)
    fails: set[int] = field(default_factory=set)
    passes_over: set[str] = field(default_factory=set)
    dead: bool = False
    poison: str = ""  # whoever's request makes a transaction fail
    gas_limit: int = 4_000_000
    sent: list[list[tuple[str, int]]] = field(default_factory=list)

    def elsewhere(self, file: RequestFile) -> str:
        return "" if file.chain_id == CHAIN else "another chain"

    def now(self) -> int:
        return 1_000

    def next_nonce(self, signer: str) -> int:
        return self.nonces.get(signer, 0)

    def has_code(self, account: str) -> bool:
        return account in self.wallets

    def is_signed(self, file: RequestFile) -> bool:
        return file.signed_by == JUAN.address  # who owns all wallets

    def refusal(self, file: RequestFile) -> str:
        return "InDebt" if file.arguments["amount"] in self.refuses else ""

    def send(self, files: Sequence[RequestFile], gas: int) -> tuple[dict[str, bool], str]:
        assert gas == sum(map(gas_of, files))
        assert gas <= self.gas_limit
        if self.poison in {file.signer for file in files}:
            raise AntuError("Out of gas.")
        if self.dead:
            raise AntuError("The node does not answer.")
        self.sent.append([(file.signer, file.nonce) for file in files])
        went = {}
        for file in files:
            assert file.nonce == self.next_nonce(file.signer)
            if file.signer not in self.passes_over:
                self.nonces[file.signer] = file.nonce + 1
                went[file.signer] = file.arguments["amount"] not in self.fails
        return went, f"0x{len(self.sent)}"


def fates(chain: FakeChain, *files: RequestFile) -> list[tuple[Fate, str]]:
    """What became of files, in the order given."""
    paths = [(Path(f"{place}.json"), file) for place, file in enumerate(files)]
    watched: list[None] = []
    told = bring(paths, chain, lambda: watched.append(None))
    assert len(told) == len(watched) == len(files)
    return [(one.fate, one.detail) for one in sorted(told, key=lambda one: int(one.path.stem))]


def test_requests_of_several_go_in_one_transaction() -> None:
    chain = FakeChain()
    assert fates(chain, signed(ANA), signed(JUAN)) == [(Fate.DONE, "0x1")] * 2
    assert chain.sent == [[(ANA.address, 0), (JUAN.address, 0)]]


def test_requests_of_one_go_one_after_another_whatever_the_order_of_the_files() -> None:
    chain = FakeChain()
    told = fates(chain, signed(nonce=1), signed(JUAN), signed(nonce=0))
    assert told == [(Fate.DONE, "0x2"), (Fate.DONE, "0x1"), (Fate.DONE, "0x1")]
    assert chain.sent == [[(ANA.address, 0), (JUAN.address, 0)], [(ANA.address, 1)]]


def test_bad_requests_stop_no_other() -> None:
    chain = FakeChain(nonces={ANA.address: 3}, refuses={7})
    told = fates(
        chain,
        signed(nonce=2),
        signed(nonce=3, values=(12, 7)),
        signed(nonce=3, deadline=999),
        signed(nonce=3, key=JUAN),
        signed(JUAN),
        signed(nonce=3).model_copy(update={"chain_id": 1}),
    )
    assert told == [
        (Fate.USED, "3"),
        (Fate.REFUSED, "InDebt"),
        (Fate.EXPIRED, "999"),
        (Fate.UNSIGNED, JUAN.address),
        (Fate.DONE, "0x1"),
        (Fate.ELSEWHERE, "another chain"),
    ]
    assert chain.sent == [[(JUAN.address, 0)]]


def test_request_waits_for_the_one_before_it() -> None:
    chain = FakeChain(refuses={7})
    told = fates(chain, signed(nonce=0, values=(12, 7)), signed(nonce=1), signed(nonce=2))
    assert told == [(Fate.REFUSED, "InDebt"), (Fate.WAITS, "0"), (Fate.WAITS, "0")]
    assert chain.sent == []


def test_request_that_failed_used_its_number_up() -> None:
    chain = FakeChain(fails={7})
    assert fates(chain, signed(nonce=0, values=(12, 7)), signed(nonce=1)) == [(Fate.FAILED, "0x1"), (Fate.DONE, "0x2")]


def test_same_request_twice_counts_once() -> None:
    assert fates(FakeChain(), signed(), signed()) == [(Fate.DONE, "0x1"), (Fate.USED, "1")]


def test_request_that_is_passed_over_is_not_brought_again_by_itself() -> None:
    chain = FakeChain(passes_over={ANA.address})
    told = fates(chain, signed(), signed(nonce=1), signed(JUAN))
    assert told == [(Fate.SKIPPED, "0x1"), (Fate.WAITS, "0"), (Fate.DONE, "0x1")]


def test_wallets_requests_are_judged_by_the_wallet() -> None:
    chain = FakeChain(wallets={ANA.address})
    assert fates(chain, signed(key=JUAN)) == [(Fate.DONE, "0x1")]


def test_every_request_has_the_gas_for_a_contract_to_judge_it() -> None:
    """An account may be given code in the last moment; its judging must not be paid by the others' calls."""
    file = signed()
    assert file.signed_by == file.signer
    assert gas_of(file) > file.gas + JUDGING_GAS


def test_round_is_cut_to_what_a_transaction_takes() -> None:
    one = gas_of(signed())
    chain = FakeChain(gas_limit=one)
    assert fates(chain, signed(ANA), signed(JUAN)) == [(Fate.DONE, "0x1"), (Fate.DONE, "0x2")]
    [(fate, why)] = fates(FakeChain(gas_limit=one - 1), signed())
    assert fate is Fate.REFUSED
    assert "asks for 100,000 gas" in why


def test_request_that_makes_a_transaction_fail_does_not_stop_the_others() -> None:
    chain = FakeChain(poison=ANA.address)
    assert fates(chain, signed(ANA), signed(JUAN)) == [(Fate.SKIPPED, "Out of gas."), (Fate.DONE, "0x1")]


def test_bytes_of_a_signature_are_paid_for() -> None:
    file = signed()
    longer = file.model_copy(update={"signature": file.signature + "ff" * 1_000})
    assert gas_of(longer) - gas_of(file) >= 40 * 1_000


def test_node_that_fails_ends_it_with_its_words() -> None:
    chain = FakeChain(dead=True)
    assert fates(chain, signed(), signed(nonce=1)) == [(Fate.SKIPPED, "The node does not answer."), (Fate.WAITS, "0")]
