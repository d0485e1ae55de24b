"""A chain in a dictionary: meters, an account's transactions, and crashes wherever one likes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from eth_account import Account
from eth_account.signers.local import LocalAccount

from antu.enums import MeterStatus, State
from antu.errors import AntuError
from antu.metering import Domain, Reading, SignedReading, local_signer, sign
from antu.relay import Counted, Meter, Signatures, Verdict, sift

DOMAIN = Domain(31_337, "0x" + "11" * 20)
VERIFIER = "0x" + "22" * 20
SENDER = "0x" + "33" * 20
KEY: LocalAccount = Account.from_key(bytes([7]) * 32)
CAPACITY_WP = 10_000
TOLERANCE_BPS = 10_500
HOUR = 3_600
START = 1_700_000_000
GAS_EACH = 1_000


def meter(**changes: object) -> Meter:
    made = Meter(
        status=MeterStatus.OPERATING,
        project_state=State.OPERATING,
        generated_wh=0,
        exported_wh=0,
        carried_generated_wh=0,
        carried_exported_wh=0,
        time=START,
        capacity_wp=CAPACITY_WP,
        key=KEY.address.lower(),
        key_length=20,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def signed(
    hours: float, generated: int = 0, exported: int = 0, project: int = 1, line: int = 0, key: LocalAccount = KEY
) -> SignedReading:
    reading = Reading(project, generated, exported, START + round(hours * HOUR))
    return replace(sign(reading, DOMAIN, local_signer(key)), line=line)


def trusting() -> Signatures:
    """Signatures that are all taken for good, for what is not about them: recovering an account takes a while."""
    return _Trusting(DOMAIN, VERIFIER, lambda signed, meter: True)


class _Trusting(Signatures):
    def check(self, signed: SignedReading, meter: Meter) -> tuple[bool, int]:
        return True, 0


class Crash(BaseException):
    """As if the process had been killed."""


@dataclass
class FakeChain:
    """A `RelayPort`. `crashes` are the moments, counted over all its methods, at which the process dies.

    Transactions wait until `mine`, if `lazy`; else each is mined as it is sent, unless the process dies first."""

    meters: dict[int, Meter]
    gas_limit: int = 4 * GAS_EACH
    crashes: set[int] = field(default_factory=set)
    lazy: bool = False
    chain_id: int = DOMAIN.chain_id
    contract: str = DOMAIN.contract
    account: str = SENDER
    moment: int = 0
    transactions: list[tuple[SignedReading, ...]] = field(default_factory=list)
    waiting: list[tuple[SignedReading, ...]] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    now: int = START + 10**9

    def mined(self, account: str) -> int:
        self._tick()
        return len(self.transactions)

    def sent(self, account: str) -> int:
        self._tick()
        return len(self.transactions) + len(self.waiting)

    def estimate(self, readings: Sequence[SignedReading]) -> int:
        self._tick()
        if len(readings) * GAS_EACH > 10 * self.gas_limit:
            raise AntuError("The node refuses so much gas.")
        return len(readings) * GAS_EACH

    def send(self, readings: Sequence[SignedReading], gas: int, nonce: int) -> list[Verdict]:
        self._tick()
        assert gas <= self.gas_limit
        assert nonce == len(self.transactions) + len(self.waiting)
        self.waiting.append(tuple(readings))
        self._tick()  # sent, and not mined yet
        told = self.mine()
        self._tick()  # mined, and not told yet
        return told

    def mine(self) -> list[Verdict]:
        """What becomes of all that waits, as the contract would have it."""
        told: list[Verdict] = []
        for batch in self.waiting:
            self.transactions.append(batch)
            told = [self._take(one) for one in batch]
        self.waiting.clear()
        return told

    def _take(self, one: SignedReading) -> Verdict:
        sifted = sift([one], self.meters, [], self.now, TOLERANCE_BPS, trusting())
        if sifted.refused:
            return sifted.refused[0]
        meter, reading = self.meters[one.reading.project], one.reading
        generated = reading.generated_wh + meter.carried_generated_wh
        exported = reading.exported_wh + meter.carried_exported_wh
        self.counted.append(Counted(reading.project, generated, exported, reading.time))
        self.meters[reading.project] = replace(
            meter, generated_wh=generated, exported_wh=exported, time=reading.time, status=MeterStatus.OPERATING
        )
        return Verdict(one)

    def _tick(self) -> None:
        self.moment += 1
        if self.moment in self.crashes:
            raise Crash
