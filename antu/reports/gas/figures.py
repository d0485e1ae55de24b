"""The figures of `make gas`: what is measured, what it cost in 2019, and what DESIGN.md allows for it.

References are sums of entries of data/reference-gas.json. Where it is not certain what an entry is the counterpart of,
the reading that is kinder to 2019 is taken: an allowance is never counted for it, and of a deployment neither are the
contracts that each crowdsale may have needed (`deploy CF`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from antu.reports.gas.lifecycle import CROWDFUNDED_64, DIRECT, reference_total
from antu.reports.gas.references import total

FIRST = "/first"  # ends the name of a first-time figure wherever figures have one name each, as in the snapshot


@dataclass(frozen=True)
class Figure:
    """One kind of work, in gas of receipts, in steady state.

    `first` says what its first-time case is, empty if it has none. `budget` is DESIGN.md's, None if it has none; if it
    is `missed`, that has to be said here, and taken back when it is reached."""

    key: str
    what: str
    reference: int | None = None
    budget: int | None = None
    missed: bool = False
    first: str = ""
    first_reference: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its own name, and that of its first-time case if it has one."""
        return (self.key, self.key + FIRST) if self.first else (self.key,)

    def objection(self, gas: float) -> str:
        """Why a measurement in steady state cannot stand: a budget missed, or reached, without its being declared.

        Empty if it can."""
        if self.budget is None:
            return ""
        beside = f"{self.key}: {gas:,.0f} gas; DESIGN.md's budget is {self.budget:,}"
        if gas > self.budget and not self.missed:
            return f"{beside} and is missed. Spend less, or declare it missed in {__name__}."
        if gas <= self.budget and self.missed:
            return f"{beside} and is reached. Declare it reached in {__name__}."
        return ""


_MATCH = total({"Matching(direct)": 1})
_READING = total({"Generate/64 again": 1})
_FIRST_READING = total({"Generate/64 first": 1})
_DEPLOYED = ("Coops", "Propietarios", "Proveedores", "Instaladores", "Gestores", "Proyectos")

FIGURES: Mapping[str, Figure] = {
    figure.key: figure
    for figure in (
        Figure("post_offer", "post an offer", total({"newProvider": 1}), budget=58_000),
        Figure(
            "post_offer_by_signature",
            "the same by signature, brought by another",
            total({"newProvider": 1}),
            first="the signer's first request",
        ),
        Figure("post_demand", "post a demand", total({"newDemand": 1}), budget=82_000),
        Figure("update_offer", "change an offer's regions, price and stock", total({"updatePrice": 1})),
        Figure(
            "match_batch50_disjoint_each", "match a project, in a batch of 50 disjoint teams", _MATCH, budget=33_000
        ),
        Figure("match_batch50_shared_each", "the same, with 5 projects per offer", _MATCH, budget=22_000),
        Figure("match_single", "match a project, the keeper's batch of one", _MATCH),
        Figure("match_own", "match one's own demand", _MATCH),
        Figure(
            "fund",
            "fund a project, allowance given",
            total({"Fund": 1}),
            budget=105_000,
            first="the project's first payment",
        ),
        Figure("fund_permit", "fund by a permit", total({"Fund": 1}), first="the signer's first permit"),
        Figure(
            "fund_by_signature",
            "the same by signature, brought by another",
            total({"Fund": 1}),
            first="the signer's first request and first permit",
        ),
        Figure(
            "fund_final_64",
            "the payment by which 64 have reached the goal",
            total({"safeWithdrawal/64": 1}),
            budget=130_000,
        ),
        Figure("refund", "take one's money back", first="the holder has no pesos left"),
        Figure(
            "expire", "close a project that was not funded", total({"checkGoalReached": 1}), first="the owner's first"
        ),
        Figure("confirm_each", "a supplier's word, the mean of both"),
        Figure("release_each", "pay a supplier, the mean of the three", first="payees have no pesos yet"),
        Figure("commission", "connect a meter"),
        Figure(
            "reading_alone_64_holders",
            "one reading, alone, of a project with 64 holders",
            _READING,
            budget=100_000,
            first="the meter's first",
            first_reference=_FIRST_READING,
        ),
        Figure(
            "reading_batch50_each",
            "one reading, in a batch of 50 projects with an owner each",
            _READING,
            budget=36_000,
            first="each meter's first",
            first_reference=_FIRST_READING,
        ),
        Figure("reading_p256_batch50_each", "the same, of P-256 meters (EIP-7951's precompile)", _READING),
        Figure("reading_p256_batch50_each_without_precompile", "the same, on a chain without it", _READING),
        Figure(
            "payout_batch50_each",
            "pay one holder, in a batch of 50 holders",
            total({"Pay": 1}),
            budget=20_000,
            first="the first payment to holders without pesos",
        ),
        Figure(
            "payout_pairs_batch50_each",
            "the same, of 50 holders with a project each",
            total({"Pay": 1}),
            first="the first payment to holders without pesos",
        ),
        Figure("payout_12_projects_one_holder", "pay one holder for 12 projects", total({"Pay": 12})),
        Figure(
            "claim_12_projects",
            "claim what 12 projects paid",
            total({"Pay": 12}),
            first="the first claim, without pesos",
        ),
        Figure(
            "transfer_shares",
            "transfer shares that have earned, to a holder",
            total({"transfer": 1}),
            first="to who had none; both sides' first",
            first_reference=total({"transfer(new)": 1}),
        ),
        Figure("deploy_total", "deploy and wire everything", total({f"deploy {name}": 1 for name in _DEPLOYED})),
        Figure("lifecycle_direct", "a whole project that its owner pays for", reference_total(DIRECT)),
        Figure("lifecycle_crowdfunded_64", "a whole project of 64 financiers", reference_total(CROWDFUNDED_64)),
    )
}


def missing(gas: Mapping[str, float]) -> list[str]:
    """The names of figures, first-time cases included, that were not measured."""
    return [name for figure in FIGURES.values() for name in figure.names if name not in gas]
