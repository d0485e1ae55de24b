#!/bin/sh
# Says, a line for each, what of Python, Node and make this machine lacks, and what to install. Silent when all is there.
# Usage: check.sh [PYTHON]
python=${1:-python3}
missing=0

lacks() {
  echo "Antu: $1" >&2
  missing=1
}

another_python() {
  for other in python3.14 python3.13 python3.12 python3.11; do
    if "$other" -c 'import ensurepip, venv' >/dev/null 2>&1; then
      echo "You have $other: run make PYTHON=$other"
      return
    fi
  done
  echo "Install Python 3.11 or newer (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python)"
}

if ! command -v "$python" >/dev/null 2>&1; then
  lacks "Python is missing: there is no $python. $(another_python)."
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
  lacks "Python is too old: $("$python" --version 2>&1 | head -n 1), needed is 3.11. $(another_python)."
elif ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  lacks "Python's venv is missing from $python. Install it (Debian, Ubuntu: apt install python$version-venv)."
fi

get_node="Install Node 20 or newer, with npm (nodejs.org; Debian 13, Ubuntu 25.04: apt install nodejs npm; macOS: brew install node)"
if ! command -v node >/dev/null 2>&1; then
  lacks "Node is missing. $get_node."
elif ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' >/dev/null 2>&1; then
  lacks "Node is too old: $(node --version 2>&1 | head -n 1), needed is 20. $get_node."
elif ! command -v npm >/dev/null 2>&1; then
  lacks "npm is missing. Install it (it comes with Node from nodejs.org; Debian, Ubuntu: apt install npm)."
fi

if ! command -v make >/dev/null 2>&1; then
  lacks "make is missing. Install it (Debian, Ubuntu: apt install make; macOS: xcode-select --install)."
fi

exit $missing
