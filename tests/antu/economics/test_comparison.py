"""Break-evens worked out by hand, and payments as a small simulation has them."""

from math import inf
from typing import Any

import pandas as pd
import pytest

from antu.economics import (
    SIDES,
    BreakEven,
    GasOfProject,
    Volumes,
    break_even,
    break_evens,
    default_assumptions,
    project_costs,
    sensitivity,
    volumes,
    year_costs,
    yearly,
)
from antu.errors import AntuError
from antu.platforms import Day, default_prices, parts
from antu.simulation.records import TABLES, Tables, table

ASSUMED = default_assumptions()
# Of a crowdfunded project: 20 payments in, 3 suppliers, a year of payouts to 20 holders, who redeem 4 times each.
MEASURED = Volumes(
    projects=10,
    payments=20,
    paid_clp=2_000_000,
    payouts=3,
    holder_payouts=240,
    minted=18,
    minted_clp=1_900_000,
    redeemed=80,
)


def test_project_costs_have_the_ramp_on_both_sides() -> None:
    found = project_costs(MEASURED, ASSUMED.changed({"ramp": {"pay_in_clp": 10.0}}), 700.0)
    assert found.loc["pay_ins"].tolist() == pytest.approx([1.19 * (10_000 + 200), 1.19 * (9_500 + 180)])
    assert found.loc["payouts"].tolist() == pytest.approx([1.19 * 202 * 243, 1.19 * 202 * 80])
    assert found.loc["gas"].tolist() == [0, 700]
    assert found.loc["support"].tolist() == [15_000, 15_000]
    assert list(found.columns) == list(SIDES)


def test_project_costs_of_payouts_that_are_gathered() -> None:
    found = project_costs(MEASURED, ASSUMED.changed({"payouts_gathered": 12}), 0.0)
    assert found.loc["payouts", "centralized"] == pytest.approx(1.19 * 202 * 23)


def test_year_costs_spread_the_audit_over_its_years() -> None:
    found = year_costs(ASSUMED.changed({"clp_per_dollar": 1_000, "vat_borne": 0}))
    assert found["chain"].to_dict() == pytest.approx(
        {
            "hosting": 480_000,
            "database": 280_320,
            "node": 600_000,
            "review": 8_000_000,
            "audit": 20_000_000,
            "upkeep": 1_800_000,
        }
    )
    assert found.loc["audit", "centralized"] == 0
    assert found.loc["node", "centralized"] == 0


def test_yearly_adds_what_projects_cost_to_what_runs_anyway() -> None:
    of_project, of_year = project_costs(MEASURED, ASSUMED, 500.0), year_costs(ASSUMED)
    found = yearly(7, of_project, of_year)
    assert found.sum().tolist() == pytest.approx((7 * of_project.sum() + of_year.sum()).tolist())
    assert found.loc["gas", "chain"] == 3_500


def costs_of(centralized: float, chain: float) -> pd.DataFrame:
    return pd.DataFrame({"centralized": [centralized], "chain": [chain]})


@pytest.mark.parametrize(
    ("of_project", "of_year", "expected"),
    [
        ((100, 60), (0, 1_000), BreakEven(25, inf)),
        ((100, 60), (0, 1_001), BreakEven(26, inf)),
        ((100, 60), (1_000, 0), BreakEven(0, inf)),
        ((60, 100), (0, 1_000), BreakEven(inf, inf)),
        ((60, 60), (0, 1), BreakEven(inf, inf)),
        ((60, 60), (0, 0), BreakEven(0, inf)),
        ((60, 100), (1_000, 0), BreakEven(0, 25)),
        ((60, 100), (1_039, 0), BreakEven(0, 25)),
        ((60, 100), (0, 0), BreakEven(0, 0)),
    ],
)
def test_break_even(of_project: tuple[float, float], of_year: tuple[float, float], expected: BreakEven) -> None:
    found = break_even(costs_of(*of_project), costs_of(*of_year))
    assert found == expected
    assert found.never == (expected.first == inf)
    assert found.always == (expected == BreakEven(0, inf))


def test_break_even_is_where_both_cost_the_same() -> None:
    of_project, of_year = project_costs(MEASURED, ASSUMED, 500.0), year_costs(ASSUMED)
    first = break_even(of_project, of_year).first
    centralized, chain = yearly(first, of_project, of_year).sum()
    assert chain <= centralized
    centralized, chain = yearly(first - 1, of_project, of_year).sum()
    assert chain > centralized


def test_break_evens_of_gas_that_takes_more_than_is_saved_are_never() -> None:
    gas = pd.DataFrame({"low": [100.0, 30_000.0], "spike": [35_000.0, 1e6]}, index=["base", "ethereum"])
    found = break_evens(MEASURED, ASSUMED, gas)
    assert found.loc["base", "low"] < found.loc["ethereum", "low"] < found.loc["base", "spike"] < inf
    assert found.loc["ethereum", "spike"] == inf


def test_sensitivity_is_the_break_even_at_each_pair_of_prices() -> None:
    gas = GasOfProject(execution_clp=600.0, data_clp=50.0, gas_price=0.006, token_clp=3_000_000.0)
    found = sensitivity(MEASURED, ASSUMED, gas, [0.006, 0.06, 6.0], [1_500_000.0, 3_000_000.0])
    pesos = pd.DataFrame([[325.0, 650.0], [3_025.0, 6_050.0], [300_025.0, 600_050.0]])
    assert found.to_numpy().tolist() == break_evens(MEASURED, ASSUMED, pesos).to_numpy().tolist()
    assert (found.index.name, found.columns.name) == ("gas_price", "token_clp")
    assert found.loc[6.0].tolist() == [inf, inf]


@pytest.mark.parametrize("name", ["ethereum", "base", "arbitrum", "zksync", "energyweb"])
def test_gas_of_a_project_at_other_prices_is_what_the_rules_say(name: str) -> None:
    prices = default_prices()
    sent = pd.DataFrame({"gas": [1_000_000], "fastlz": [5_000], "brotli": [4_000], "slots": [80]})
    execution, data = parts(sent, prices, Day.TYPICAL)
    gas = GasOfProject.on(prices, name, Day.TYPICAL, execution[name].item(), data[name].item())
    token = prices.platform(name).token
    other = prices.changed({name: {"typical": {"gas_price": 0.5}}, "pesos_per": {token: 1_234.0}})
    execution, data = parts(sent, other, Day.TYPICAL)
    assert gas.at(0.5, 1_234.0) == pytest.approx(execution[name].item() + data[name].item(), rel=1e-4)


def frame(name: str, **columns: list[Any]) -> pd.DataFrame:
    length = len(next(iter(columns.values()), []))
    kind = TABLES[name]
    values = [columns.get(field, [0] * length) for field in kind.__annotations__]
    return table(list(zip(*values, strict=True)), kind)


def test_volumes_count_payments_and_what_crosses_to_banks() -> None:
    sent = [
        ("market", "fund", 1, 1_000),
        ("market", "fundWithPermit", 1, 300),
        ("market", "fund", 1, 200),
        ("energy", "deposit", 1, 90),
        ("energy", "settle", 1, 10),
        ("energy", "withdraw", 1, 25),
        ("market", "release", 1),
        ("market", "refund", 1),
        ("shares", "payout", 7),
        ("shares", "payoutPairs", 3),
        ("shares", "claim", 12),
        ("token", "mint", 1),
        ("token", "redeem", 1),
        ("token", "redeem", 1),
        ("token", "transfer", 1),
        ("shares", "transfer", 1),
        ("market", "matchBatch", 2),
    ]
    contract, function, units, pesos = map(list, zip(*((*each, 0)[:4] for each in sent), strict=True))
    tables = Tables(
        transactions=frame("transactions", contract=contract, function=function, units=units, pesos=pesos),
        projects=frame(
            "projects",
            matched_day=[3, 4, -1],
        ),
        holders=frame("holders", bought=[0, 40]),
        readings=frame("readings"),
        participants=frame("participants", brought=[1_400, 200]),
    )
    assert volumes(tables) == Volumes(
        projects=2,
        payments=3,
        paid_clp=820,
        payouts=2,
        holder_payouts=5.5,
        minted=0.5,
        minted_clp=800,
        redeemed=1,
    )


def test_volumes_of_no_project_are_refused() -> None:
    empty = Tables(*(frame(name) for name in TABLES))
    with pytest.raises(AntuError, match="matched no project"):
        volumes(empty)
