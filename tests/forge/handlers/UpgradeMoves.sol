// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {equal} from "../support/Check.sol";
import {IVersionTwo, MarketplaceV2, ProjectSharesV2} from "../support/Versions.sol";
import {timeNow, vm} from "../support/Vm.sol";
import {GovernMoves} from "./GovernMoves.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title Upgrades: to the same code, to a version with more storage, and back: INVARIANTS.md, 21
abstract contract UpgradeMoves is GovernMoves {
    /// @dev Where OpenZeppelin's Initializable and AccessManaged keep what upgrades need.
    bytes32 private constant INITIALIZABLE = 0xf0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00;
    bytes32 private constant ACCESS_MANAGED = 0xf3177357ab46d8af007ab3fdb9af81da189e1068fefdc0073dca88a2cab40a00;

    mapping(address proxy => bool) private isTwo;
    mapping(address proxy => uint256) private appended;

    /// @notice A new implementation for one of the proxies: not before its 7 days, and not if the guardian cancels.
    function upgrade(uint256 what) external {
        if (!_onceIn(3, what, "upgrade") || timeNow() > LAST_DAY) return;
        address proxy = [address(market), address(shares), address(energy)][_mix(what, "proxy") % 3];
        bool two = proxy != address(energy) && _onceIn(2, what, "version two");
        bool starts = two && appended[proxy] == 0;
        bytes memory start = starts ? abi.encodeCall(IVersionTwo.startVersionTwo, (1 + what / 2)) : bytes("");
        address code = two ? _versionTwo(proxy) : _implementation(proxy);
        bytes memory data = abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (code, start));
        vm.prank(upgrader);
        authority.schedule(proxy, data, 0);
        bool early = _onceIn(4, what, "early");
        bool cancelled = _onceIn(4, what, "cancelled");
        vm.warp(timeNow() + UPGRADE_DELAY - (early ? 1 : 0));
        if (cancelled) {
            vm.prank(guardian);
            authority.cancel(upgrader, proxy, data);
        }
        vm.record();
        bool done = _try(!early && !cancelled, upgrader, proxy, data);
        (, bytes32[] memory writes) = vm.accesses(proxy);
        vm.stopRecord();
        if (cancelled) ++happened["an upgrade cancelled"];
        if (!done) return;
        if (two != isTwo[proxy]) ++happened[two ? "an upgrade to version two" : "an upgrade back"];
        isTwo[proxy] = two;
        if (starts) appended[proxy] = 1 + what / 2;
        equal("21: slots that an upgrade wrote", 0, _foreign(writes), starts ? 1 : 0);
        if (two) equal("21: what version two appended", 0, IVersionTwo(proxy).appended(), appended[proxy]);
        _checkAll();
    }

    /// @dev All that can be compared without a call that changes something: INVARIANTS.md, 1 to 15 and 18 to 20.
    function _checkAll() internal view virtual;

    function _versionTwo(address proxy) private returns (address) {
        if (proxy == address(market)) {
            return address(new MarketplaceV2(token, shares, address(energy), address(forwarder)));
        }
        return address(new ProjectSharesV2(token, market, energy, address(forwarder)));
    }

    /// @dev How many writes were to something else than what upgrades are kept in.
    function _foreign(bytes32[] memory writes) private pure returns (uint256 count) {
        for (uint256 i; i < writes.length; ++i) {
            if (
                writes[i] != ERC1967Utils.IMPLEMENTATION_SLOT && writes[i] != INITIALIZABLE
                    && writes[i] != ACCESS_MANAGED
            ) ++count;
        }
    }
}
