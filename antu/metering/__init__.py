"""Meters: what they sign (`typed_data`), with which keys (`keys`), files of it (`json_lines`), and why some is refused.

Plants in play: `climate`, `sunshine` and `panels` make a `plant`, with a `household` behind its `simulated` meter.
"""

from antu.metering.json_lines import Parsed, parse, read, write
from antu.metering.keys import MeterKey, account_key, p256_key, p256_signer_bytes, p256_verifies
from antu.metering.months import month_ends
from antu.metering.plant import Plant, Registers, Year
from antu.metering.simulated import MONTH_SECONDS, signed_readings, simulated_meter, simulated_p256_meter
from antu.metering.typed_data import Domain, Reading, SignedReading, digest, local_signer, sign, signer_of
from antu.signing import Signer

__all__ = [
    "MONTH_SECONDS",
    "Domain",
    "MeterKey",
    "Parsed",
    "Plant",
    "Reading",
    "Registers",
    "SignedReading",
    "Signer",
    "Year",
    "account_key",
    "digest",
    "local_signer",
    "month_ends",
    "p256_key",
    "p256_signer_bytes",
    "p256_verifies",
    "parse",
    "read",
    "sign",
    "signed_readings",
    "signer_of",
    "simulated_meter",
    "simulated_p256_meter",
    "write",
]
