"""A small contract with a bit of everything, its tree as the compiler gives it."""

import json
import subprocess

import pytest

from audit.mutation.sources import Source, Sources
from audit.parts import ROOT

PATH = "contracts/Purse.sol"
PURSE = """\
contract Purse {
    enum State { Open, Shut }

    uint256 private constant LIMIT = 100;
    mapping(address => uint256) private held;
    State private state;
    error TooMuch(uint256 amount, uint256 most);
    event Paid(uint256 amount);

    modifier whenOpen() {
        require(state == State.Open);
        _;
    }

    function pay(uint256 amount, uint256 parts) external whenOpen returns (uint256 each) {
        require(amount <= LIMIT, TooMuch(amount, LIMIT - 1));
        held[msg.sender] -= amount; // niño
        if (parts > 1 && amount > parts) each = _part(amount, parts);
        emit Paid(each);
    }

    function _part(uint256 amount, uint256 parts) private pure returns (uint256) {
        return amount / parts;
    }
}
"""


def sources_of(text: str) -> Sources:
    """This text, parsed."""
    request = {
        "language": "Solidity",
        "sources": {PATH: {"content": text}},
        "settings": {"outputSelection": {"*": {"": ["ast"]}}},
    }
    (solc,) = (ROOT / "toolchain" / "solc").iterdir()
    command = [solc, "--standard-json"]
    answer = json.loads(
        subprocess.run(command, input=json.dumps(request), capture_output=True, text=True, check=True).stdout
    )
    assert not [error for error in answer.get("errors", []) if error["severity"] == "error"], answer["errors"]
    return Sources({PATH: Source(PATH, text.encode(), answer["sources"][PATH]["ast"])})


@pytest.fixture(scope="package")
def purse() -> Sources:
    return sources_of(PURSE)
