"""The prices in data/: of their time, in order, each with its source, and each to be changed."""

import csv

import pytest
from pydantic import ValidationError

from antu.catalog import DATA
from antu.platforms.prices import PLATFORMS, Day, OpPlatform, Prices, default_prices, price_sources, wei

PRICES = default_prices()


def test_default_prices_have_every_platform() -> None:
    assert set(PLATFORMS) == Prices.model_fields.keys() - {"as_of", "pesos_per"}


@pytest.mark.parametrize("name", PLATFORMS)
def test_default_prices_rise_from_a_low_day_to_a_spike(name: str) -> None:
    low, typical, spike = (PRICES.platform(name).day(day).leaves().values() for day in Day)
    assert all(a <= b < c for a, b, c in zip(low, typical, spike, strict=True))  # type: ignore[operator]


def test_default_prices_take_ether_as_payouts_do() -> None:
    with (DATA / "ether.csv").open() as file:
        (row,) = csv.DictReader(file)
    assert PRICES.pesos_per.ether == float(row["clp_per_ether"])


def test_default_prices_of_blobs_keep_to_their_floor() -> None:
    """EIP-7918: a unit of blob gas is not cheaper than a 16th of the base fee. A low day was measured beside it."""
    for platform in (PRICES.base, PRICES.optimism):
        for day in (Day.TYPICAL, Day.SPIKE):
            assert platform.day(day).blob_base_fee >= platform.day(day).l1_base_fee / 16


def test_price_sources_tell_of_every_figure() -> None:
    shown = price_sources()
    assert [each.path for each in shown] == list(PRICES.leaves())
    assert all(each.source and each.as_of <= PRICES.as_of and not each.changed for each in shown)
    assert {each.ours for each in shown} == {True, False}


def test_price_sources_mark_what_a_scenario_changed() -> None:
    shown = price_sources(PRICES.changed({"pesos_per": {"ether": 1_700_000.0}}))
    assert [each.path for each in shown if each.changed] == ["pesos_per.ether"]


def test_changed_keeps_all_else() -> None:
    changed = PRICES.changed({"base": {"spike": {"gas_price": 2.0}, "operator_fee_scalar": 7}})
    assert (changed.base.spike.gas_price, changed.base.operator_fee_scalar) == (2.0, 7)
    assert changed.base.spike.l1_base_fee == PRICES.base.spike.l1_base_fee
    assert changed.changed({"base": PRICES.base.model_dump()}) == PRICES


@pytest.mark.parametrize(
    ("overrides", "path"),
    [
        ({"solana": {}}, ("solana",)),
        ({"base": {"spike": {"gas": 2.0}}}, ("base", "spike", "gas")),
        ({"base": {"spike": {"gas_price": 0}}}, ("base", "spike", "gas_price")),
        ({"ethereum": {"low": {"gas_price": float("inf")}}}, ("ethereum", "low", "gas_price")),
        ({"ethereum": {"token": "gold"}}, ("ethereum", "token")),
        ({"pesos_per": {"ether": -1}}, ("pesos_per", "ether")),
        ({"zksync": {"pubdata_overhead_part": 1.5}}, ("zksync", "pubdata_overhead_part")),
    ],
)
def test_changed_names_what_is_wrong(overrides: dict[str, object], path: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as refused:
        PRICES.changed(overrides)
    assert [error["loc"] for error in refused.value.errors()] == [path]


def test_wei_are_whole() -> None:
    assert (wei(0.006), wei(1e-9), wei(98.68)) == (6_000_000, 1, 98_680_000_000)


def test_platform_gives_the_rule_by_which_it_charges() -> None:
    assert isinstance(PRICES.platform("optimism"), OpPlatform)
    assert PRICES.pesos_per_wei("polygon") == pytest.approx(80e-18)
