"""The contracts as a program: which function answers a call, and all that this call can reach."""

from dataclasses import dataclass, field
from functools import cache, cached_property

from audit.parts import ROOT
from audit.syntax import Node, span, trees, walk

_EXTERNAL = ("t_function_external", "t_function_bare", "t_function_delegatecall")
_YUL_CALLS = {"call", "staticcall", "delegatecall", "callcode", "create", "create2"}


@dataclass(frozen=True)
class Call:
    """A call out of the contract: its source without arguments, and the name of the function that is called."""

    source: str
    member: str


@dataclass
class Reached:
    """What a call of one function can reach in the contract's own code and in that of its libraries."""

    errors: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    calls: dict[Call, None] = field(default_factory=dict)  # an ordered set
    in_person: bool = False  # looks at msg.sender, in Antu's own code


class Contract:
    """A deployed contract, from its syntax tree and those of all that it inherits."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lineage = [_nodes()[base] for base in _contracts()[name]["linearizedBaseContracts"]]
        self.bases = {base["name"] for base in self.lineage}

    @cached_property
    def functions(self) -> dict[str, Node]:
        """By selector (8 hex digits), the function or public variable that answers."""
        found: dict[str, Node] = {}
        for base in self.lineage:
            for node in base["nodes"]:
                if "functionSelector" in node and node["nodeType"] in ("FunctionDefinition", "VariableDeclaration"):
                    found.setdefault(node["functionSelector"], node)
        return found

    def reached(self, function: Node) -> Reached:
        """Everything below one function."""
        reached = Reached()
        if function["nodeType"] == "FunctionDefinition":
            self._follow(function, reached, set())
        return reached

    def _follow(self, function: Node, reached: Reached, seen: set[int]) -> None:
        if function["id"] in seen:
            return
        seen.add(function["id"])
        reached.functions.add(function["name"])
        if function["name"] == "_msgSender":
            return  # who acts; the forwarder's part in it is nobody's business here
        for node in walk(function):
            kind = node["nodeType"]
            if kind == "ModifierInvocation":
                modifier = _nodes()[node["modifierName"]["referencedDeclaration"]]
                if modifier["nodeType"] == "ModifierDefinition":
                    reached.modifiers.add(modifier["name"])
                    self._follow(modifier, reached, seen)
            elif kind == "FunctionCall":
                self._call(node, function, reached, seen)
            elif kind == "YulFunctionCall" and node["functionName"]["name"] in _YUL_CALLS:
                where = f"{_nodes()[function['scope']]['name']}.{function['name']}"
                reached.calls[Call(f"{node['functionName']['name']} in {where}", "")] = None
            elif kind == "MemberAccess" and _is_sender(node) and _is_own(function):
                reached.in_person = True

    def _call(self, node: Node, caller: Node, reached: Reached, seen: set[int]) -> None:
        callee = node["expression"]
        while callee["nodeType"] == "FunctionCallOptions":
            callee = callee["expression"]
        target = _nodes().get(callee.get("referencedDeclaration", -1))
        if target and target["nodeType"] == "ErrorDefinition":
            reached.errors.add(target["name"])
        elif callee["typeDescriptions"]["typeIdentifier"].startswith(_EXTERNAL):
            reached.calls[_told(callee, caller["path"])] = None
        elif target and target["nodeType"] == "FunctionDefinition":
            if _nodes()[target["scope"]].get("contractKind") == "library":
                if _leaves(target["id"]):
                    reached.calls[_told(callee, caller["path"])] = None
            else:
                self._follow(self._resolved(callee, target, caller), reached, seen)

    def _resolved(self, callee: Node, target: Node, caller: Node) -> Node:
        """Which override of an internal function a call means in this contract."""
        lineage = self.lineage
        if callee["nodeType"] == "MemberAccess":
            if callee["expression"].get("name") != "super":
                return target  # named with its contract
            lineage = lineage[1 + [base["id"] for base in lineage].index(caller["scope"]) :]
        wanted = _shape(target)
        return next(
            node
            for base in lineage
            for node in base["nodes"]
            if node["nodeType"] == "FunctionDefinition" and node["implemented"] and _shape(node) == wanted
        )


@cache
def _nodes() -> dict[int, Node]:
    """Declarations by id. Where each was declared is added as `path`, and `scope` where the compiler leaves it out."""
    found = {}
    for path, tree in trees().items():
        for node in walk(tree):
            if node["nodeType"].endswith(("Definition", "Declaration")) and "id" in node:  # assembly has none
                node["path"] = path
                found[node["id"]] = node
                if node["nodeType"] == "ContractDefinition":
                    for member in node["nodes"]:
                        member.setdefault("scope", node["id"])
    return found


@cache
def _contracts() -> dict[str, Node]:
    return {node["name"]: node for node in _nodes().values() if node["nodeType"] == "ContractDefinition"}


def _shape(function: Node) -> tuple[str, ...]:
    types = [each["typeDescriptions"]["typeString"] for each in function["parameters"]["parameters"]]
    return function["name"], *types


def _is_own(function: Node) -> bool:
    return str(function["path"]).startswith("contracts/")


def _is_sender(node: Node) -> bool:
    return bool(node["memberName"] == "sender" and node["expression"].get("name") == "msg")


@cache
def _leaves(function: int) -> bool:
    """Whether a library's function calls another contract, in Solidity or in assembly."""
    return any(_leaving(node) for node in walk(_nodes()[function]))


def _leaving(node: Node) -> bool:
    if node["nodeType"] == "YulFunctionCall":
        return node["functionName"]["name"] in _YUL_CALLS
    if node["nodeType"] != "FunctionCall" or node["kind"] != "functionCall":
        return False
    callee = node["expression"]
    while callee["nodeType"] == "FunctionCallOptions":
        callee = callee["expression"]
    if callee["typeDescriptions"]["typeIdentifier"].startswith(_EXTERNAL):
        return True
    target = _nodes().get(callee.get("referencedDeclaration", -1))
    return bool(target and target["nodeType"] == "FunctionDefinition" and _leaves(target["id"]))


def _told(callee: Node, path: str) -> Call:
    start, end = span(callee)
    source = " ".join(_text(path)[start:end].decode().split())
    return Call(source, callee.get("memberName", ""))


@cache
def _text(path: str) -> bytes:
    return (ROOT / path).read_bytes()
