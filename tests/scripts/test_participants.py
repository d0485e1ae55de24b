"""`ape run participants`: good rows go in, bad ones are named with their line."""

from collections.abc import Callable
from pathlib import Path

from ape import chain
from ape.contracts import ContractInstance

from antu.enums import Role, State
from scripts import participants
from scripts._chain.accounts import numbered_account
from scripts._chain.adapter import logs
from tests.scripts.conftest import Run

HEADER = "kind,account,class,regions,price,stock,funding,energy_price\n"


def test_participants_posts_good_rows_and_names_bad_ones(
    run: Run, market: ContractInstance, demand_count: Callable[[], int], tmp_path: Path
) -> None:
    file = tmp_path / "participants.csv"
    file.write_text(
        HEADER
        + "owner,TEST::2010,0,13,1400000,,crowd,180\n"
        + "vendor,TEST::2011,0,5;13,1000000,3,,\n"
        + "owner,TEST::2010,0,17,1400000,,direct,180\n"
        + "manager,somebody,0,13,10000,2,,\n",
        encoding="utf-8",
    )
    offers, demands = market.settings().offerCount, demand_count()
    ended = run(participants.cli, file, "--json")

    assert ended.code == 1
    assert "2 rows went in, 2 did not" in ended.stderr
    assert [(row["line"], row["kind"], row["id"]) for row in ended.json["posted"]] == [
        (2, "owner", demands + 1),
        (3, "vendor", offers + 1),
    ]
    assert [error["line"] for error in ended.json["errors"]] == [4, 5]
    assert ended.json["errors"][1]["reason"] == "There is no account 'somebody'"

    demand = market.project(demands + 1)
    assert (demand.owner, demand.region, demand.maxPrice) == (numbered_account(2010).address, 13, 1_400_000)
    assert (demand.crowdfunded, demand.energyPrice, demand.state) == (True, 180, State.OPEN)
    offer = market.offer(offers + 1)
    assert (offer.supplier, offer.role, offer.price) == (numbered_account(2011).address, Role.VENDOR, 1_000_000)
    assert (offer.stock, offer.regions) == (3, 1 << 4 | 1 << 12)


def test_participants_posts_terms_and_names_bad_ones(
    run: Run, market: ContractInstance, demand_count: Callable[[], int], tmp_path: Path
) -> None:
    file = tmp_path / "participants.csv"
    file.write_text(
        HEADER.replace("\n", ",reserve_bps,follows_uf\n")
        + "owner,TEST::2010,0,13,1400000,,crowd,180,2500,yes\n"
        + "owner,TEST::2010,0,13,1400000,,crowd,180,,\n"
        + "owner,TEST::2010,0,13,1400000,,crowd,180,5 %,no\n"
        + "vendor,TEST::2011,0,13,1000000,3,,,,yes\n",
        encoding="utf-8",
    )
    before, block = demand_count(), chain.blocks.height + 1
    ended = run(participants.cli, file)

    assert ended.code == 1
    [listed] = [line for line in ended.stdout.splitlines() if "reserve 25 %" in line]
    assert "reserve 25 %, follows the UF" in listed
    for shown in ("Write digits only", "is only for owners"):
        assert shown in ended.stdout
    assert demand_count() == before + 2
    assert tuple(market.terms(before + 1)) == (2_500, True)
    assert tuple(market.terms(before + 2)) == (0, False)
    # Without terms a demand is posted the cheaper way, in which none are set.
    assert [event.demandId for event in logs(market.TermsSet, block)] == [before + 1]


def test_participants_names_a_row_that_the_contract_refuses(
    run: Run, market: ContractInstance, operator: object, tmp_path: Path
) -> None:
    market.closeClass(0, sender=operator)
    file = tmp_path / "participants.csv"
    file.write_text(HEADER + "vendor,TEST::2011,0,13,1000000,3,,\n", encoding="utf-8")
    [error] = run(participants.cli, file, "--json").json["errors"]
    assert (error["line"], error["value"]) == (2, "TEST::2011")
    assert error["reason"] == "Marketplace.postOffer was refused: ClassNotOpen (sizeClass 0)"


def test_participants_names_a_missing_file(run: Run, tmp_path: Path) -> None:
    ended = run(participants.cli, tmp_path / "nothing.csv")
    assert ended.code == 1
    assert "nothing.csv cannot be read: No such file or directory" in ended.stderr
