"""The mutants that live, and why each may: survivors.yaml beside this file."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from antu.errors import AntuError
from audit.mutation.mutants import Mutant
from audit.mutation.records import Records

SURVIVORS = Path(__file__).parent / "survivors.yaml"


def load(path: Path = SURVIVORS) -> dict[str, str]:
    """Reasons by mutant's id. The file is a list of `{reason, mutants: [id, …]}`."""
    try:
        entries: Any = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except yaml.YAMLError as error:
        raise AntuError(f"{path.name} is not YAML: {error}", "Mend it.") from error
    reasons: dict[str, str] = {}
    for entry in entries:
        if not isinstance(entry, Mapping) or set(entry) != {"reason", "mutants"}:
            raise AntuError(f"An entry of {path.name} is {entry!r}.", "Each has a `reason` and `mutants`, no more.")
        for name in entry["mutants"]:
            if name in reasons:
                raise AntuError(f"{path.name} has {name} twice.", "Give it one reason.")
            reasons[name] = " ".join(str(entry["reason"]).split())
    return reasons


def complaints(reasons: Mapping[str, str], mutants: Iterable[Mutant], records: Records) -> list[str]:
    """What is wrong with the list: survivors without a reason, reasons of mutants that are killed or not there."""
    by_id = {mutant.id: mutant for mutant in mutants}
    found = [
        f"{name} has a reason to live and does not exist: take it out of {SURVIVORS.name}."
        for name in sorted(set(reasons) - set(by_id))
    ]
    for name, mutant in by_id.items():
        outcome = records.of(mutant)
        if outcome is None or not outcome.is_final:
            continue
        if outcome.killer and name in reasons:
            found.append(f"{name} has a reason to live and is killed by {outcome.killer}: take it out.")
        if not outcome.killer and name not in reasons:
            found.append(
                f"{name} lives, at {mutant.file}:{mutant.line} ({mutant.operator}: `{mutant.before}` → "
                f"`{mutant.after}`): write the test that it lacks, or its reason into {SURVIVORS.name}."
            )
    return found
