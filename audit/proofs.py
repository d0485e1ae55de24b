"""`python -m audit.proofs`: proves what tests/forge/proofs/ says, for all values at once, or shows where it fails.

Two kinds of proof, which lean on each other. Halmos runs the contracts' bytecode with symbols for storage, arguments,
callers and time: it proves what one call does. Z3 proves lemmas over all integers: what follows from many such calls.
A solver that gives up proves nothing, nor does a path that was cut short. Controls are wrong on purpose: one that is
not refuted means that the proofs beside it would not notice either.
"""

import json
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from antu.errors import AntuError
from audit.parts import ROOT, TOOLS, run, write_part

PROOFS = ROOT / "tests" / "forge" / "proofs"
OUT = "build/proofs/out"
LOG = ROOT / "build" / "proofs" / "halmos.log"

# Halmos links nothing: each proof is compiled with the contracts in it, by the settings of those that are deployed.
FORGE_SETTINGS = {
    **{f"FOUNDRY_{folder}": "tests/forge/proofs" for folder in ("SRC", "TEST", "SCRIPT")},
    "FOUNDRY_OUT": OUT,
    "FOUNDRY_CACHE_PATH": "build/proofs/cache",
    "FOUNDRY_DYNAMIC_TEST_LINKING": "false",
}

# Proofs that take longer than CI has: of a whole contract, or single ones.
SLOW = {"Arrows", "Earnings.others_changeNothing", "Escrow.control_refund_isAlwaysFull"}

LEMMA_SECONDS = 60
PROVED, REFUTED, TIMEOUT, ERROR = "proved", "refuted", "timeout", "error"
ANSWERS = {"unsat": PROVED, "sat": REFUTED, "unknown": TIMEOUT, "timeout": TIMEOUT}
EXITS = {0: PROVED, 1: REFUTED, 2: TIMEOUT}


@dataclass(frozen=True)
class Proof:
    """What came of a proof; `seconds` is how long it took."""

    name: str
    result: str
    seconds: float

    @property
    def is_control(self) -> bool:
        return ".control_" in self.name

    @property
    def as_it_must(self) -> bool:
        return self.result == (REFUTED if self.is_control else PROVED)


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help="Leave out what takes minutes.")
def main(quick: bool) -> None:
    """Proves everything."""
    try:
        proofs = [*lemmas(), *symbolic(quick)]
    except AntuError as error:
        sys.exit(f"ERROR: {error}")
    write_part("proofs", report(proofs))
    Console().print(_table(proofs))
    wrong = [f"{proof.name} ({proof.result})" for proof in proofs if not proof.as_it_must]
    if wrong:
        sys.exit(
            f"ERROR: Not as it must be: {', '.join(wrong)}. A proof must be proved, and a control refuted. "
            f"{LOG.relative_to(ROOT)} has what Halmos says, with the values that refute."
        )


def lemmas() -> list[Proof]:
    """Asks Z3 whether anything contradicts each lemma."""
    proofs = []
    for path in sorted((PROOFS / "lemmas").glob("*.smt2")):
        started = time.monotonic()
        answer = run(TOOLS / "z3", f"-T:{LEMMA_SECONDS}", path).stdout.strip()
        proofs.append(Proof(f"lemmas.{path.stem}", ANSWERS.get(answer, ERROR), time.monotonic() - started))
    return proofs


def symbolic(quick: bool) -> list[Proof]:
    """Has Halmos prove the functions `check_…` of the contracts `…Proofs`; all of them must be among its results."""
    expected = {
        contract: [
            name for name in declared(path.read_text(encoding="utf-8")) if not (quick and is_slow(contract, name))
        ]
        for path in sorted(PROOFS.glob("*.t.sol"))
        for contract in [path.name.removesuffix(".t.sol")]
    }
    contracts = "|".join(contract for contract, names in expected.items() if names)
    functions = "|".join(name for names in expected.values() for name in names)
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.json"
        ran = run(
            TOOLS / "halmos",
            *("--forge-build-out", OUT, "--json-output", results, "--no-status", "--solver-threads", "1"),
            *("--match-contract", f"^({contracts})Proofs$", "--match-test", rf"^check_({functions})\("),
            *("--solver-timeout-assertion", "60s"),
            # Batches of one; three turns are more than any loop then needs, and a fourth would be an error.
            *("--default-array-lengths", "1", "--default-bytes-lengths", "65", "--loop", "3"),
            **FORGE_SETTINGS,
        )
        LOG.write_text(ran.stdout + ran.stderr, encoding="utf-8")
        if not results.exists():
            raise AntuError(f"Halmos proved nothing; see {LOG.relative_to(ROOT)}: {(ran.stderr or ran.stdout)[-300:]}")
        return parse(json.loads(results.read_text(encoding="utf-8")), expected)


def is_slow(contract: str, name: str) -> bool:
    """Whether a proof is left to `make audit`."""
    return not SLOW.isdisjoint({contract, f"{contract}.{name}"})


def declared(source: str) -> list[str]:
    """The proofs that a Solidity file declares."""
    return re.findall(r"^\s*function check_(\w+)", source, re.MULTILINE)


def parse(output: Mapping[str, Any], expected: Mapping[str, Iterable[str]]) -> list[Proof]:
    """What Halmos' JSON says of each expected proof.

    A path that was cut short at a loop, or a proof that Halmos passed over, is an error, whatever else was proved.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for place, tests in (output.get("test_results") or {}).items():
        contract = place.rsplit(":", 1)[-1].removesuffix("Proofs")
        for test in tests:
            found[f"{contract}.{test['name'].split('(')[0].removeprefix('check_')}"] = test
    return [
        _proof(name, found.get(name))
        for name in (f"{contract}.{proof}" for contract, proofs in expected.items() for proof in proofs)
    ]


def _proof(name: str, test: Mapping[str, Any] | None) -> Proof:
    if test is None:
        return Proof(name, ERROR, 0.0)
    result = EXITS.get(test["exitcode"], ERROR)
    if result == PROVED and test["num_bounded_loops"] != 0:
        result = ERROR
    return Proof(name, result, float(test["time"][0]))


def report(proofs: Iterable[Proof]) -> dict[str, Any]:
    """The part of the study's report that this module writes."""
    proofs = list(proofs)
    return {
        "proofs": {proof.name: proof.result for proof in proofs if not proof.is_control},
        "controls": {
            proof.name: "refuted as it must" if proof.as_it_must else proof.result
            for proof in proofs
            if proof.is_control
        },
        "seconds": {proof.name: round(proof.seconds, 1) for proof in proofs},
    }


def _table(proofs: Iterable[Proof]) -> Table:
    table = Table("proof", "result", "seconds", title="Proofs")
    for proof in proofs:
        result = proof.result if proof.as_it_must else f"[red]{proof.result}"
        table.add_row(proof.name, result, f"{proof.seconds:.1f}")
    return table


if __name__ == "__main__":
    main()
