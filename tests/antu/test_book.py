"""Books from what the lens returns."""

from types import SimpleNamespace

from antu.book import Demand, Offer, book, rows
from antu.enums import Role, State
from tests.antu.books import book_of, demand, offer

PROJECT = {
    "owner": "0xowner",
    "maxPrice": 2**40 - 1,
    "region": 13,
    "sizeClass": 2,
    "crowdfunded": True,
    "feeBps": 500,
    "energyPrice": 180,
    "state": 1,
    "deadline": 0,
}
OFFER = {
    "supplier": "0xvendor",
    "price": 1_000,
    "stock": 3,
    "regions": 0xFFFF,
    "sizeClass": 2,
    "role": 0,
    "withdrawn": False,
}


def test_book_takes_mappings_and_structs() -> None:
    mappings = book([{"id": 1, "project": PROJECT}], [{"id": 1, "offer": OFFER}])
    structs = book(
        [SimpleNamespace(id=1, project=SimpleNamespace(**PROJECT))],
        [SimpleNamespace(id=1, offer=SimpleNamespace(**OFFER))],
    )
    for made in (mappings, structs):
        assert made.demand(1) == Demand(1, State.OPEN, "0xowner", 2, 13, 2**40 - 1, 500, True, 180)
        assert made.offer(1) == Offer(1, "0xvendor", Role.VENDOR, 2, 0xFFFF, 1_000, 3, False)


def test_book_is_sorted_by_id_and_typed_even_if_empty() -> None:
    made = book([{"id": number, "project": PROJECT} for number in (3, 1, 2)], [])
    assert made.demands.id.tolist() == [1, 2, 3]
    assert made.offers.empty
    assert made.offers.dtypes.astype(str).to_dict() == {
        "id": "int64",
        "supplier": "object",
        "role": "int64",
        "size_class": "int64",
        "regions": "int64",
        "price": "int64",
        "stock": "int64",
        "withdrawn": "bool",
    }
    assert made.open_offers.empty


def test_open_rows_leave_out_what_no_team_can_have() -> None:
    offers = [
        offer(1, Role.VENDOR),
        offer(2, Role.VENDOR, withdrawn=True),
        offer(3, Role.VENDOR, stock=0),
    ]
    made = book_of([demand(1), demand(2, state=State.FUNDING)], offers)
    assert made.open_demands.id.tolist() == [1]
    assert made.open_offers.id.tolist() == [1]
    assert rows(made.offers, Offer) == offers


def test_demand_and_offer_are_none_if_unknown() -> None:
    made = book_of([demand(1)], [])
    assert made.demand(2) is None
    assert made.offer(1) is None
