"""`ape run index`: the UF goes in month by month, once, and a file with a mistake changes nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ape.api import AccountAPI
from ape.contracts import ContractInstance

from antu.billing.months import iso, month_of
from scripts import index
from tests.scripts.conftest import Run

VALUE = 4_000_000


@pytest.fixture
def next_month(uf: ContractInstance, indexer: AccountAPI, now: Callable[[], int], time_travel: Any) -> int:
    """A month that can be published, with the value of 40,000 pesos before it."""
    time_travel(days=100)
    latest = uf.latest()
    if latest.value:
        time_travel(days=31 * 12 * 10)  # so that any value is near enough to the last one
    month = month_of(now())
    uf.publish(month - 3, VALUE, sender=indexer)
    return month - 2


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """`write((month, pesos), …)`: a file of values."""

    def written(*values: tuple[int, str]) -> Path:
        file = tmp_path / "uf.csv"
        file.write_text("month;value\n" + "".join(f"{iso(month)};{pesos}\n" for month, pesos in values))
        return file

    return written


def test_index_publishes_what_is_new(run: Run, uf: ContractInstance, next_month: int, write: Any) -> None:
    file = write((next_month - 1, "40.000,00"), (next_month, "40.100,50"), (next_month + 2, "40.200"))
    ended = run(index.cli, file, "--json")
    assert ended.code == 0, ended.stderr
    assert ended.json["published"] == [iso(next_month), iso(next_month + 2)]
    assert [row["status"] for row in ended.json["months"]] == ["PUBLISHED", "NEXT", "NEXT"]
    assert (uf.latest().month, uf.latest().value) == (next_month + 2, 4_020_000)
    assert run(index.cli, file, "--json").json["published"] == []
    shown = run(index.cli, write((next_month + 1, "40.150")))
    assert "left out, and too late" in shown.stdout
    assert "0 months were published." in shown.stdout


def test_index_refuses_a_file_with_a_mistake(run: Run, uf: ContractInstance, next_month: int, write: Any) -> None:
    for values, words in (
        ([(next_month, "40.100"), (next_month + 1, "45.000")], "is more than 3 % a month away from 40,100.00"),
        ([(next_month - 1, "40.000,01"), (next_month, "40.100")], "is not what was published for"),
        ([(next_month, "40.100"), (next_month + 4, "40.100")], "is later than the month after this one"),
        ([(next_month, "40,1")], "cannot be the UF"),
    ):
        ended = run(index.cli, write(*values), "--json")
        assert ended.code == 1
        assert words in ended.json["errors"][0]["reason"]
        assert "nothing was published" in ended.stderr
    assert uf.latest().month == next_month - 1


def test_index_dry_run_publishes_nothing(run: Run, uf: ContractInstance, next_month: int, write: Any) -> None:
    ended = run(index.cli, write((next_month, "40.100")), "--dry-run")
    assert "1 months would be published." in ended.stdout
    assert "+0.25%" in ended.stdout
    assert uf.latest().month == next_month - 1


def test_index_names_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ended = run(index.cli, tmp_path / "none.csv")
    assert ended.code == 1
    assert "none.csv cannot be read" in ended.stderr
