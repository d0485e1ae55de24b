"""How gas grows: what is measured on a chain, and when the command fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from antu.errors import AntuError
from antu.reports.growth import KINDS, GrowthReport, read
from benchmarks.growth import __main__ as command
from benchmarks.growth import books, funders
from benchmarks.growth.crowd import Act, all_act, calling, person, rewound
from benchmarks.growth.record import Record
from benchmarks.growth.world import PART, Cost, World
from scripts._chain import clock
from scripts._chain.crowd import everybody
from scripts._chain.market import Market
from tests.antu.reports.test_growth import FLAT, SIZES, report

FEW = (1, 3)


@pytest.fixture
def in_use(system: Market) -> Any:
    with everybody():
        yield World(system)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command.cli, arguments, catch_exceptions=False)


def test_everything_is_measured_and_flat(in_use: World) -> None:
    record, acted = Record(), []
    funders.measure_funders(in_use, FEW, record, acted.append)
    books.measure_books(in_use, FEW, record, acted.append)
    found = record.report(FEW)
    assert found.growing == []
    assert [f"{each.name}/{each.of}" for each in found.growths] == [kind.key for kind in KINDS]
    assert all(set(each.gas) == set(each.data_gas) == set(FEW) for each in found.growths)
    assert all(21_000 < each.data_gas[1] < each.gas[1] for each in found.growths if each.units == 1)
    assert sum(acted) == max(FEW) * (funders.ACTS + books.ACTS)


def test_crowd_has_really_paid_and_posted(in_use: World) -> None:
    market, shares, record = in_use.market.market, in_use.market.shares, Record()
    before = market.settings()
    funders.measure_funders(in_use, FEW, record, lambda acted: None)
    assert shares.totalSupply(in_use.project) == max(FEW) * PART
    assert [shares.balanceOf(person(number), in_use.project) for number in range(4)] == [PART] * 3 + [0]
    with rewound():
        books.measure_books(in_use, FEW, record, lambda acted: None)
    assert market.settings() == before


def test_a_match_that_did_not_happen_is_not_measured(in_use: World, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = World.offer
    monkeypatch.setattr(World, "offer", lambda self, role, stock=0: offer(self, role, stock))
    with pytest.raises(AntuError, match="51 of 51 teams were not matched"):
        books.measure_books(in_use, FEW, Record(), lambda acted: None)


def test_a_payment_of_nothing_is_not_measured(in_use: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(World, "read_meter", lambda self, day, month: Cost(1, 1))
    with pytest.raises(AntuError, match=r"claim paid 0x[0-9a-fA-F]{40} nothing"):
        funders.measure_funders(in_use, FEW, Record(), lambda acted: None)


def test_rewound_undoes_what_was_done_and_the_time(in_use: World) -> None:
    market, before = in_use.market.market, clock.now()
    count = market.settings().demandCount
    with rewound():
        in_use.wait_until(100)
        in_use.do(*in_use.demand, by=in_use.owner)
        assert market.settings().demandCount == count + 1
    assert market.settings().demandCount == count
    assert clock.now() - before < 60


def test_all_act_tells_when_a_contract_refuses(in_use: World) -> None:
    broke = calling(in_use.market.token.transfer, in_use.owner, 1, by=person("nobody"))
    with pytest.raises(AntuError, match="Of 2 transactions 1 succeeded"):
        all_act([calling(*in_use.demand, by=in_use.owner), broke])
    # The chain mines by itself again.
    in_use.do(*in_use.demand, by=in_use.owner)


def test_data_gas_is_that_of_the_bytes() -> None:
    assert Act("", "", "0x00ff00").data_gas == 21_000 + 4 + 16 + 4


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Has the command find what it is given, instead of measuring."""

    def give(found: GrowthReport) -> None:
        monkeypatch.setattr(command, "measure", lambda sizes, console: found)

    return give


def test_few_sizes_write_only_the_file_that_is_named(
    measured: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "REPORT", tmp_path / "never.json")
    measured(report())
    ended = run("--sizes", "1,10,100")
    assert ended.exit_code == 0, ended.output
    assert "a reading" in ended.output
    named = tmp_path / "named.json"
    assert run("--sizes", "1,10,100", "--report", str(named)).exit_code == 0
    assert read(named) == report()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["named.json"]


def test_all_sizes_write_the_report_and_the_plots(
    measured: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plots = {lang: tmp_path / path.name for lang, path in command.PLOTS.items()}
    monkeypatch.setattr(command, "REPORT", tmp_path / "growth.json")
    monkeypatch.setattr(command, "PLOTS", plots)
    measured(report())
    assert run().exit_code == 0
    assert json.loads((tmp_path / "growth.json").read_text())["sizes"] == list(SIZES)
    assert all(path.read_text().startswith("<?xml") for path in plots.values())


def test_work_that_grows_is_an_error_that_names_it(measured: Any) -> None:
    measured(report(reading__holders=FLAT | {100: 150_000}))
    ended = run("--sizes", "1,10,100")
    assert ended.exit_code == 1
    assert "Error: reading grows with holders: 100,000 with 1, 100,000 with 10, 150,000 with 100 gas" in ended.output


@pytest.mark.parametrize(
    ("sizes", "reason"),
    [
        ("many", "'many' are no whole numbers with commas between them"),
        ("1,,10", "no whole numbers"),
        ("0,1", "Sizes are 1 to 10,000"),
        ("1,10001", "Sizes are 1 to 10,000"),
        ("10,10", "give two or more"),
    ],
)
def test_sizes_that_make_no_sense_are_refused(sizes: str, reason: str) -> None:
    ended = run("--sizes", sizes)
    assert ended.exit_code == 2
    assert reason in " ".join(ended.output.split())


def test_report_that_cannot_be_written_is_an_error(measured: Any, tmp_path: Path) -> None:
    measured(report())
    ended = run("--sizes", "1,10", "--report", str(tmp_path))
    assert ended.exit_code == 1
    assert "cannot be written" in ended.output
