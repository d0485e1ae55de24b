"""docs/ACCESS.md: a table per contract of who may call what, and one of all calls that leave a contract."""

from collections.abc import Iterable, Iterator

from audit.access.program import Call
from audit.access.reading import DEPLOYED, Entry, View, contracts
from audit.parts import ROOT

PAGE = ROOT / "docs" / "ACCESS.md"

INTRODUCTION = """\
# Who may call what

Made of the contracts' syntax trees by `python -m audit.access`, which `make snapshots` runs; a test fails while this
page says anything else. What each role could do at worst, and what limits it, is in [SECURITY.md](SECURITY.md).

- **who**: a role in bold is one of `antu/roles.py`'s; its holder acts in person. "In its own name": the caller decides
  about nothing but its own.
- **paused**: whether a pause of the contract stops it. `·` where the contract has no pause.
- **signed**: whether it counts as the signer's when the forwarder brings it. `·` where it does not matter who calls.
- **pesos**: come in, go out, go to a project's holders; are made and unmade by the token.
- **lock**: whether it holds the contract's reentrancy lock.
"""

CALLS = """\
## Calls that leave a contract

Each as the source has it, in the contract's own code or in a library's function that calls out, and from which
functions it can be reached. A library stands for the address that it is given. Proxies also `delegatecall` their
implementation.
"""

COLUMNS = ("function", "who", "paused", "signed", "pesos", "lock")
EVERY_ROLE = "every function of a role"


def page() -> str:
    """What docs/ACCESS.md has to say."""
    told = contracts()
    parts = [INTRODUCTION]
    for contract, functions in told.items():
        parts.append(f"## {contract} (`{DEPLOYED[contract]}`)\n\n{_functions(functions)}")
    parts.append(f"{CALLS}\n{_calls(told)}")
    return "\n".join(parts)


def callees() -> set[str]:
    """Every call that leaves a contract, as the page has it."""
    return {call.source for functions in contracts().values() for function in functions for call in function.calls}


def _functions(functions: Iterable[Entry | View]) -> str:
    entries = [each for each in functions if isinstance(each, Entry)]
    views = ", ".join(f"`{each.name}`" for each in functions if isinstance(each, View))
    table = _table(COLUMNS, map(_line, entries)) + "\n" if entries else ""
    return f"{table}Views: {views}.\n"


def _line(entry: Entry) -> Iterator[str]:
    yield f"`{entry.name}`"
    yield entry.who
    yield "·" if entry.stopped is None else "stopped" if entry.stopped else "works"
    yield "·" if entry.by_signature is None else "yes" if entry.by_signature else "no"
    yield ", ".join(entry.pesos)
    yield "yes" if entry.locked else ""


def _calls(told: dict[str, list[Entry | View]]) -> str:
    lines = []
    for contract, functions in told.items():
        by_call: dict[Call, list[Entry | View]] = {}
        for function in functions:
            for call in function.calls:
                by_call.setdefault(call, []).append(function)
        roles = [each for each in functions if isinstance(each, Entry) and each.restricted]
        for call, callers in by_call.items():
            lines.append((contract, f"`{call.source}`", _callers(callers, roles)))
    return _table(("contract", "call", "from"), lines)


def _callers(callers: list[Entry | View], roles: list[Entry]) -> str:
    everywhere = len(roles) > 1 and all(role in callers for role in roles)
    named = [each for each in callers if not (everywhere and each in roles)]
    return ", ".join([EVERY_ROLE] * everywhere + [f"`{each.name}`" for each in named])


def _table(columns: tuple[str, ...], lines: Iterable[Iterable[str]]) -> str:
    rows = [columns, ("---",) * len(columns), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
