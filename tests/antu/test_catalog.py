"""The figures in `data/`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antu.catalog import ALL_REGIONS, mask_regions, reference_gas, region, regions, regions_mask, serves, size_classes
from antu.errors import AntuError
from antu.reports.gas.log import REFERENCES


def test_regions_are_chiles_sixteen_from_north_to_south() -> None:
    assert sorted(each.cut for each in regions()) == list(range(1, 17))
    assert [regions()[0].name, regions()[-1].name] == ["Arica y Parinacota", "Magallanes"]
    assert region(13).yield_kwh_per_kwp == 1_463


def test_size_classes_are_the_standard_seven() -> None:
    assert [each.capacity_wp // 1_000 for each in size_classes()] == [1, 2, 5, 10, 30, 100, 300]
    assert size_classes()[0].price_clp == 2_190_000


@given(st.sets(st.integers(1, 16)))
def test_masks_keep_every_set_of_regions(cuts: set[int]) -> None:
    mask = regions_mask(cuts)
    assert set(mask_regions(mask)) == cuts
    assert {cut for cut in range(1, 17) if serves(mask, cut)} == cuts


def test_masks_put_region_r_at_bit_r_minus_1() -> None:
    assert regions_mask([1]) == 1
    assert regions_mask([16]) == 0x8000
    assert regions_mask(range(1, 17)) == ALL_REGIONS


@pytest.mark.parametrize("cut", [0, 17])
def test_regions_mask_refuses_what_is_no_region(cut: int) -> None:
    with pytest.raises(AntuError, match=f"no region {cut}"):
        regions_mask([cut])


def test_reference_gas_has_all_that_is_compared() -> None:
    assert set(REFERENCES.values()) <= set(reference_gas().measured)
    assert reference_gas().measured["Matching(direct)"] == 931_304
    assert reference_gas().published["Fund"] == 117_635
