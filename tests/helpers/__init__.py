"""What tests say about a transaction: how it was refused, what it emitted, and what somebody signed for it."""

from tests.helpers.events import emitted
from tests.helpers.refusals import reverts
from tests.helpers.signatures import P256Meter, Reading, account_key, permit_signature, reading_signature

__all__ = ["P256Meter", "Reading", "account_key", "emitted", "permit_signature", "reading_signature", "reverts"]
