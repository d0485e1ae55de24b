"""Many mutants in one compilation: each stands beside the original, behind a switch that is thrown at run time.

The switch is the block's beneficiary, which nothing in Antu looks at: mutant 17 is on in blocks that pay address 17,
and with any other beneficiary the contracts do what they always did. So a mutant costs a run of the tests, not a
compilation of minutes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.mutation.mutants import Mutant
from audit.mutation.operators import Form
from audit.mutation.sources import Source, Sources, children
from audit.syntax import Node, span

_PURE = re.compile(r"\bpure\b")


def instrument(sources: Sources, numbered: Mapping[int, Mutant]) -> dict[str, str]:
    """All contracts, with these mutants behind their numbers as switches."""
    by_node: dict[int, list[tuple[int, Mutant]]] = defaultdict(list)
    for number, mutant in numbered.items():
        by_node[mutant.node].append((number, mutant))
    return {path: _Writer(source, by_node).write() for path, source in sources.by_path.items()}


def switch(number: int) -> str:
    """The condition that a mutant is on."""
    return f"(block.coinbase == address({number}))"


@dataclass
class _Writer:
    source: Source
    mutants: Mapping[int, list[tuple[int, Mutant]]]

    def write(self) -> str:
        content = self.source.content
        text, _ = self._text(0, len(content), children(self.source.tree))
        return text

    def _text(self, start: int, end: int, nodes: Iterable[Node]) -> tuple[str, int]:
        """The text from `start` to `end` with these nodes written anew, and where it goes on.

        That is past `end` if the last node is a statement, of which its semicolon is no part to the compiler.
        """
        pieces, at = [], start
        for node in nodes:
            begin, stop = span(node)
            if begin < at:
                continue  # a node that lies within the last, as a type within a declaration
            pieces.append(self.source.content[at:begin].decode())
            text, taken = self._node(node, stop)
            pieces.append(text)
            at = taken
        pieces.append(self.source.content[at:end].decode())
        return "".join(pieces), max(at, end)

    def _node(self, node: Node, stop: int) -> tuple[str, int]:
        """A node written anew, and where the text goes on."""
        begin, _ = span(node)
        if node["nodeType"] == "FunctionDefinition":
            return self._function(node), stop
        text, stop = self._text(begin, stop, children(node))
        here = self._here(node)
        statements = [(number, mutant) for number, mutant in here if mutant.change.form is Form.STATEMENT]
        for number, mutant in here:
            if mutant.change.form in (Form.EXPRESSION, Form.CONSTANT):
                kind = mutant.change.kind
                text = f"({switch(number)} ? {kind}({mutant.change.after}) : {kind}({text}))"
        if not statements:
            return text, stop
        semicolon = self.source.content.index(b";", stop) + 1
        text = f"{text}{self.source.content[stop:semicolon].decode()}"
        for number, mutant in statements:
            after = mutant.change.after
            text = f"if ({switch(number)}) {{ {after} }} else {{ {text} }}"
        return f"{{ {text} }}", semicolon

    def _here(self, node: Node) -> list[tuple[int, Mutant]]:
        if node["nodeType"] == "VariableDeclaration":
            return []  # a constant's switch is where it is used
        found = list(self.mutants.get(node["id"], ()))
        if node["nodeType"] == "Identifier":
            declared = self.mutants.get(node.get("referencedDeclaration") or -1, ())
            found += [(number, mutant) for number, mutant in declared if mutant.change.form is Form.CONSTANT]
        return found

    def _function(self, node: Node) -> str:
        """A function; one that lacks a modifier by a mutant stands beside it, and is called instead."""
        begin, end = span(node)
        body = node.get("body")
        text, _ = self._text(begin, end, [body] if body else [])
        if node["stateMutability"] == "pure" and node["visibility"] in ("internal", "private"):
            text = _PURE.sub("view", text, count=1)
        removed = [(number, mutant) for number, mutant in self._here(node) if mutant.change.form is Form.MODIFIER]
        if not removed or body is None:
            return text

        parameters = self._parameters(node["parameters"])
        names = ", ".join(name for _, name in parameters)
        declared = ", ".join(text for text, _ in parameters)
        results = self.source.text(node["returnParameters"]) if node["returnParameters"]["parameters"] else ""
        returns = f" returns {results}" if results else ""
        reads = f" {node['stateMutability']}" if node["stateMutability"] in ("view", "pure") else ""
        modifiers = node["modifiers"]

        def variant(suffix: str, kept: Iterable[Node], inner: str) -> str:
            guards = "".join(f" {self.source.text(modifier)}" for modifier in kept)
            return f"function {node['name']}__{suffix}({declared}) private{reads}{guards}{returns} {inner}"

        start, stop = span(body)
        header = self._header(node)
        plain = self.source.text(body)
        whole, _ = self._text(start, stop, children(body))
        variants = [variant("0", modifiers, whole)]
        choices = ""
        for number, mutant in removed:
            kept = [modifier for place, modifier in enumerate(modifiers) if place != mutant.change.modifier]
            variants.append(variant(str(number), kept, plain))
            choices += f"if ({switch(number)}) return {node['name']}__{number}({names}); "
        return "\n".join([f"{header} {{ {choices}return {node['name']}__0({names}); }}", *variants])

    def _parameters(self, node: Node) -> list[tuple[str, str]]:
        """Each parameter's declaration and name; those without a name get one."""
        found = []
        for place, parameter in enumerate(node["parameters"]):
            text, name = self.source.text(parameter), parameter["name"]
            found.append((text, name) if name else (f"{text} _unnamed{place}", f"_unnamed{place}"))
        return found

    def _header(self, node: Node) -> str:
        """A function's header without its modifiers, all parameters named."""
        begin, _ = span(node)
        stop, _ = span(node["body"])
        content, pieces, at = self.source.content, [], begin
        parameters = ", ".join(text for text, _ in self._parameters(node["parameters"]))
        first, last = span(node["parameters"])
        for (start, end), instead in sorted(
            [((first, last), f"({parameters})"), *((span(modifier), "") for modifier in node["modifiers"])]
        ):
            pieces += [content[at:start].decode(), instead]
            at = end
        return "".join([*pieces, content[at:stop].decode()]).rstrip()
