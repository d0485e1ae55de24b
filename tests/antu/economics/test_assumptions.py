"""The assumptions and limits in data/: each with its source, each to be changed, none that decides by itself."""

import pytest
from pydantic import ValidationError

from antu.economics import (
    Limits,
    assumption_sources,
    default_assumptions,
    default_limits,
    limit_sources,
)
from antu.platforms import PLATFORMS

ASSUMED = default_assumptions()


def test_assumption_sources_tell_of_every_figure() -> None:
    shown = assumption_sources()
    assert [each.path for each in shown] == list(ASSUMED.leaves())
    assert all(each.source and each.as_of <= ASSUMED.as_of and not each.changed for each in shown)
    assert {each.ours for each in shown} == {True, False}


def test_changed_assumptions_are_marked() -> None:
    changed = ASSUMED.changed({"ramp": {"payout_clp": 0}, "plant": {"years": 30}})
    assert [each.path for each in assumption_sources(changed) if each.changed] == ["ramp.payout_clp", "plant.years"]


@pytest.mark.parametrize(
    ("overrides", "path"),
    [
        ({"gateway": {}}, ("gateway",)),
        ({"ramp": {"pay_in_rate": 2}}, ("ramp", "pay_in_rate")),
        ({"ramp": {"fee": 2}}, ("ramp", "fee")),
        ({"chain": {"audit_years": 0}}, ("chain", "audit_years")),
        ({"payouts_gathered": 0.5}, ("payouts_gathered",)),
        ({"plant": {"years": 2.5}}, ("plant", "years")),
    ],
)
def test_changed_assumptions_that_are_wrong_are_named(overrides: dict[str, object], path: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as refused:
        ASSUMED.changed(overrides)
    assert [error["loc"] for error in refused.value.errors()] == [path]


def test_vat_counts_as_far_as_it_is_borne() -> None:
    assert ASSUMED.with_vat == pytest.approx(1.19)
    assert ASSUMED.changed({"vat_borne": 0}).with_vat == 1


def test_default_assumptions_take_both_sides_alike_where_nothing_tells_them_apart() -> None:
    of = ("hosting_usd_per_month", "review_usd_per_year", "hours_per_month", "hours_per_project")
    assert all(getattr(ASSUMED.chain, name) == getattr(ASSUMED.centralized, name) for name in of)


def test_limits_have_every_platform_and_a_source_for_each_figure() -> None:
    limits = default_limits()
    assert Limits.model_fields.keys() - {"as_of", "blobs"} == set(PLATFORMS)
    assert [each.path for each in limit_sources()] == list(limits.leaves())
    assert all(limits.chain(name).transaction_gas <= limits.chain(name).block_gas * 4 for name in PLATFORMS)
    assert limits.blobs.target <= limits.blobs.most


def test_limits_of_base_follow_from_its_data_footprint() -> None:
    base = default_limits().base
    assert base.block_bytes == base.block_gas // 312
