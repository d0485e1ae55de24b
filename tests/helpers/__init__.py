"""What tests say about a transaction: how it was refused, what it emitted, its month, what somebody signed for it."""

from tests.helpers.events import emitted
from tests.helpers.forwarding import Request, signed_request
from tests.helpers.months import month_of, start_of
from tests.helpers.refusals import reverts
from tests.helpers.signatures import P256Meter, Reading, account_key, permit_signature, reading_signature

__all__ = [
    "P256Meter",
    "Reading",
    "Request",
    "account_key",
    "emitted",
    "month_of",
    "permit_signature",
    "reading_signature",
    "reverts",
    "signed_request",
    "start_of",
]
