"""Lets the virtual environment's `ape` find what npm brought: the compiler, Anvil and Forge.

    python toolchain/environment.py --install      make every Python of this environment do so when it starts

`make setup` does the first, so `.venv/bin/ape` works by itself, activated or not.
"""

import os
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def extend_environment() -> None:
    """Put our commands and npm's before those of `PATH`, and our compiler where py-solc-x looks."""
    folders = [str(ROOT / "toolchain/bin"), str(ROOT / "node_modules/.bin")]
    path = [entry for entry in os.environ.get("PATH", os.defpath).split(os.pathsep) if entry not in folders]
    os.environ["PATH"] = os.pathsep.join([*folders, *path])
    os.environ["SOLCX_BINARY_PATH"] = str(ROOT / "toolchain/solc")


def install() -> None:
    """Write the `.pth` file that makes every start of this environment's Python run this module."""
    start = Path(sysconfig.get_path("purelib")) / "antu.pth"
    start.write_text(f"import runpy; runpy.run_path({str(Path(__file__).resolve())!r})\n", encoding="utf-8")


extend_environment()
if __name__ == "__main__":
    if sys.argv[1:] != ["--install"]:
        sys.exit(__doc__)
    install()
