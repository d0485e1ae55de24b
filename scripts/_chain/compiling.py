"""Compiled contracts that agree with their sources.

Ape compiles a file anew when that file has changed, and not when one that it imports has: an edit in contracts/market/
would be deployed as it was before. So everything is compiled when anything has changed.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, cast

import ape
import click

from antu.files import write_atomically

ROOT = Path(__file__).resolve().parent.parent.parent
STAMP = ROOT / ".build" / "sources.sha256"

# What the compiled code depends on, beside the sources: the settings, and the libraries' versions.
SETTINGS = ("ape-config.yaml", "package-lock.json")


@cache
def ensure_compiled() -> None:
    """Compiles all contracts if a source, a setting or a library differs from the last time. Once per process."""
    digest = sources_digest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8").strip() == digest:
        return
    click.echo("Compiling the contracts, which takes about a minute…", err=True)
    cast(Any, ape.project).load_contracts(use_cache=False)
    write_atomically(STAMP, f"{digest}\n")


def sources_digest() -> str:
    """A hash of all that the compiled contracts depend on."""
    found = hashlib.sha256()
    for path in [*(ROOT / name for name in SETTINGS), *sorted((ROOT / "contracts").rglob("*.sol"))]:
        found.update(f"{path.relative_to(ROOT)}\n".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
