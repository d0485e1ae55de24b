#!/bin/sh
# Runs Ape's tests and Forge's at the same time, each on a processor of its own, and fails if either fails.
# Forge's output is shown when both have ended.
cd "$(dirname "$0")/.." || exit 1
mkdir -p build
log=build/forge-test.log

toolchain/bin/forge test >"$log" 2>&1 &
forge=$!
trap 'kill "$forge" 2>/dev/null' INT TERM

.venv/bin/ape test
ape_failed=$?
wait "$forge"
forge_failed=$?
cat "$log"
[ "$ape_failed" -eq 0 ] || echo "Ape's tests failed; see above." >&2
[ "$forge_failed" -eq 0 ] || echo "Forge's tests failed; see above." >&2
[ "$ape_failed" -eq 0 ] && [ "$forge_failed" -eq 0 ]
