"""A chain in dictionaries: as much of Antu's contracts as a deployment sees."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from antu.deployment import Mined, Multisig, Operation
from antu.deployment.check import GOOD, TAKEN
from antu.deployment.view import IMPLEMENTATION_SLOT
from antu.errors import AntuError
from antu.governance.layout import Kind, Layout, Variable
from antu.roles import PERMISSIONS, AccessRole


def address(number: int) -> str:
    """An address of digits only, whose checksum is itself."""
    return f"0x{number:040d}"


DEPLOYER = address(1)


class FakeChain:
    """Implements `ChainPort`. `fail` is asked before and after each transaction whether the connection breaks there."""

    def __init__(self, chain_id: int = 31337, deployer: str = DEPLOYER) -> None:
        self.chain_id = chain_id
        self.deployer = deployer
        self.transactions: list[str] = []
        self.contracts: dict[str, tuple[str, tuple[Any, ...]]] = {}
        self.behind: dict[str, str] = {}
        self.state: dict[str, dict[str, Any]] = defaultdict(dict)
        self.members: dict[tuple[int, str], int] = {}
        self.function_roles: dict[tuple[str, str], int] = {}
        self.role_admins: dict[int, int] = {}
        self.guardians: dict[int, int] = {int(AccessRole.UPGRADER): int(AccessRole.GUARDIAN)}
        self.closed: set[str] = set()
        self.operations: dict[Operation, int] = {}  # and when each may be executed, 0 if not any more
        self.multisigs: dict[str, Multisig] = {}
        self.grants: dict[int, list[str]] = defaultdict(list)
        self.fail: Callable[[str], bool] = lambda moment: False
        self.verifies: Callable[[bytes], bytes] = lambda signature: TAKEN if signature == GOOD else b"\xff" * 4

    # What the port promises

    def code_at(self, address: str) -> bytes:
        code = self.contracts.get(address, self.multisigs.get(address))
        return repr(code).encode() if code else b""

    def storage_at(self, address: str, slot: int) -> bytes:
        assert slot == IMPLEMENTATION_SLOT
        return bytes.fromhex(self.behind[address][2:]).rjust(32, b"\0")

    def deploy(self, contract: str, arguments: Sequence[Any]) -> Mined:
        mined = self._mine(f"deploy {contract}")
        at = address(1_000 + len(self.contracts))
        self.contracts[at] = (contract, tuple(map(str, arguments)))
        if contract == "Authority":
            self._grant(AccessRole.ADMIN, arguments[0], 0)
        if contract == "AntuProxy":
            self.behind[at] = arguments[0]
            self.state[at]["authority"] = arguments[1].split()[-1]
        else:
            known = {
                "CLPToken": ("authority",),
                "AllowList": ("authority",),
                "UFIndex": ("authority",),
                "MarketLens": ("MARKET", "SHARES", "ENERGY"),
            }
            self.state[at].update(zip(known.get(contract, ()), arguments, strict=False))
        self._survive(f"after deploy {contract}")
        return Mined(mined, len(self.transactions), at)

    def transact(self, contract: str, address: str, method: str, arguments: Sequence[Any]) -> Mined:
        self._require(self._role_for(address, method))
        mined = self._mine(f"{contract}.{method}")
        getattr(self, f"_{method}")(address, *arguments)
        self._survive(f"after {contract}.{method}")
        return Mined(mined, len(self.transactions))

    def read(self, contract: str, address: str, method: str, arguments: Sequence[Any]) -> Any:
        assert address in self.contracts, f"nothing at {address}"
        if method == "hasRole":
            key = (arguments[0], arguments[1])
            return [key in self.members, self.members.get(key, 0)]
        if method == "getTargetFunctionRole":
            return self.function_roles.get((arguments[0], arguments[1]), 0)
        if method == "verify":
            return self.verifies(arguments[2])
        if method == "getRoleGuardian":
            return self.guardians.get(arguments[0], int(AccessRole.ADMIN))
        if method == "getSchedule":
            return next(when for each, when in self.operations.items() if each.id == "0x" + arguments[0].hex())
        if method == "getRoleAdmin":
            return self.role_admins.get(arguments[0], int(AccessRole.ADMIN))
        if method == "isTargetClosed":
            return arguments[0] in self.closed
        if method == "classCapacity":
            return self.state[address].get(("class", arguments[0]), 0)
        state = self.state[address]
        if method == "settings":
            return SimpleNamespace(**{name: state.get(name, 0) for name in ("feeBps", "openRegions", "openClasses")})
        return state[method]

    def encode(self, contract: str, method: str, arguments: Sequence[Any]) -> str:
        return " ".join([contract, method, *map(str, arguments)])

    def granted(self, authority: str, since_block: int) -> dict[int, list[str]]:
        assert since_block > 0
        return self.grants

    def layout(self, contract: str) -> Layout:
        return Layout(variables=(Variable(0, 0, f"_of{contract}", "uint256"),), types={"uint256": Kind(bytes=32)})

    def scheduled(self, authority: str, since_block: int) -> list[Operation]:
        assert since_block > 0
        return list(self.operations)

    def multisig(self, address: str) -> Multisig | None:
        return self.multisigs.get(address)

    # What the contracts do

    def _upgradeToAndCall(self, proxy: str, implementation: str, data: str) -> None:
        self.behind[proxy] = implementation
        contract, arguments = self.contracts[implementation]
        known = {
            "Marketplace": ("TOKEN", "SHARES", "ENERGY", "trustedForwarder"),
            "ProjectShares": ("TOKEN", "MARKET", "ENERGY", "trustedForwarder"),
            "EnergySales": ("TOKEN", "MARKET", "SHARES", "UF", "trustedForwarder"),
        }[contract]
        self.state[proxy].update(zip(known, arguments, strict=True))
        values = data.split()[2:]
        if contract == "Marketplace":
            self.state[proxy].update(treasury=values[0], feeBps=int(values[1]), eligibility=address(0))
        if contract == "EnergySales":
            self.state[proxy]["toleranceBps"] = 10_500

    def _setRegions(self, market: str, regions: int) -> None:
        self.state[market]["openRegions"] = regions

    def _setTolerance(self, energy: str, bps: int) -> None:
        self.state[energy]["toleranceBps"] = bps

    def _setEligibility(self, market: str, listed: str) -> None:
        self.state[market]["eligibility"] = listed

    def _openClass(self, market: str, class_id: int, capacity: int) -> None:
        state = self.state[market]
        state["openClasses"] = state.get("openClasses", 0) | 1 << class_id
        state["class", class_id] = capacity

    def _setTargetFunctionRole(self, authority: str, target: str, selectors: Sequence[str], role: int) -> None:
        self.function_roles |= {(target, selector): role for selector in selectors}

    def _grantRole(self, authority: str, role: int, account: str, delay: int) -> None:
        self._grant(role, account, delay)

    def _renounceRole(self, authority: str, role: int, account: str) -> None:
        assert account == self.deployer
        del self.members[role, account]

    def _grant(self, role: int, account: str, delay: int) -> None:
        self.members[int(role), account] = delay
        self.grants[int(role)].append(account)

    def _role_for(self, address: str, method: str) -> AccessRole:
        selector = next((p.selector for p in PERMISSIONS if p.name == method), "")
        return AccessRole(self.function_roles.get((address, selector), AccessRole.ADMIN))

    def _require(self, role: AccessRole) -> None:
        if (int(role), self.deployer) not in self.members:
            raise AntuError(f"{self.deployer} is not {role.name}")

    def _mine(self, what: str) -> str:
        self._survive(f"before {what}")
        self.transactions.append(what)
        return f"0x{len(self.transactions):064x}"

    def _survive(self, moment: str) -> None:
        if self.fail(moment):
            raise AntuError(f"connection lost {moment}")
