"""The model's constants are the contracts'."""

import pytest

from antu.billing import FRACTION_BITS, model, months, parts, uf
from antu.enums import DAY
from tests.antu.test_mirrors import constant


@pytest.mark.parametrize(
    ("contract", "name", "mirrored"),
    [
        ("Cooperatives", "PRICE_NOTICE", parts.PRICE_NOTICE_SECONDS // DAY),
        ("Corrections", "MONTHS_OPEN", model.MONTHS_OPEN),
        ("Corrections", "MONTH_HOURS", months.HOURS),
        ("Corrections", "CAP_BPS", parts.CORRECTION_CAP_BPS),
        ("Readings", "MAX_CREDIT_BPS", parts.MOST_CREDIT_BPS),
        ("UFIndex", "MOST_MONTHS", uf.MOST_MONTHS),
        ("EnergySales", "DEFAULT_TOLERANCE_BPS", model.TOLERANCE_BPS),
        ("EnergyState", "WH_PER_KWH", parts.WH_PER_KWH),
        ("Earnings", "FRACTION_BITS", FRACTION_BITS),
        ("UFIndex", "DEFAULT_MAX_CHANGE_BPS", uf.MAXIMUM_CHANGE_BPS),
    ],
)
def test_constants_are_the_contracts(contract: str, name: str, mirrored: int) -> None:
    assert constant(contract, name) == mirrored
