"""What a simulation writes down: five tables, each a Parquet file whose columns are the fields of a row here.

Money is in whole pesos, energy in Wh, times in seconds since 1970, days since the scenario's start (-1: it never
happened). The same scenario and seed give the same files, byte for byte.
"""

from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from antu.errors import AntuError
from antu.files import read_bytes, write_together

NEVER = -1


class Agent(StrEnum):
    """Who somebody is in the market, and who pays for a transaction."""

    OPERATOR = "operator"
    OWNER = "owner"
    VENDOR = "vendor"
    INSTALLER = "installer"
    MANAGER = "manager"
    FINANCIER = "financier"
    COOPERATIVE = "cooperative"
    ISSUER = "issuer"  # of the peso token, and its attestor: the ramp between banks and chain


class TransactionRow(NamedTuple):
    """A transaction as it was mined. The last four are of its signed bytes, as a rollup would publish them."""

    block: int
    time: int
    day: int
    contract: str  # "market", "shares", "energy", "token"
    function: str
    payer: str  # `Agent`
    account: int  # the participant's number; 0 for the operator, its roles and the issuer
    project: int  # 0 if it is of none, or of many
    units: int  # teams, readings or holders in a batch; else 1
    pesos: int  # that its sender pays in, takes home or passes on by it; 0 of any other
    gas: int  # of the receipt
    size: int  # bytes of the signed transaction
    zeros: int  # of these, bytes that are zero
    fastlz: int  # the same compressed by FastLZ, level 1
    brotli: int  # the same compressed by Brotli, quality 1
    slots: int  # storage slots that it changed, as one of its kind did that was traced


class ProjectRow(NamedTuple):
    """A demand, and the project that it became."""

    project: int
    owner: int  # participant
    region: int  # CUT code
    size_class: int
    capacity_wp: int
    crowdfunded: bool
    honest: bool  # owner, team and meter: whether none of them is an adversary
    trouble: str  # what befell it by an adversary's doing, empty if nothing: `scenario.Trouble`
    state: int  # `antu.enums.State` at the end
    posted_day: int
    matched_day: int
    funded_day: int
    operating_day: int
    ended_day: int  # withdrawn, expired or cancelled
    max_price: int
    vendor_price: int  # 0 before the match, as the next four
    installer_price: int
    manager_price: int
    fee: int
    goal: int
    energy_price: int  # per kWh, the owner's promise
    funders: int
    paid_in: int
    refunded: int
    generated_wh: int  # as billed
    exported_wh: int
    owner_billed: int
    cooperative_billed: int
    revenue: int  # paid in for energy, to the holders
    unpaid: int  # debts for its energy at the end
    goods_of: int  # the cancelled project whose goods it bought as its rescue; 0 if it is none
    payback_years: float  # of what was paid for it by what it earns and saves in a year; NaN if it does not operate


class HolderRow(NamedTuple):
    """Somebody's stake in a project, whatever became of it."""

    project: int
    holder: int  # participant
    agent: str  # "financier" or "owner"
    honest: bool
    first_day: int  # of the first payment or purchase
    paid: int  # into the project
    refunded: int
    bought: int  # pesos paid to other holders for shares
    sold: int  # pesos got from other holders for shares
    recovered: int  # of goods that a cancelled project had paid for, and which another one bought
    shares: int  # at the end
    claimed: int
    claimable: int  # at the end
    irr: float  # yearly, expected over 25 years at the rate of the months seen; NaN if the project does not operate


class ReadingRow(NamedTuple):
    """A reading that was brought to the chain, and what became of it."""

    project: int
    time: int
    day: int
    generated_wh: int  # since the reading before, as signed
    exported_wh: int
    true_generated_wh: int  # as the plant gave
    true_exported_wh: int
    accepted: bool
    refusal: int  # `antu.enums.Refusal`
    owner_bill: int
    cooperative_bill: int
    paid: int  # at once; the rest became a debt, or was a credit that a correction had left


class ParticipantRow(NamedTuple):
    """Somebody, and what became of its money. `loss` counts each project by itself: what was won in one hides no loss
    in another. Ether for gas is not in it; `gas` is."""

    participant: int
    agent: str  # `Agent`
    honest: bool
    region: int  # where it lives; 0 for financiers
    arrived_day: int
    left_day: int
    transactions: int
    gas: int
    brought: int  # pesos it brought from its bank
    taken: int  # pesos it took back to it
    pesos: int  # tokens and prepaid balance at the end
    loss: int  # pesos given for which nothing came of what the rules promise
    rounding: int  # of refunds and the like: below a peso for each project, so not counted as a loss
    gain: int  # pesos kept that were others' by those rules
    unpaid_to: int  # what others owe it for energy at the end
    ratings_up: int
    ratings_down: int


TABLES: Mapping[str, type[tuple[Any, ...]]] = {
    "transactions": TransactionRow,
    "projects": ProjectRow,
    "holders": HolderRow,
    "readings": ReadingRow,
    "participants": ParticipantRow,
}

_TYPES = {int: "int64", bool: "bool", str: "str", float: "float64"}


class Tables(NamedTuple):
    """All tables of a simulation, as frames with the columns of their rows."""

    transactions: pd.DataFrame
    projects: pd.DataFrame
    holders: pd.DataFrame
    readings: pd.DataFrame
    participants: pd.DataFrame


def table(rows: list[Any], kind: type[Any]) -> pd.DataFrame:
    """A frame of rows of one kind, also of none."""
    columns = list(zip(*rows, strict=True)) or [()] * len(kind.__annotations__)
    named = zip(kind.__annotations__.items(), columns, strict=True)
    return pd.DataFrame({name: pd.Series(column, dtype=_TYPES[of]) for (name, of), column in named})


def write_tables(folder: Path, tables: Tables) -> list[Path]:
    """Writes a Parquet file per table into a folder, all or none; which they are."""
    contents: dict[Path, bytes] = {}
    for name, frame in zip(TABLES, tables, strict=True):
        written = BytesIO()
        frame.to_parquet(written, engine="pyarrow", compression="zstd", index=False)
        contents[folder / f"{name}.parquet"] = written.getvalue()
    write_together(contents)
    return list(contents)


def read_tables(folder: Path) -> Tables:
    """The tables of a folder. Raises `AntuError` if one is missing, unreadable, or has other columns."""
    return Tables(*(_read(folder / f"{name}.parquet", kind) for name, kind in TABLES.items()))


def _read(path: Path, kind: type[Any]) -> pd.DataFrame:
    hint = "Simulate again: ape run simulate"
    try:
        frame = pd.read_parquet(BytesIO(read_bytes(path)), engine="pyarrow")
    except (OSError, ValueError) as error:
        raise AntuError(f"{path} is no Parquet file.", hint) from error
    if list(frame.columns) != list(kind.__annotations__):
        raise AntuError(f"{path} has other columns than a simulation writes.", hint)
    return frame
