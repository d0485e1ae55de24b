"""A recorded deployment on a chain: its contracts by short name."""

from typing import Any

from eth_utils.address import to_checksum_address

from antu.deployment.names import INTERFACES
from antu.deployment.port import ChainPort
from antu.deployment.record import Record
from antu.roles import AccessRole

# ERC-1967: keccak256("eip1967.proxy.implementation") - 1
IMPLEMENTATION_SLOT = 0x360894A13BA1A3210667C828492DB98DCA3E2076CC3735A920A3CA505D382BBC


class View:
    """Reads contracts by short name."""

    def __init__(self, port: ChainPort, record: Record) -> None:
        self.port = port
        self.record = record

    def address(self, name: str) -> str:
        return self.record.address(name)

    def interface(self, name: str) -> str:
        """The contract whose functions answer at a name."""
        return INTERFACES[name]

    def read(self, name: str, method: str, *arguments: Any) -> Any:
        return self.port.read(INTERFACES[name], self.address(name), method, arguments)

    def encode(self, name: str, method: str, *arguments: Any) -> str:
        return self.port.encode(INTERFACES[name], method, arguments)

    def implementation(self, proxy: str) -> str:
        """The address of the contract behind a proxy."""
        return to_checksum_address(self.port.storage_at(self.address(proxy), IMPLEMENTATION_SLOT)[-20:])

    def membership(self, role: AccessRole, account: str) -> tuple[bool, int]:
        """Whether an account has a role, and the seconds that its actions wait."""
        is_member, delay = self.read("authority", "hasRole", int(role), account)
        return bool(is_member), int(delay)
