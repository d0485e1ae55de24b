// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Tries mutants: for each, everything is deployed anew and tested until something fails
/// @dev Mutant `n` is on in blocks whose beneficiary is address `n`; 0 is none. One run of Forge tries many, for its start takes
/// longer than most of them live. The tests are called as Forge would call them, by what `audit.mutation.forge` found in
/// their artifacts; arguments are drawn there. What killed a mutant is written as it is known: a line `number reason`, with
/// `-` for one that lives.
contract MutantsTest {
    struct Killer {
        string artifact;
        bool hasSetUp;
        bytes[] calls;
    }

    /// @dev Lives of the whole market, like those of the invariants' campaigns.
    struct Campaign {
        string artifact;
        uint256 lives;
        uint256 moves;
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /// @dev Far more than a test or a move takes. Some moves burn all that they are given, and there are thousands in one run.
    uint256 private constant CALL_GAS = 1_000_000_000;
    string private constant RESULTS = "results/mutants.txt";
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function test_mutants() external {
        uint256[] memory mutants = vm.envUint("ANTU_MUTANTS", ",");
        for (uint256 i; i < mutants.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            vm.coinbase(address(uint160(mutants[i])));
            // In a call of its own, whose memory is free when it ends.
            (bool done, bytes memory answer) = address(this).call(abi.encodeCall(this.firstToFail, ()));
            string memory reason = done ? abi.decode(answer, (string)) : "deployment";
            vm.revertToStateAndDelete(snapshot);
            vm.writeLine(RESULTS, string.concat(vm.toString(mutants[i]), " ", reason));
        }
    }

    /// @return reason the first test that fails, or `-`
    function firstToFail() external returns (string memory reason) {
        (Killer[] memory killers, Campaign[] memory campaigns) =
            abi.decode(vm.envBytes("ANTU_KILLERS"), (Killer[], Campaign[]));
        for (uint256 i; i < killers.length; ++i) {
            reason = _test(killers[i]);
            if (bytes(reason).length > 0) return reason;
        }
        for (uint256 i; i < campaigns.length; ++i) {
            reason = _play(campaigns[i]);
            if (bytes(reason).length > 0) return reason;
        }
        return "-";
    }

    function _test(Killer memory killer) private returns (string memory) {
        address test = vm.deployCode(killer.artifact);
        if (killer.hasSetUp && !_succeeds(test, abi.encodeWithSignature("setUp()"))) return "setUp";
        for (uint256 i; i < killer.calls.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            bool passed = _succeeds(test, killer.calls[i]);
            vm.revertToStateAndDelete(snapshot);
            if (!passed) return string.concat(killer.artifact, "#", vm.toString(i));
        }
        return "";
    }

    function _play(Campaign memory campaign) private returns (string memory) {
        address test = vm.deployCode(campaign.artifact);
        if (!_succeeds(test, abi.encodeWithSignature("setUp()"))) return "setUp";
        (, bytes memory answer) = test.call(abi.encodeWithSignature("targetSelectors()"));
        bytes4[] memory moves = abi.decode(answer, (FuzzSelector[]))[0].selectors;
        for (uint256 life; life < campaign.lives; ++life) {
            uint256 snapshot = vm.snapshotState();
            string memory failed = this.live(test, moves, life, campaign.moves);
            vm.revertToStateAndDelete(snapshot);
            if (bytes(failed).length > 0) return string.concat(campaign.artifact, " ", failed);
        }
        return "";
    }

    /// @dev One life, drawn by its number; at its end all invariants are checked.
    function live(address test, bytes4[] calldata moves, uint256 life, uint256 length)
        external
        returns (string memory failed)
    {
        for (uint256 i; i < length; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(life, i)));
            if (!this.move(test, moves[draw % moves.length], draw)) return "move";
        }
        return _succeeds(test, abi.encodeWithSignature("afterInvariant()")) ? "" : "invariant";
    }

    function move(address test, bytes4 selector, uint256 draw) external returns (bool) {
        uint256[5] memory arguments;
        for (uint256 i; i < arguments.length; ++i) {
            arguments[i] = uint256(keccak256(abi.encode(draw, i)));
        }
        return _succeeds(test, abi.encodePacked(selector, arguments));
    }

    function _succeeds(address test, bytes memory data) private returns (bool done) {
        (done,) = test.call{gas: CALL_GAS}(data);
    }
}

/// @dev The cheatcodes used here and by no other test of ours.
interface Vm {
    function coinbase(address beneficiary) external;
    function deployCode(string calldata artifact) external returns (address);
    function envBytes(string calldata name) external view returns (bytes memory);
    function envUint(string calldata name, string calldata delimiter) external view returns (uint256[] memory);
    function revertToStateAndDelete(uint256 snapshot) external returns (bool);
    function snapshotState() external returns (uint256 snapshot);
    function toString(uint256 value) external pure returns (string memory);
    function writeLine(string calldata path, string calldata line) external;
}
