"""What the parts of the study have in common: where results go, and how Forge is run."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from antu.files import write_atomically

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "reports" / "audit"

# The analysers' own environment, which `make audit` installs.
TOOLS = ROOT / ".venv-audit" / "bin"
FORGE = ROOT / "toolchain" / "bin" / "forge"


def write_part(name: str, result: Mapping[str, Any]) -> Path:
    """Writes what a part found to reports/audit/<name>.json, for `audit.report`."""
    PARTS.mkdir(parents=True, exist_ok=True)
    path = PARTS / f"{name}.json"
    write_atomically(path, json.dumps(result, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    return path


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a program in the checkout, with the analysers and Forge on its path, and keeps what it prints."""
    path = os.pathsep.join([str(TOOLS), str(FORGE.parent), os.environ.get("PATH", "")])
    surroundings = {**os.environ, "PATH": path, **environment}
    return subprocess.run(
        [str(word) for word in command], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
