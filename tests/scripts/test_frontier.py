"""`ape run frontier`: what the open book offers, and nothing sent."""

from collections.abc import Callable
from pathlib import Path

from ape import chain

from antu.matching import solve
from scripts import frontier
from scripts._chain.book import read_book
from scripts._chain.market import load_market
from tests.scripts.conftest import Run


def test_frontier_is_of_the_open_book(
    run: Run,
    post_demand: Callable[..., int],
    post_team: Callable[..., tuple[int, int, int]],
    tmp_path: Path,
) -> None:
    post_team()
    post_demand()
    block = chain.blocks.head.number
    plot = tmp_path / "frontier.svg"
    ended = run(frontier.cli, "--json", "--weights", "0", "--plot", str(plot))

    certificate = solve(read_book(load_market())).certificate
    [point] = ended.json["points"]
    figures = point["policy"], point["matched"], point["savings"]
    assert figures == ("savings", certificate.matched, certificate.savings)
    assert [each["way"] for each in ended.json["in_turn"]] == ["first_fit", "cheapest_in_turn"]
    assert "w = 0" in plot.read_text(encoding="utf-8")
    assert chain.blocks.head.number == block


def test_frontier_refuses_what_it_cannot_do_before_it_reads_the_book(run: Run, tmp_path: Path) -> None:
    wrong = run(frontier.cli, "--weights", "0,lots")
    assert (wrong.code, "'lots' is no number" in wrong.stderr) == (1, True)
    wrong = run(frontier.cli, "--plot", str(tmp_path / "frontier.doc"))
    assert (wrong.code, "would be no picture" in wrong.stderr) == (1, True)
