// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {vm} from "../support/Vm.sol";
import {Model} from "./Model.sol";
import {PausableUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/PausableUpgradeable.sol";

/// @title What a run has reached, so that no invariant holds because nothing happened
abstract contract Tally is Model {
    /// @dev A line for each run of a campaign, which `audit.invariants` adds up.
    string private constant REACHED = "build/forge/reached.txt";
    uint8 private constant PAUSED = 1;
    uint8 private constant IN_DEBT = 2;
    uint8 private constant WITHIN = 4;

    struct Count {
        uint256 done;
        uint256 refused;
    }

    /// @notice A call, and the circumstances in which it was made.
    struct Call {
        bytes4 selector;
        address target;
        IMarketTypes.State state; // of the project that it names, before; None if it names none
        uint8 flags; // a bit each: its contract was paused, the caller in debt, pesos on the move
    }

    mapping(address target => mapping(bytes4 selector => Count)) internal counts;
    /// @dev The states in which projects were last seen, and how often each change of state was seen.
    mapping(uint256 projectId => IMarketTypes.State) internal seen;
    mapping(IMarketTypes.State from => mapping(IMarketTypes.State to => uint256)) internal arrows;
    /// @dev How often something happened that no function or state tells apart.
    mapping(string what => uint256) internal happened;
    /// @dev How often calls were made in the same circumstances with the same outcome: see `_key`.
    mapping(bytes8 key => uint256) private tally;
    bytes8[] private keys;
    /// @dev Which word of a function's arguments is the project's number, counted from 1.
    mapping(bytes4 selector => uint256) internal placeOfProject;
    /// @dev Whether a move is being made while the pesos of another one move.
    bool internal within;

    /// @dev The circumstances of a call that is about to be made.
    function _look(address who, address target, bytes memory data) internal view returns (Call memory c) {
        c = Call(bytes4(data), target, IMarketTypes.State.None, _flagsOf(who, target));
        uint256 place = placeOfProject[c.selector];
        if (place > 0) c.state = seen[_word(data, place)];
    }

    function _flagsOf(address who, address target) private view returns (uint8 flags) {
        if (target == address(market) && _isPaused()) flags |= PAUSED;
        if (target == address(energy) && _isEnergyPaused()) flags |= PAUSED;
        // For the shares, whose exits go on then, both: nothing there looks at a pause.
        if (target == address(shares) && _isPaused() && _isEnergyPaused()) flags |= PAUSED;
        if (records[who].inDebt) flags |= IN_DEBT;
        if (within) flags |= WITHIN;
    }

    /// @dev Counts what became of a project that a batch names.
    function _countItem(address who, address target, bytes4 selector, uint256 id, bool done) internal {
        _count(Call(selector, target, seen[id], _flagsOf(who, target)), done);
    }

    function _count(Call memory c, bool done) internal {
        Count storage count = counts[c.target][c.selector];
        if (done) ++count.done;
        else ++count.refused;
        bytes8 key = _key(c, done);
        if (++tally[key] == 1) keys.push(key);
    }

    /// @dev Selector, contract, state, flags and outcome, in bytes; the last is left for how often.
    function _key(Call memory c, bool done) private view returns (bytes8) {
        uint64 place = c.target == address(market)
            ? 1
            : c.target == address(shares) ? 2 : c.target == address(energy) ? 3 : c.target == address(token) ? 4 : 5;
        uint64 circumstances = place << 24 | uint64(c.state) << 16 | uint64(c.flags) << 8 | (done ? 1 : 0);
        return bytes8(uint64(uint32(c.selector)) << 32 | circumstances);
    }

    /// @dev Notes how a project's state has changed.
    function _observe(uint256 id) internal {
        IMarketTypes.State state = market.project(id).state;
        if (state != seen[id]) ++arrows[seen[id]][state];
        seen[id] = state;
    }

    function _isPaused() internal view returns (bool) {
        return market.settings().paused;
    }

    function _isEnergyPaused() internal view returns (bool) {
        return PausableUpgradeable(address(energy)).paused();
    }

    /* THE FILE */

    function _beginFile() internal {
        vm.writeFile(REACHED, "");
    }

    /// @dev A key is eight bytes, and after it comes in four how often it was counted.
    function _writeLine() internal {
        bytes memory line = new bytes(keys.length * 12);
        for (uint256 i; i < keys.length; ++i) {
            bytes12 entry = bytes12(keys[i]) | bytes12(uint96(uint32(tally[keys[i]])));
            for (uint256 k; k < 12; ++k) {
                line[i * 12 + k] = entry[k];
            }
        }
        vm.writeLine(REACHED, vm.toString(line));
    }

    function _word(bytes memory data, uint256 place) private pure returns (uint256 word) {
        require(data.length >= 4 + 32 * place, "no such word");
        assembly ("memory-safe") {
            word := mload(add(data, add(4, mul(32, place))))
        }
    }
}
