"""One certified part of a class: its figures, and what its proof proves."""

from antu.matching.certificate import ClassCertificate
from antu.matching.checking.bound import Prover
from antu.matching.checking.refusal import require
from antu.matching.checking.rules import Rules


def check_part(record: ClassCertificate, rules: Rules) -> None:
    """Raises a `CertificateError` unless all figures are as stated, and the proof proves the bound."""
    name = f"Class {record.size_class}"
    require(record.scale >= 1, f"{name}: scale is {record.scale}, not at least 1.")
    for market, stated in zip(rules.markets, record.markets, strict=True):
        where = f"{name}, region {market.region}, {market.fee_bps} basis points"
        require(stated.matched == market.matched, f"{where}: {market.matched} are matched, not {stated.matched}.")

    per_project, per_peso = rules.objective
    matched = sum(market.matched for market in rules.markets)
    savings = sum(market.savings for market in rules.markets)
    spared = sum(
        market.maximum * rules.parts + market.matched * most - market.cost * paid
        for market, most, paid in zip(rules.markets, rules.spared, rules.per_peso, strict=True)
    )
    right = {
        "per_project": per_project,
        "per_peso": per_peso,
        "savings": savings,
        "objective": per_project * matched + per_peso * savings,
        "rounding": per_peso * (spared // rules.parts - savings),
    }
    for figure, value in right.items():
        stated_value = getattr(record, figure)
        require(stated_value == value, f"{name}: {figure} is {value}, not {stated_value}.")

    proved = Prover(rules).proved(record.proof) // (rules.parts * rules.scale)
    require(record.upper_bound >= proved, f"{name}: a bound of {proved} is proved, not {record.upper_bound}.")
