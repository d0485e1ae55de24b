"""Meters: what they sign (`typed_data`), files of signed readings (`json_lines`), and plants in play (`simulated`)."""

from antu.metering.json_lines import Parsed, parse, read, write
from antu.metering.simulated import MONTH_SECONDS, Plant, Registers, simulated_meter
from antu.metering.typed_data import Domain, Reading, SignedReading, Signer, digest, local_signer, sign, signer_of

__all__ = [
    "MONTH_SECONDS",
    "Domain",
    "Parsed",
    "Plant",
    "Reading",
    "Registers",
    "SignedReading",
    "Signer",
    "digest",
    "local_signer",
    "parse",
    "read",
    "sign",
    "signer_of",
    "simulated_meter",
    "write",
]
