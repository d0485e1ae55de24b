"""The contracts' texts beside their syntax trees."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from audit.parts import ROOT
from audit.syntax import Node, span, trees, walk

# Nodes that no code runs in.
_SILENT = {
    "ElementaryTypeName",
    "UserDefinedTypeName",
    "ArrayTypeName",
    "Mapping",
    "FunctionTypeName",
    "StructuredDocumentation",
    "OverrideSpecifier",
    "IdentifierPath",
}


@dataclass(frozen=True)
class Source:
    """A file of the contracts: its path in the checkout, its bytes (the compiler counts in bytes) and its tree."""

    path: str
    content: bytes
    tree: Node

    def text(self, node: Node) -> str:
        """The source text of a node."""
        start, end = span(node)
        return self.content[start:end].decode()

    def line(self, node: Node) -> int:
        """The line that a node begins on, from 1."""
        return self.content.count(b"\n", 0, span(node)[0]) + 1


@dataclass(frozen=True)
class Sources:
    """Files of the contracts, by their paths; nodes are known across files by the compiler's ids."""

    by_path: Mapping[str, Source]

    @classmethod
    def of_checkout(cls) -> "Sources":
        """All contracts. `AntuError` if they do not compile."""
        return cls.of_trees({path: tree for path, tree in trees().items() if path.startswith("contracts/")})

    @classmethod
    def of_trees(cls, found: Mapping[str, Node]) -> "Sources":
        """Those contracts of the checkout, with these trees."""
        return cls({path: Source(path, (ROOT / path).read_bytes(), tree) for path, tree in sorted(found.items())})

    @cached_property
    def enums(self) -> dict[int, tuple[list[str], int]]:
        """For the id of each value of an enumeration: the names of all its values, and which one it is."""
        found: dict[int, tuple[list[str], int]] = {}
        for source in self.by_path.values():
            for node in walk(source.tree):
                if node["nodeType"] == "EnumDefinition":
                    names = [member["name"] for member in node["members"]]
                    found |= {member["id"]: (names, place) for place, member in enumerate(node["members"])}
        return found


def children(node: Node) -> list[Node]:
    """The nodes directly below in which code runs, in the order of the text."""
    lists = (value if isinstance(value, list) else [value] for value in node.values())
    items = (item for items in lists for item in items)
    return sorted((item for item in items if _is_node(item) and item["nodeType"] not in _SILENT), key=span)


def _is_node(item: Any) -> bool:
    return isinstance(item, Mapping) and "nodeType" in item
