"""What is owed, beside what is held."""

from types import SimpleNamespace

from antu.accounting import Account, Finance, Position, Solvency, accounts, finances, positions, solvency
from antu.book import rows
from antu.enums import State


def project(
    number: int, state: State, goal: int, shares: int, escrowed: int, revenue: int, reserve: int = 0, uf: bool = False
) -> SimpleNamespace:
    return SimpleNamespace(
        id=number,
        project=SimpleNamespace(state=int(state)),
        goal=goal,
        shares=shares,
        escrowed=escrowed,
        revenue=revenue,
        reserve=reserve,
        terms=SimpleNamespace(reserveBps=800 if reserve else 0, followsUf=uf),
    )


PROJECTS = finances(
    [
        project(1, State.DELIVERING, 1_165_500, 1_165_500, 1_165_500, 0),
        project(2, State.OPERATING, 900, 900, 0, 101, 9, uf=True),
        project(3, State.OPEN, 0, 0, 0, 0),
    ]
)
HOLDERS = positions(
    {
        "0xa": [
            SimpleNamespace(id=2, shares=450, claimable=50),
        ],
        "0xb": [SimpleNamespace(id=2, shares=450, claimable=50)],
    }
)
ENERGY = accounts({"0xa": SimpleNamespace(prepaid=70, owed=0), "0xb": SimpleNamespace(prepaid=0, owed=12)})


def test_frames_have_the_lens_rows() -> None:
    assert rows(PROJECTS, Finance)[1] == Finance(2, State.OPERATING, 900, 900, 0, 101, 9, 800, True)
    assert rows(HOLDERS, Position) == [Position(2, "0xa", 450, 50), Position(2, "0xb", 450, 50)]
    assert rows(ENERGY, Account) == [Account("0xa", 70, 0), Account("0xb", 0, 12)]


def test_solvency_puts_owed_beside_held() -> None:
    held = {"market": 1_165_500, "shares": 110, "energy": 69}
    market, shares, energy = solvency(PROJECTS, HOLDERS, ENERGY, held)
    assert market == Solvency("market", 1_165_500, 1_165_500)
    assert (shares.owed, shares.rounding, shares.solvent) == (109, 1, True)
    assert (energy.owed, energy.rounding, energy.solvent) == (70, -1, False)


def test_solvency_of_an_empty_market_is_nothing() -> None:
    empty = solvency(finances([]), positions({}), accounts({}), {"market": 0, "shares": 0, "energy": 0})
    assert all(row.owed == 0 and row.solvent for row in empty)
