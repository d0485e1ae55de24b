"""A project's life beside 2019's: what is counted for it, and who pays."""

import pytest

from antu.reports.gas.lifecycle import CROWDFUNDED_64, DIRECT, PERMITS, Step, breakdown, reference_total

GAS = {"post_demand": 80_000.0, "post_offers": 180_000.0, "match": 30_000.0, "approve": 45_000.0, "fund": 110_000.0}
REST = {"confirm": 80_000.0, "release": 200_000.0, "commission": 165_000.0, "readings": 360_000.5, "payouts": 240_000.0}


def test_reference_of_a_direct_project_is_the_sum_of_its_work() -> None:
    posted, year = 100_109 + 97_349 + 97_239 + 97_249, 65_300 + 11 * 48_200 + 12 * 41_706
    assert reference_total(DIRECT) == posted + 931_304 + year


def test_reference_of_a_crowdfunded_project_counts_no_match_beside_its_crowdsale() -> None:
    posted, year = 100_109 + 97_349 + 97_239 + 97_249, 1_852_295 + 11 * 757_895 + 12 * 64 * 41_706
    assert reference_total(CROWDFUNDED_64) == posted + 232_570 + 64 * 141_747 + 44_185 + 3_746_437 + year


@pytest.mark.parametrize("steps", [DIRECT, CROWDFUNDED_64])
def test_every_step_is_counted_for_one_payer(steps: tuple[Step, ...]) -> None:
    life = breakdown(steps, dict.fromkeys((step.name for step in steps), 1_000.0) | {PERMITS: 1.0})
    assert life["operator"]["gas"] + life["parties"]["gas"] == life["total"]["gas"] == 1_000 * len(steps)
    assert {name for name, step in life["steps"].items() if step["paid_by"] == "operator"} == {
        "match",
        "readings",
        "payouts",
    }


def test_breakdown_sums_by_payer_and_compares() -> None:
    life = breakdown(DIRECT, GAS | REST | {PERMITS: 120_000.0})
    assert life["total"]["gas"] == 1_490_001
    assert life["total_with_permits"]["gas"] == 1_490_001 - 45_000 - 110_000 + 120_000
    assert life["operator"]["gas"] == 630_001
    assert life["operator_to_operation"] == {"gas": 30_000, "reference_2019": 931_304, "ratio": 31.0}
    assert life["operator_if_holders_claim"]["gas"] == 390_001
    assert life["steps"]["payouts"] == {
        "paid_by": "operator",
        "times": 12,
        "gas": 240_000,
        "reference_2019": 500_472,
        "ratio": 2.1,
    }
    assert life["steps"]["release"]["reference_2019"] is life["steps"]["release"]["ratio"] is None
