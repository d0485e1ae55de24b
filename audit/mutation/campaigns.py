"""Mutants against Forge's tests: many in one run, each until the first test that fails."""

import contextlib
import json
import os
import random
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eth_abi.abi import encode
from eth_abi.grammar import parse
from eth_utils.abi import function_signature_to_4byte_selector

from antu.errors import AntuError
from audit.mutation.workshop import WORK, forge

# How often each test with arguments is called, beside once with all arguments at their least.
DRAWS = 3
# Lives of the whole market: how many, and of how many moves. A life that is longer gets further.
LIVES = ((4, 120), (2, 500))
# Of those that nothing else kills.
MORE_LIVES = ((30, 300),)
CAMPAIGN = "Antu.t.sol:AntuTest"
# They look at gas, which is more here; at OpenZeppelin's curve; at a library that they compile into themselves.
_LEFT_OUT = ("MonthsTest", "P256InSolidityTest", "testFuzz_verify_costsWhatItMay")

_RESULTS = Path("results") / "mutants.txt"
_TIMEOUT = "timeout"


def try_mutants(numbers: Sequence[int], killers: str, seconds_each: float) -> Iterator[tuple[int, str | None]]:
    """Tries mutants in one run of Forge, and in more if one of them takes for ever, which kills it.

    Each with the test that killed it, or None. `AntuError` if Forge ends without a word on those that it was given.
    """
    left = list(numbers)
    while left:
        results = WORK / _RESULTS
        results.unlink(missing_ok=True)
        ended = _run(left, killers, seconds_each * len(left))
        told = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
        for line in told:
            number, reason = line.split(" ", 1)
            left.remove(int(number))
            yield int(number), None if reason == "-" else reason
        if left and ended is None:
            yield left.pop(0), _TIMEOUT
        elif left and not told:
            raise AntuError("Forge says nothing of the mutants.", ended or "")


def killers_of(seed: int) -> str:
    """Forge's tests for the driver: their artifacts and calls, with arguments drawn by this seed, ABI-encoded."""
    draw = random.Random(seed)
    killers = []
    for path in sorted((WORK / "build" / "forge" / "out").glob("*.t.sol/*Test.json")):
        if path.stem in (*_LEFT_OUT, "AntuTest", "MutantsTest"):
            continue
        abi = json.loads(path.read_text(encoding="utf-8"))["abi"]
        functions = [entry for entry in abi if entry["type"] == "function"]
        calls = [call for function in functions for call in _calls(function, draw)]
        if calls:
            artifact = f"{path.parent.name}:{path.stem}"
            killers.append((artifact, any(function["name"] == "setUp" for function in functions), calls))
    return _encoded(killers, LIVES)


def lives_at_length() -> str:
    """Many and long lives only, ABI-encoded."""
    return _encoded([], MORE_LIVES)


def _encoded(killers: Sequence[tuple[str, bool, Sequence[bytes]]], lives: Sequence[tuple[int, int]]) -> str:
    campaigns = [(CAMPAIGN, number, moves) for number, moves in lives]
    types = ["(string,bool,bytes[])[]", "(string,uint256,uint256)[]"]
    return "0x" + encode(types, [killers, campaigns]).hex()


def _calls(function: Mapping[str, Any], draw: random.Random) -> Iterable[bytes]:
    name = function["name"]
    if not name.startswith("test") or name in _LEFT_OUT:
        return
    types = [entry["type"] for entry in function["inputs"]]
    selector = function_signature_to_4byte_selector(f"{name}({','.join(types)})")
    if not types:
        yield selector
        return
    for place in range(DRAWS + 1):
        yield selector + encode(types, [_value(parse(kind), draw if place else None) for kind in types])


def _value(kind: Any, draw: random.Random | None) -> Any:
    """A value of an ABI type: the least one, or one that is drawn, more often small than large."""
    if kind.is_array:
        (size,) = kind.arrlist[-1] or ((draw.randrange(5) if draw else 0),)
        return [_value(kind.item_type, draw) for _ in range(size)]
    if kind.base == "bytes":
        size = int(kind.sub) if kind.sub else (draw.randrange(100) if draw else 0)
        return draw.randbytes(size) if draw else bytes(size)
    if kind.base == "bool":
        return bool(draw and draw.getrandbits(1))
    bits = 160 if kind.base == "address" else int(kind.sub)
    if kind.base == "int":
        return draw.getrandbits(draw.randint(1, bits - 1)) * draw.choice((1, -1)) if draw else 0
    value = draw.getrandbits(draw.randint(1, bits)) if draw else 0
    return f"0x{value:040x}" if kind.base == "address" else value


def _run(numbers: Sequence[int], killers: str, seconds: float) -> str | None:
    """What Forge printed; None if it took longer than it may."""
    environment = {
        **os.environ,
        "HOME": str(WORK / ".cache"),
        "ANTU_MUTANTS": ",".join(map(str, numbers)),
        "ANTU_KILLERS": killers,
    }
    command = [*forge(), "test", "--match-contract", "MutantsTest", "-j", "1"]
    with subprocess.Popen(
        command,
        cwd=WORK,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return None
    return output
