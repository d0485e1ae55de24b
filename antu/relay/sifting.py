"""What `EnergySales` would say to each reading of a file, in the order in which they will come.

A reading is judged against its meter as the chain has it and, after that, as the readings before it will have left it.
The checks are those of `contracts/energy/Readings.sol`, in their order.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from eth_utils.crypto import keccak

from antu.enums import MeterStatus, Refusal, State
from antu.metering import Domain, SignedReading, p256_verifies, signer_of
from antu.metering.keys import ADDRESS_BYTES, low_s
from antu.money import BASIS_POINTS

HOUR_SECONDS = 3_600


@dataclass(frozen=True)
class Verdict:
    """What becomes of a reading: its bills in pesos, or why it is refused."""

    signed: SignedReading
    refusal: Refusal = Refusal.NONE
    value: int = 0  # what broke the limit; `IReadings.ReadingRefused` says what both mean
    limit: int = 0
    owner_bill: int = 0
    cooperative_bill: int = 0
    paid: int = 0


class Counted(NamedTuple):
    """A reading that the contract took: registers as counted for the project, all its meters together."""

    project: int
    generated_wh: int
    exported_wh: int
    time: int


@dataclass(frozen=True)
class Meter:
    """A project's meter, as `IEnergyTypes.Meter`, its key in lower case; `project_state` matters only of one that is
    commissioned."""

    status: MeterStatus
    project_state: State
    generated_wh: int
    exported_wh: int
    carried_generated_wh: int
    carried_exported_wh: int
    time: int
    capacity_wp: int
    key: str
    key_length: int


@dataclass(frozen=True)
class Signatures:
    """Checks signatures: those of accounts and of P-256 keys here, all others by asking the chain."""

    domain: Domain
    verifier: str  # the address of the market's P-256 verifier
    ask: Callable[[SignedReading, Meter], bool]  # of a smart account, or another verifier

    def check(self, signed: SignedReading, meter: Meter) -> tuple[bool, int]:
        """Whether it is the meter's; if not, the account that signed, as a number, 0 if that cannot be told."""
        given = signed.as_tuple()[4]  # what the contract gets, whichever part of it the file calls the key
        if meter.key_length > ADDRESS_BYTES:
            key, signature = given[: meter.key_length], given[meter.key_length :]
            named = len(key) == meter.key_length and stored_key(key) == meter.key
            return named and self._verifies(replace(signed, signature=signature, key=key), meter), 0
        whole = replace(signed, signature=given, key=b"")
        signer = signer_of(whole, self.domain)
        return signer.lower() == meter.key or self.ask(whole, meter), int(signer, 16)

    def _verifies(self, signed: SignedReading, meter: Meter) -> bool:
        if signed.key[:ADDRESS_BYTES] == bytes.fromhex(self.verifier.removeprefix("0x")):
            return signed.signature == low_s(signed.signature) and p256_verifies(signed, self.domain)
        return self.ask(signed, meter)


@dataclass(frozen=True)
class Sifted:
    """A file's readings: those to send, each project's oldest first; those to be refused; those counted before."""

    ready: tuple[SignedReading, ...]
    refused: tuple[Verdict, ...]
    counted: tuple[SignedReading, ...]


def late_projects(readings: Iterable[SignedReading], meters: Mapping[int, Meter]) -> set[int]:
    """The projects with readings that are not after their meter's last one: counted before, or too late."""
    return {
        signed.reading.project
        for signed in readings
        if signed.reading.project in meters and signed.reading.time <= meters[signed.reading.project].time
    }


def sift(
    readings: Iterable[SignedReading],
    meters: Mapping[int, Meter],
    counted: Collection[Counted],
    now: int,
    tolerance_bps: int,
    signatures: Signatures,
    observe: Callable[[], None] = lambda: None,
) -> Sifted:
    """Judges readings. `counted` has at least all that the contract took of the `late_projects`; `now` is the chain's
    time; `observe` is called after each reading, for checking signatures takes a while."""
    judge = _Judge(dict(meters), Counter(counted), now, tolerance_bps, signatures)
    ready, refused, before = [], [], []
    for signed in sorted(readings, key=lambda one: (one.reading.project, one.reading.time, one.line)):
        if judge.was_counted(signed):
            before.append(signed)
        elif (verdict := judge.verdict(signed)).refusal:
            refused.append(verdict)
        else:
            ready.append(signed)
        observe()
    return Sifted(tuple(ready), tuple(refused), tuple(before))


@dataclass
class _Judge:
    meters: dict[int, Meter]
    counted: Counter[Counted]
    now: int
    tolerance_bps: int
    signatures: Signatures

    def was_counted(self, signed: SignedReading) -> bool:
        """Whether the contract took this reading before. Each that it took stands for one line of the file only."""
        reading, meter = signed.reading, self.meters.get(signed.reading.project)
        if meter is None:
            return False
        # A project's first meter shows what was counted; its present one, that less what is carried on.
        for generated, exported in ((0, 0), (meter.carried_generated_wh, meter.carried_exported_wh)):
            registers = (reading.generated_wh + generated, reading.exported_wh + exported)
            found = Counted(reading.project, *registers, reading.time)
            if self.counted[found]:
                self.counted[found] -= 1
                return True
        return False

    def verdict(self, signed: SignedReading) -> Verdict:
        """What the contract will say; if it takes the reading, the meter is from now on as it will be then."""
        meter = self.meters.get(signed.reading.project)
        if meter is None:
            return Verdict(signed, Refusal.NO_METER)
        refusal, value, limit = self._status(meter)
        if not refusal:
            refusal, value, limit = self._registers(signed, meter)
        if not refusal:
            reading = signed.reading
            self.meters[reading.project] = replace(
                meter,
                status=MeterStatus.OPERATING,
                generated_wh=reading.generated_wh + meter.carried_generated_wh,
                exported_wh=reading.exported_wh + meter.carried_exported_wh,
                time=reading.time,
            )
        return Verdict(signed, refusal, value, limit)

    def _status(self, meter: Meter) -> tuple[Refusal, int, int]:
        match meter.status:
            case MeterStatus.NONE:
                return Refusal.NO_METER, 0, 0
            case MeterStatus.RETIRED:
                return Refusal.RETIRED, 0, 0
            case MeterStatus.SUSPENDED:
                return Refusal.SUSPENDED, 0, 0
            case MeterStatus.COMMISSIONED if meter.project_state is not State.OPERATING:
                return Refusal.NOT_OPERATING, meter.project_state, State.OPERATING
            case _:
                return Refusal.NONE, 0, 0

    def _registers(self, signed: SignedReading, meter: Meter) -> tuple[Refusal, int, int]:
        reading = signed.reading
        if reading.time > self.now:
            return Refusal.FROM_FUTURE, reading.time, self.now
        if reading.time <= meter.time:
            return Refusal.NOT_NEWER, reading.time, meter.time
        last_generated = meter.generated_wh - meter.carried_generated_wh
        last_exported = meter.exported_wh - meter.carried_exported_wh
        if reading.generated_wh < last_generated:
            return Refusal.WENT_BACK, reading.generated_wh, last_generated
        if reading.exported_wh < last_exported:
            return Refusal.WENT_BACK, reading.exported_wh, last_exported
        generated, exported = reading.generated_wh - last_generated, reading.exported_wh - last_exported
        if exported > generated:
            return Refusal.EXPORTED_MORE_THAN_GENERATED, exported, generated
        watt_seconds = meter.capacity_wp * (reading.time - meter.time)
        possible = watt_seconds * self.tolerance_bps // (HOUR_SECONDS * BASIS_POINTS)
        if generated > possible:
            return Refusal.BEYOND_CAPACITY, generated, possible
        good, signer = self.signatures.check(signed, meter)
        return (Refusal.NONE, 0, 0) if good else (Refusal.BAD_SIGNATURE, signer, int(meter.key, 16))


def stored_key(key: bytes) -> str:
    """A key as `IEnergyTypes.Meter.key` has it: the account, or the end of any other key's hash; in lower case."""
    return "0x" + (key if len(key) == ADDRESS_BYTES else keccak(key)[-ADDRESS_BYTES:]).hex()
