// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICLPToken} from "../../../contracts/interfaces/ICLPToken.sol";
import {HookedPeso, IStage, Rogue, WhimsicalMeter} from "../support/Rogue.sol";
import {Signers, SmartMeter} from "../support/Signers.sol";
import {vm} from "../support/Vm.sol";

/// @title Who plays, and how numbers drawn by the fuzzer become choices
abstract contract Cast is Signers {
    /// @notice What a rogue does when its pesos move.
    enum Mood {
        Calm,
        Refuses,
        Moves, // makes a move, or has one made
        MovesAndRefuses
    }

    address[] internal owners;
    address[] internal suppliers;
    address[] internal financiers;
    address[] internal cooperatives;
    /// @dev All of the above and a stranger: whoever may hold tokens and shares, besides the treasuries.
    address[] internal people;
    address[] internal treasuries;
    /// @dev Those of the people whose accounts are contracts that mean harm: one of each group, and the stranger.
    address[] internal rogues;
    mapping(address rogue => Mood) internal moods;

    function _invite() internal {
        _enlist(owners, "owner", 3);
        _enlist(suppliers, "supplier", 4);
        _enlist(financiers, "financier", 4);
        _enlist(cooperatives, "cooperative", 2);
        people.push(_account("stranger"));
        treasuries.push(treasury);
        treasuries.push(_account("second treasury"));
        bytes memory code = address(new Rogue(IStage(address(this)))).code;
        rogues = [owners[2], suppliers[3], financiers[3], cooperatives[1], people[people.length - 1]];
        for (uint256 i; i < rogues.length; ++i) {
            vm.etch(rogues[i], code);
            HookedPeso(address(token)).callOn(rogues[i]);
        }
    }

    function _newToken() internal override returns (ICLPToken) {
        return new HookedPeso(address(authority));
    }

    function _newSmartMeter(address key) internal override returns (SmartMeter) {
        return new WhimsicalMeter(key);
    }

    /// @dev Whether pesos can go to or from an account.
    function _agrees(address account) internal view returns (bool) {
        return moods[account] != Mood.Refuses && moods[account] != Mood.MovesAndRefuses;
    }

    function _enlist(address[] storage group, string memory name, uint256 count) private {
        for (uint256 i; i < count; ++i) {
            address account = _account(string.concat(name, " ", string(abi.encodePacked(bytes1(uint8(48 + i))))));
            group.push(account);
            people.push(account);
        }
    }

    /* CHOICES */

    /// @dev Another number from the same draw.
    function _mix(uint256 seed, string memory salt) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }

    /// @dev True once in `times` draws.
    function _onceIn(uint256 times, uint256 seed, string memory salt) internal pure returns (bool) {
        return _mix(seed, salt) % times == 0;
    }

    /// @dev A number from `low` to `high`; the ends more often than others.
    function _bound(uint256 draw, uint256 low, uint256 high) internal pure returns (uint256) {
        uint256 kind = _mix(draw, "end") % 16;
        if (kind == 0) return low;
        if (kind == 1) return high;
        return low + draw % (high - low + 1);
    }

    function _min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    function _one(address[] storage group, uint256 seed) internal view returns (address) {
        return group[seed % group.length];
    }

    function _anyone(uint256 seed) internal view returns (address) {
        return people[_mix(seed, "anyone") % people.length];
    }

    /// @dev The one who should call, but once in eight draws anyone at all.
    function _mostly(address account, uint256 seed) internal view returns (address) {
        return _onceIn(8, seed, "mostly") ? _anyone(seed) : account;
    }

    function _mostlyOne(address[] storage group, uint256 seed) internal view returns (address) {
        return _mostly(_one(group, seed), seed);
    }

    function _indexIn(address[] storage group, address account) internal view returns (bool found, uint256 index) {
        for (; index < group.length; ++index) {
            if (group[index] == account) return (true, index);
        }
    }
}
