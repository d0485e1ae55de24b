"""What a call can reach, found in a small contract that has one of each difficulty."""

import pytest

from antu.errors import AntuError
from audit.access import program
from audit.access.program import Contract
from audit.syntax import compiled

SOURCE = """
pragma solidity ^0.8.28;

interface Vault { function take(uint256 amount) external; function held() external view returns (uint256); }

library Quiet { function twice(uint256 x) internal pure returns (uint256) { return 2 * x; } }

library Loud {
    function pay(Vault vault, uint256 amount) internal { _pay(vault, amount); }
    function _pay(Vault vault, uint256 amount) private {
        assembly { pop(call(gas(), vault, 0, 0, 0, 0, 0)) }
        amount;
    }
}

error Stopped();
error NotYours();
error Unreached();

abstract contract Base {
    Vault public immutable VAULT;
    bool internal stopped;
    modifier whileOn() { if (stopped) revert Stopped(); _; }
    function _msgSender() internal view virtual returns (address) { return msg.sender; }
    function _check() internal view virtual { }
    function _hook() internal virtual { VAULT.held(); }
    function act() external whileOn { _hook(); }
}

abstract contract Middle is Base {
    using Loud for Vault;
    function _hook() internal virtual override { super._hook(); VAULT.pay(1); }
}

contract Small is Middle {
    function _check() internal view override { require(_msgSender() == address(1), NotYours()); }
    function _hook() internal override { _check(); super._hook(); }
    function own() external view returns (bool) { return msg.sender == address(2); }
    function quiet(uint256 x) external returns (uint256) { return Quiet.twice(x); }
    function ask() external { try this.own() returns (bool) {} catch {} VAULT.take{gas: 9}(1); }
    function raw(address to) external { assembly { pop(staticcall(gas(), to, 0, 0, 0, 0)) } }
}
"""

CACHES = (program._nodes, program._contracts, program._leaves)


@pytest.fixture(scope="module")
def small():
    """The contract, in the place of Antu's."""
    tree = compiled({"contracts/Small.sol": SOURCE})["output"]["sources"]["contracts/Small.sol"]["ast"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program, "trees", lambda: {"contracts/Small.sol": tree})
        patch.setattr(program, "_text", lambda path: SOURCE.encode())
        for cache in CACHES:
            cache.cache_clear()
        yield Contract("Small")
    for cache in CACHES:
        cache.cache_clear()


def reached(small, name):
    return small.reached(next(each for each in small.functions.values() if each["name"] == name))


def calls(small, name):
    return [call.source for call in reached(small, name).calls]


def test_functions_are_those_that_answer(small):
    names = sorted(each["name"] for each in small.functions.values())
    assert names == ["VAULT", "act", "ask", "own", "quiet", "raw"]


def test_override_that_this_contract_has_is_followed_and_super_goes_up_its_lineage(small):
    found = reached(small, "act")
    assert found.errors == {"Stopped", "NotYours"}
    assert found.modifiers == {"whileOn"}
    assert calls(small, "act") == ["VAULT.held", "VAULT.pay"]


def test_sender_asked_through_the_forwarder_is_not_in_person(small):
    found = reached(small, "act")
    assert "_msgSender" in found.functions
    assert not found.in_person
    assert reached(small, "own").in_person


def test_call_to_itself_and_with_options_leaves_the_contract(small):
    assert calls(small, "ask") == ["this.own", "VAULT.take"]


def test_library_that_only_computes_does_not(small):
    assert calls(small, "quiet") == []


def test_call_in_assembly_leaves_it(small):
    assert calls(small, "raw") == ["staticcall in Small.raw"]


def test_compiled_says_what_the_compiler_refuses():
    with pytest.raises(AntuError, match="do not compile") as refused:
        compiled({"contracts/Bad.sol": "contract Bad { function f() external { g(); } }"})
    assert "Undeclared identifier" in refused.value.hint
