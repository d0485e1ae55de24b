"""Many things by one transaction."""

from antu.batches import BATCH, batches


def test_batches_have_all_items_in_order_and_none_is_too_large() -> None:
    items = list(range(2 * BATCH + 1))
    cut = list(batches(items))
    assert [len(each) for each in cut] == [BATCH, BATCH, 1]
    assert [item for each in cut for item in each] == items


def test_batches_of_nothing_are_none() -> None:
    assert list(batches([])) == []
