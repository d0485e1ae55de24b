"""Lets the virtual environment's `ape` find what npm brought: the compiler, Anvil and Forge; and has it know `antu`.

    python toolchain/environment.py --install      make every Python of this environment do so when it starts

`make setup` does that, so `.venv/bin/ape` and `.venv/bin/antu` work by themselves, in any folder, activated or not.
"""

import os
import shlex
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
    """Write the `.pth` file that makes every start of this environment's Python run this module, and the command."""
    start = Path(sysconfig.get_path("purelib")) / "antu.pth"
    run = f"import runpy; runpy.run_path({str(Path(__file__).resolve())!r})"
    start.write_text(f"{ROOT}\n{run}\n", encoding="utf-8")

    # By the shell, for a `#!` line can have neither a space nor more than some hundred letters; and with -P, so that no
    # module in the folder where it is run is taken for one of ours.
    command = Path(sysconfig.get_path("scripts")) / "antu"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m antu "$@"\n', encoding="utf-8")
    command.chmod(0o755)


extend_environment()
if __name__ == "__main__":
    if sys.argv[1:] != ["--install"]:
        sys.exit(__doc__)
    install()
