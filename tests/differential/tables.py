"""The same tables from the contracts and from the model, in the same order, to be compared as they are."""

import pandas as pd

from antu.billing import Books
from scripts._chain.market import Market


def of_contracts(market: Market, books: Books, wallets: dict[str, int]) -> dict[str, pd.DataFrame]:
    """What the contracts say of all that the model has; `wallets` are the accounts' pesos at the beginning."""
    energy, shares, lens = market.energy, market.shares, market.lens
    first, last = min(books.meters), max(books.meters)
    meters = {project: energy.meter(project) for project in books.meters}
    series = {project: shares.series(project) for project in books.meters}
    positions = {
        (row.id, holder): (row.shares, row.claimable)
        for holder in {holder for one in books.series.values() for holder in one.positions}
        for row in lens.positions(holder, first, last - first + 1)
    }
    return _tables(
        meters={
            p: (
                m.generatedWh,
                m.exportedWh,
                m.time,
                m.cooperativeId,
                m.carriedGeneratedWh,
                m.carriedExportedWh,
                m.baseUf,
            )
            for p, m in meters.items()
        },
        series={
            p: (s.supply, s.revenue, s.revenuePerShare, s.reserveBps, shares.reserveOf(p)) for p, s in series.items()
        },
        # The lens leaves out the projects of which somebody has nothing any more.
        holders={(p, who): positions.get((p, who), (0, 0)) for p, one in books.series.items() for who in one.positions},
        accounts={a: (v.prepaid, v.owed) for a in books.accounts for v in (energy.accountOf(a),)},
        debts={key: energy.debtOf(*key) for key in books.debts},
        credits={key: energy.creditOf(*key) for key in books.credits},
        corrected={key: energy.correctedOf(*key) for key in books.corrected},
        wallets={account: market.token.balanceOf(account) - before for account, before in wallets.items()},
    )


def of_model(books: Books, wallets: dict[str, int]) -> dict[str, pd.DataFrame]:
    """What the model says of the same."""
    claimed = dict.fromkeys(wallets, 0)
    for one in books.series.values():
        for holder, position in one.positions.items():
            claimed[holder] += position.claimed
    return _tables(
        meters={
            p: (
                m.generated_wh,
                m.exported_wh,
                m.time,
                m.cooperative,
                m.carried_generated_wh,
                m.carried_exported_wh,
                m.base_uf,
            )
            for p, m in books.meters.items()
        },
        series={p: (s.supply, s.revenue, s.per_share, s.reserve_bps, s.reserve) for p, s in books.series.items()},
        holders={
            (p, holder): (position.shares, s.claimable(holder))
            for p, s in books.series.items()
            for holder, position in s.positions.items()
        },
        accounts={name: (account.prepaid, account.owed) for name, account in books.accounts.items()},
        debts=books.debts,
        credits=books.credits,
        corrected=books.corrected,
        wallets={
            name: claimed[name] + account.withdrawn - account.deposited - account.settled
            for name in wallets
            for account in (books.accounts[name],)
        },
    )


COLUMNS = {
    "meters": "generated exported time cooperative carried_generated carried_exported base_uf",
    "series": "supply revenue per_share reserve_bps reserve",
    "holders": "shares claimable",
    "accounts": "prepaid owed",
    "debts": "pesos",
    "credits": "pesos",
    "corrected": "pesos",
    "wallets": "pesos",
}


def _tables(**rows: dict) -> dict[str, pd.DataFrame]:
    return {
        # Objects, for a revenue per share does not fit 64 bits.
        name: pd.DataFrame(list(found.values()), index=list(found), columns=COLUMNS[name].split(), dtype=object)
        for name, found in rows.items()
    }
