"""What can be wrong with a piece of a contract: each operator, given a node, says how else it could have been written.

An operator names its changes as text. Whether the change is to an expression, a statement, a function's modifier or a
constant (`Form`) tells `schemata` how to put it beside the original.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from audit.mutation.sources import Source, Sources
from audit.syntax import Node

Form = Enum("Form", ["EXPRESSION", "STATEMENT", "MODIFIER", "CONSTANT"])

_ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "<<": ">>", ">>": "<<", "&": "|", "|": "&"}
_BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_ASSIGNMENT = {"+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "|=": "&=", "&=": "|="}
_STEP = {"++": "--", "--": "++"}
_INTEGER = re.compile(r"u?int\d+$")
_CHECKED_CAST = re.compile(r"to(Ui|I)nt(\d+)$")

# What has other ends than to guard, or can only be left off once in a contract's life.
_KEPT_MODIFIERS = {"initializer"}


@dataclass(frozen=True)
class Change:
    """What an operator makes of a node: the text instead of it; of a modifier, which of the function's it removes."""

    operator: str
    form: Form
    after: str
    modifier: int = 0
    kind: str = ""  # the type that a number gets, where the compiler cannot tell


@dataclass(frozen=True)
class Site:
    """A node in its place."""

    sources: Sources
    source: Source
    node: Node
    parents: tuple[Node, ...]

    @property
    def parent(self) -> Node:
        return self.parents[-1]

    def text(self, node: Node) -> str:
        return self.source.text(node)

    def typed(self, node: Node) -> str:
        """A node's type as Solidity writes it."""
        name: str = node["typeDescriptions"].get("typeString") or ""
        return name


Operator = Callable[[Site], Iterator[Change]]


def changes(site: Site) -> Iterator[Change]:
    """All that operators make of a node."""
    for operator in _OPERATORS.get(site.node["nodeType"], ()):
        yield from operator(site)


def _binary(site: Site) -> Iterator[Change]:
    left, sign, right = site.node["leftExpression"], site.node["operator"], site.node["rightExpression"]
    a, b = site.text(left), site.text(right)
    if sign in _ARITHMETIC:
        yield Change("arithmetic", Form.EXPRESSION, f"({a}) {_ARITHMETIC[sign]} ({b})")
    if sign == "/":
        yield Change("round up", Form.EXPRESSION, f"({a}) / ({b}) + (({a}) % ({b}) == 0 ? 0 : 1)")
    if sign in _BOUNDARY:
        yield Change("boundary", Form.EXPRESSION, f"{a} {_BOUNDARY[sign]} {b}")
    if sign in _OPPOSITE:
        yield Change("opposite", Form.EXPRESSION, f"{a} {_OPPOSITE[sign]} {b}")
    if sign in ("&&", "||"):
        # Of a chain, `a && b && c`, the last operand is the node's own; the others are those of the node's left.
        if not (left["nodeType"] == "BinaryOperation" and left["operator"] == sign):
            yield Change("operand dropped", Form.EXPRESSION, b)
        yield Change("operand dropped", Form.EXPRESSION, a)
        yield Change("logic", Form.EXPRESSION, f"({a}) {'||' if sign == '&&' else '&&'} ({b})")


def _unary(site: Site) -> Iterator[Change]:
    sign, operand = site.node["operator"], site.text(site.node["subExpression"])
    if sign in ("!", "-"):
        yield Change("sign dropped", Form.EXPRESSION, operand)
    if sign in _STEP and site.parent["nodeType"] != "ExpressionStatement":
        yield Change("step", Form.EXPRESSION, site.text(site.node).replace(sign, _STEP[sign]))


def _condition(site: Site) -> Iterator[Change]:
    """A condition that has no operator of its own."""
    if site.parent["nodeType"] in ("IfStatement", "Conditional") and site.parent["condition"] is site.node:
        yield Change("negated", Form.EXPRESSION, f"!{site.text(site.node)}")


def _statement(site: Site) -> Iterator[Change]:
    if site.parent["nodeType"] == "ForStatement":
        return  # a loop that steps back, or does not step, only takes time
    expression = site.node["expression"]
    kind = expression["nodeType"]
    if kind == "FunctionCall" and expression["expression"].get("name") == "require":
        yield Change("check removed", Form.STATEMENT, "")
        return
    yield Change("statement removed", Form.STATEMENT, "")
    text = site.text(site.node)
    if kind == "Assignment" and expression["operator"] in _ASSIGNMENT:
        sign = expression["operator"]
        left, right = site.text(expression["leftHandSide"]), site.text(expression["rightHandSide"])
        yield Change("assignment", Form.STATEMENT, f"{left} {_ASSIGNMENT[sign]} {right};")
    if kind == "UnaryOperation" and expression["operator"] in _STEP:
        sign = expression["operator"]
        yield Change("step", Form.STATEMENT, f"{text.replace(sign, _STEP[sign])};")
    if kind == "FunctionCall":
        for swapped in _swapped(site, expression):
            yield Change("arguments swapped", Form.STATEMENT, f"{swapped};")


def _removed(site: Site) -> Iterator[Change]:
    operator = "event removed" if site.node["nodeType"] == "EmitStatement" else "statement removed"
    yield Change(operator, Form.STATEMENT, "")


def _call(site: Site) -> Iterator[Change]:
    node = site.node
    if site.parent["nodeType"] in ("ExpressionStatement", "EmitStatement", "RevertStatement"):
        return
    if site.parent["nodeType"] == "TryStatement" and site.parent["externalCall"] is node:
        return  # only a call itself can be tried
    for swapped in _swapped(site, node):
        yield Change("arguments swapped", Form.EXPRESSION, swapped)
    called = node["expression"]
    cast = _CHECKED_CAST.match(called.get("memberName", ""))
    if cast and not node["arguments"]:
        kind = ("uint" if cast[1] == "Ui" else "int") + cast[2]
        yield Change("unchecked cast", Form.EXPRESSION, f"{kind}({site.text(called['expression'])})")


def _swapped(site: Site, call: Node) -> Iterator[str]:
    """The call with two neighbouring arguments of one type changed for each other."""
    if call["kind"] != "functionCall" or call["names"]:
        return
    arguments = call["arguments"]
    texts = [site.text(argument) for argument in arguments]
    for place in range(len(arguments) - 1):
        if site.typed(arguments[place]) != site.typed(arguments[place + 1]) or texts[place] == texts[place + 1]:
            continue
        order = [*texts[:place], texts[place + 1], texts[place], *texts[place + 2 :]]
        yield f"{site.text(call['expression'])}({', '.join(order)})"


def _literal(site: Site) -> Iterator[Change]:
    node, parent = site.node, site.parent
    if node["kind"] != "number" or parent["nodeType"] in ("TupleExpression", "IndexAccess"):
        return  # in a tuple, a number stands for nothing
    kind = ""
    if parent["nodeType"] == "BinaryOperation":
        kind = site.typed(parent) if parent["operator"] in ("<<", ">>", "**") else parent["commonType"]["typeString"]
        if not _INTEGER.match(kind):
            return
    if parent["nodeType"] == "FunctionCall" and parent["kind"] == "typeConversion":
        return
    value, unit = node["value"].replace("_", ""), node.get("subdenomination") or ""
    if not value.isdigit():
        return
    own = f"{value} {unit}".strip()
    for other in (int(value) + 1, int(value) - 1):
        if other < 0:
            continue
        text = f"{own} {'+' if other > int(value) else '-'} 1" if unit else str(other)
        yield Change("constant", Form.EXPRESSION, text, kind=kind)


def _constant(site: Site) -> Iterator[Change]:
    node = site.node
    if node["constant"] and _INTEGER.match(site.typed(node)) and node.get("value"):
        for sign in "+-":
            yield Change("constant", Form.CONSTANT, f"({node['name']} {sign} 1)")


def _returned(site: Site) -> Iterator[Change]:
    """What a function returns, unless that is a number as it stands or another operator changes it."""
    if site.parent["nodeType"] != "Return" or site.node["nodeType"] == "TupleExpression":
        return
    kind = site.typed(site.node)
    if _INTEGER.match(kind):
        yield Change("returned value", Form.EXPRESSION, "0", kind=kind)
    if kind == "bool" and site.node["nodeType"] in ("Identifier", "FunctionCall", "MemberAccess", "IndexAccess"):
        yield Change("returned value", Form.EXPRESSION, f"!{site.text(site.node)}")


def _member(site: Site) -> Iterator[Change]:
    found = site.sources.enums.get(site.node.get("referencedDeclaration", -1))
    if found:
        names, place = found
        other = names[(place + 1) % len(names)]
        yield Change("state", Form.EXPRESSION, f"{site.text(site.node['expression'])}.{other}")


def _modifiers(site: Site) -> Iterator[Change]:
    if site.node["kind"] != "function":
        return
    modifiers = [modifier for modifier in site.node["modifiers"] if modifier.get("kind") == "modifierInvocation"]
    for place, modifier in enumerate(modifiers):
        if site.text(modifier) not in _KEPT_MODIFIERS:
            yield Change("modifier removed", Form.MODIFIER, "", place)


_OPERATORS: dict[str, tuple[Operator, ...]] = {
    "BinaryOperation": (_binary, _returned),
    "UnaryOperation": (_unary, _returned),
    "Conditional": (_returned,),
    "Identifier": (_condition, _returned),
    "IndexAccess": (_condition, _returned),
    "ExpressionStatement": (_statement,),
    "EmitStatement": (_removed,),
    "Continue": (_removed,),
    "RevertStatement": (_removed,),
    "FunctionCall": (_call, _condition, _returned),
    "Literal": (_literal,),
    "VariableDeclaration": (_constant,),
    "MemberAccess": (_member, _condition, _returned),
    "FunctionDefinition": (_modifiers,),
}
