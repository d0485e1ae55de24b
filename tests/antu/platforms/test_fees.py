"""Fee rules, by figures worked out by hand and op-geth's own vectors."""

import numpy as np
import pandas as pd
import pytest

from antu.catalog import DATA
from antu.platforms import PLATFORMS, Day, Prices, costs, default_prices, parts
from antu.platforms.prices import NAMES

PRICES = default_prices()
WORTH = 1e18  # pesos of a token, so that a wei is a peso


def frame(**columns: list[int]) -> pd.DataFrame:
    rows = len(next(iter(columns.values())))
    return pd.DataFrame({"gas": [0] * rows, "fastlz": [0] * rows, "brotli": [0] * rows, "slots": [0] * rows} | columns)


def priced(**overrides: object) -> Prices:
    """The default prices, but that a wei is worth a peso."""
    return PRICES.changed({"pesos_per": {"ether": WORTH, "pol": WORTH, "ewt": WORTH}} | overrides)


# The parameters of op-geth's rollup_cost_test.go: a base fee of a gwei, a blob's of 0.01 gwei.
OP_GETH = {
    "base_fee_scalar": 2,
    "blob_base_fee_scalar": 3,
    "typical": {"gas_price": 1e-9, "l1_base_fee": 1.0, "blob_base_fee": 0.01},
}


@pytest.mark.parametrize(
    ("fastlz", "fee"),
    [
        (31, 3_203_000),  # op-geth's empty transaction, charged as 100 bytes: 100e6 x 32,030,000,000 / 1e12
        (170, 3_203_000),  # 836,500 x 170 - 42,585,600 = 99,619,400 is less than 100 bytes
        (171, 3_217_602),  # 100,455,900 x 32,030,000,000 / 1e12 = 3,217,602.477
        (202, 4_048_188),  # its contract call: 126,387,400 x 32,030,000,000 / 1e12 = 4,048,188.42
    ],
)
def test_op_data_fee_is_fjords(fastlz: int, fee: int) -> None:
    _, data = parts(frame(fastlz=[fastlz]), priced(base=OP_GETH), Day.TYPICAL)
    assert data["base"].item() == pytest.approx(fee, rel=1e-12)


def test_op_execution_has_the_operator_fee_of_jovian() -> None:
    rule = OP_GETH | {"operator_fee_scalar": 3, "operator_fee_constant": 11}
    execution, _ = parts(frame(gas=[100_000]), priced(optimism=rule), Day.TYPICAL)
    assert execution["optimism"].item() == pytest.approx(100_000 + 100_000 * 3 * 100 + 11, rel=1e-12)


def test_op_fee_of_a_measured_day_is_what_the_oracle_said() -> None:
    """Base's GasPriceOracle, 2026-07-24: 4,084,223,834 wei for 480 random bytes, with 68 of a signature."""
    scaled = 16 * 2_269 * 119_811_125 + 1_055_762 * 4_949_171
    size = 4_084_223_834 * 10**12 / scaled  # millionths of a byte
    fastlz = (size + 42_585_600) / 836_500
    day = {"gas_price": 0.006, "l1_base_fee": 0.119811125, "blob_base_fee": 0.004949171}
    _, data = parts(frame(fastlz=[round(fastlz)]), priced(base={"typical": day}), Day.TYPICAL)
    assert 548 <= fastlz <= 548 + 548 // 32 + 1  # random bytes do not compress: literals in runs of 32
    assert data["base"].item() == pytest.approx(4_084_223_834, rel=1e-3)


@pytest.mark.parametrize(("name", "token"), [("ethereum", "ether"), ("polygon", "pol"), ("energyweb", "ewt")])
def test_gas_chains_charge_gas_only(name: str, token: str) -> None:
    prices = PRICES.changed({"pesos_per": {token: 2_000.0}, name: {"spike": {"gas_price": 30.0}}})
    execution, data = parts(frame(gas=[21_000], fastlz=[500], brotli=[500], slots=[9]), prices, Day.SPIKE)
    assert execution[name].item() == pytest.approx(21_000 * 30 * 1e-9 * 2_000)
    assert data[name].item() == 0


def test_arbitrum_charges_data_as_whole_gas() -> None:
    """281 bytes are 4,496 units; at 7 wei 31,472 wei, of which gas of 1,000 wei is 31."""
    day = {"gas_price": 1e-6, "l1_price_per_unit": 7e-9}
    execution, data = parts(frame(gas=[5], brotli=[281]), priced(arbitrum={"low": day}), Day.LOW)
    assert execution["arbitrum"].item() == pytest.approx(5_000, rel=1e-12)
    assert data["arbitrum"].item() == pytest.approx(31_000, rel=1e-12)


def test_zksync_charges_bytes_of_changed_slots_with_their_part_of_a_batch() -> None:
    """(5 + 2) slots of 37 bytes; a byte: 3 gwei of L1 data and 800,000 gas of 6 gwei among 240,000 bytes: 20 gwei."""
    rule = {"typical": {"gas_price": 0.025, "l1_gas_price": 6.0, "l1_pubdata_price": 3.0}}
    execution, data = parts(frame(gas=[100_000], slots=[5]), priced(zksync=rule), Day.TYPICAL)
    assert execution["zksync"].item() == pytest.approx(100_000 * 25_000_000)
    assert data["zksync"].item() == pytest.approx(259 * 23 * 10**9)


def test_zksync_charges_gas_its_part_of_a_batch() -> None:
    rule = {"compute_overhead_part": 0.5, "typical": {"l1_gas_price": 6.0}}  # 800,000 x 6 gwei / 200 million: 0.024
    execution, _ = parts(frame(gas=[1_000]), priced(zksync=rule), Day.TYPICAL)
    assert execution["zksync"].item() == pytest.approx(1_000 * 37_000_000)


def test_fees_of_the_largest_batch_do_not_overflow() -> None:
    largest = frame(gas=[16_777_216], fastlz=[130_000], brotli=[130_000], slots=[5_000])
    prices = priced(ethereum={"spike": {"gas_price": 1e6}}, base={"spike": {"l1_base_fee": 1e6}})
    paid = costs(largest, prices, Day.SPIKE)
    assert paid["ethereum"].item() == pytest.approx(16_777_216 * 1e15)
    scaled = 16 * 2_269 * 10**15 + 1_055_762 * 10**10
    size = 836_500 * 130_000 - 42_585_600
    assert parts(largest, prices, Day.SPIKE).data["base"].item() == pytest.approx(size * scaled // 10**12)


def test_costs_are_the_sum_of_both_parts_on_the_same_rows() -> None:
    some = frame(gas=[50_000, 90_000], fastlz=[200, 900], brotli=[180, 800], slots=[3, 40])
    some.index = pd.Index([7, 3])
    execution, data = parts(some, PRICES, Day.LOW)
    total = costs(some, PRICES, Day.LOW)
    assert list(total.columns) == list(PLATFORMS)
    assert list(total.index) == [7, 3]
    assert (total == execution + data).all(axis=None)
    assert (total.dtypes == np.float64).all()


def test_costs_of_no_transactions_are_none() -> None:
    assert costs(frame(gas=[]), PRICES, Day.TYPICAL).shape == (0, len(PLATFORMS))


@pytest.mark.parametrize("used", ["gas", "fastlz", "brotli", "slots"])
@pytest.mark.parametrize("day", Day)
def test_costs_never_fall_with_what_is_used(used: str, day: Day) -> None:
    less = frame(gas=[100_000], fastlz=[300], brotli=[250], slots=[5])
    more = less.assign(**{used: less[used] * 2})
    change = costs(more, PRICES, day).iloc[0] - costs(less, PRICES, day).iloc[0]
    dearer = {
        "gas": set(PLATFORMS),
        "fastlz": {"base", "optimism"},
        "brotli": {"arbitrum"},
        "slots": {"zksync"},
    }[used]
    assert set(change.index[change > 0]) == dearer
    assert (change >= 0).all()


def test_default_prices_give_costs_of_the_right_order() -> None:
    """A transaction of 100,000 gas: pesos on Ethereum, fractions of a dollar's cent (some 9 pesos) on Base."""
    paid = costs(frame(gas=[100_000], fastlz=[250], brotli=[280], slots=[5]), PRICES, Day.TYPICAL).iloc[0]
    assert 100 < paid["ethereum"] < 1_000
    assert 0.5 < paid["base"] < 9
    assert paid["optimism"] < paid["base"] < paid["arbitrum"] < paid["zksync"] < paid["ethereum"]


def test_docs_have_what_the_rules_give() -> None:
    """The table of docs/PLATFORMS.md, whose transaction is the one above."""
    example = frame(gas=[100_000], fastlz=[250], brotli=[280], slots=[5])
    page = (DATA.parent / "docs" / "PLATFORMS.md").read_text(encoding="utf-8")
    rows = page.partition("<!-- example -->")[2].partition("<!-- end of example -->")[0].strip().splitlines()[2:]
    days = {day: costs(example, PRICES, day).iloc[0] for day in Day}
    data = parts(example, PRICES, Day.TYPICAL).data.iloc[0]
    shown = [
        f"| {name} | " + " | ".join(f"{pesos:,.2f}" for pesos in (*(days[day][key] for day in Day), data[key])) + " |"
        for key, name in NAMES.items()
    ]
    assert rows == shown
