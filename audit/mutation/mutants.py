"""All mutants of a set of contracts: where each is, what it changes, and a name that it keeps when lines move."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from audit.mutation.operators import Change, Site, changes
from audit.mutation.sources import Sources, children
from audit.syntax import Node

# What is said to the one who is refused is looked at by tests of messages, not of money.
_CALLS_OF_ERRORS = ("require", "revert")


@dataclass(frozen=True)
class Mutant:
    """A change to one place of a contract. `id` depends on the function and on what is changed, not on the line."""

    id: str
    file: str
    line: int
    function: str
    operator: str
    before: str
    after: str
    node: int = field(repr=False)  # the compiler's id of the place
    change: Change = field(repr=False)

    def described(self) -> dict[str, str | int]:
        """For a report."""
        everything = asdict(self)
        return {name: everything[name] for name in ("id", "file", "line", "function", "operator", "before", "after")}


def find_mutants(sources: Sources, paths: Iterable[str]) -> list[Mutant]:
    """The mutants of these files, in the order of the text."""
    found: list[Mutant] = []
    seen: Counter[str] = Counter()
    for path in paths:
        source = sources.by_path[path]
        for site in _sites(sources, path):
            for change in changes(site):
                before = _one_line(source.text(site.node))
                after = _one_line(change.after)
                if change.modifier or change.operator == "modifier removed":
                    before = source.text(site.node["modifiers"][change.modifier])
                if change.operator == "constant" and site.node["nodeType"] == "VariableDeclaration":
                    before = site.node["name"]
                function = _function(site)
                key = "|".join([path, function, change.operator, before, after])
                seen[key] += 1
                digest = hashlib.sha256(f"{key}|{seen[key]}".encode()).hexdigest()
                found.append(
                    Mutant(
                        id=f"{function}:{digest[:8]}",
                        file=path,
                        line=source.line(site.node),
                        function=function,
                        operator=change.operator,
                        before=before,
                        after=after,
                        node=site.node["id"],
                        change=change,
                    )
                )
    return found


def _sites(sources: Sources, path: str) -> Iterator[Site]:
    source = sources.by_path[path]

    def below(node: Node, parents: tuple[Node, ...]) -> Iterator[Site]:
        if _is_skipped(node, parents):
            return
        yield Site(sources, source, node, parents)
        for child in children(node):
            yield from below(child, (*parents, node))

    yield from below(source.tree, ())


def _is_skipped(node: Node, parents: tuple[Node, ...]) -> bool:
    kind = node["nodeType"]
    if kind in ("ModifierDefinition", "EventDefinition", "ErrorDefinition", "EnumDefinition", "StructDefinition"):
        return True
    if kind == "FunctionDefinition":
        # A function that is pure for everybody cannot ask which mutant is on.
        return node["stateMutability"] == "pure" and node["visibility"] in ("public", "external")
    if not parents:
        return False
    parent = parents[-1]
    if parent["nodeType"] == "FunctionDefinition":
        return node["nodeType"] not in ("Block", "ModifierInvocation") or kind == "ModifierInvocation"
    if parent["nodeType"] == "VariableDeclaration":
        return True  # constants are changed as a whole
    if parent["nodeType"] == "RevertStatement":
        return True
    called = parent["expression"].get("name") if parent["nodeType"] == "FunctionCall" else None
    return called in _CALLS_OF_ERRORS and node is not parent["arguments"][0]


def _function(site: Site) -> str:
    names = [
        node.get("name") or node.get("kind", "")
        for node in (*site.parents, site.node)
        if node["nodeType"] in ("ContractDefinition", "FunctionDefinition")
    ]
    return ".".join(names)


def _one_line(text: str) -> str:
    return " ".join(text.split())
