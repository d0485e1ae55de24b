"""No match costs more than its certificate says, whatever suppliers ask for while the batch is on its way."""

from pathlib import Path

from antu.enums import Mismatch, State
from antu.keeper import Keeper
from antu.matching import SAVINGS
from tests.antu.keeper.market import FakeMarket, ask, market
from tests.antu.keeper.test_rounds import keep

GOAL = 1_165_500


def test_each_team_is_sent_with_what_it_costs(tmp_path: Path) -> None:
    chain = market(demands=3, teams=3)
    planned = Keeper(chain, None, SAVINGS, None, tmp_path).plan()
    assert planned is not None
    assert [team.max_goal for team in planned.batch()] == [GOAL] * 3


def test_a_team_whose_price_rose_is_skipped_and_its_demand_matched_again(tmp_path: Path) -> None:
    """One vendor asks for a peso more, which the owner would still pay; there is another at the old price."""
    chain = market(demands=1, teams=2, meanwhile=[ask(1_000_001, 1)])
    chain.demands[1] = chain.demands[1]._replace(max_price=2 * GOAL)
    first, second = keep(chain, tmp_path).run.rounds
    assert [(each.reason, each.offer_id) for each in first.skipped] == [(Mismatch.PRICE_RISEN, 0)]
    assert second.matched == [1]
    assert second.teams[0]["vendor_offer"] == 4


def test_a_higher_price_that_stays_is_a_price_like_any_other(tmp_path: Path) -> None:
    """Where nobody is cheaper, and the owner pays it, the next round matches at what is asked by then."""
    chain = market(demands=1, teams=1, meanwhile=[ask(1_100_000, 1)])
    chain.demands[1] = chain.demands[1]._replace(max_price=2 * GOAL)
    _, second = keep(chain, tmp_path).run.rounds
    assert (second.matched, second.batch()[0].max_goal) == ([1], GOAL + 105_000)


def test_a_supplier_that_raises_its_price_each_time_sells_nothing(tmp_path: Path) -> None:
    chain = market(demands=1, teams=1)
    chain.demands[1] = chain.demands[1]._replace(max_price=2 * GOAL)

    def ask_more(chain: FakeMarket) -> None:
        ask(chain.offers[1].price + 1, 1)(chain)

    chain.meanwhile = [ask_more] * 9
    assert keep(chain, tmp_path).run.matched == 0
    assert chain.demands[1].state == State.OPEN


def test_a_price_that_fell_is_the_payers_gain(tmp_path: Path) -> None:
    chain = market(demands=1, teams=1, meanwhile=[ask(900_000, 1)])
    assert keep(chain, tmp_path).run.matched == 1
