// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AllowList} from "../../../contracts/AllowList.sol";
import {ICooperatives} from "../../../contracts/interfaces/energy/ICooperatives.sol";
import {IMeters} from "../../../contracts/interfaces/energy/IMeters.sol";
import {IMarketSettings} from "../../../contracts/interfaces/market/IMarketSettings.sol";
import {equal} from "../support/Check.sol";
import {timeNow} from "../support/Vm.sol";
import {HandoverMoves} from "./HandoverMoves.sol";

/// @title What operator, cooperatives and guardian decide
abstract contract GovernMoves is HandoverMoves {
    /* MARKETPLACE */

    function governMarket(uint256 who, uint256 what, uint256 value) external {
        address caller = _mostly(operator, who);
        bool may = caller == operator;
        uint256 kind = _mix(what, "kind") % 6;
        uint8 sizeClass = classes[value % 3];
        if (kind == 0) {
            uint16 feeBps = uint16(_onceIn(4, value, "highest") ? 1000 : _bound(value, 0, 1200));
            may = may && feeBps <= 1000;
            if (may && feeBps == 1000) ++happened["the highest fee"];
            _try(may, caller, address(market), abi.encodeCall(IMarketSettings.setFee, (feeBps)));
        } else if (kind == 1) {
            address account = value % 8 == 0 ? address(0) : treasuries[value % treasuries.length];
            may = may && account != address(0);
            _try(may, caller, address(market), abi.encodeCall(IMarketSettings.setTreasury, (account)));
        } else if (kind == 2) {
            address eligibility = value % 4 == 0 ? address(list) : address(0);
            _try(may, caller, address(market), abi.encodeCall(IMarketSettings.setEligibility, (eligibility)));
        } else if (kind == 3) {
            _setClass(may, caller, sizeClass, value);
        } else if (kind == 4) {
            uint16 open = _onceIn(4, value, "regions") ? uint16(value) : ALL_REGIONS;
            _try(may, caller, address(market), abi.encodeCall(IMarketSettings.setRegions, (open)));
        } else {
            address[] memory accounts = new address[](1);
            accounts[0] = _anyone(value);
            bytes memory data = abi.encodeCall(AllowList.set, (accounts, !_onceIn(3, value, "off the list")));
            _try(may, caller, address(list), data);
        }
    }

    /// @dev Mostly opens it; a class that was opened keeps its capacity.
    function _setClass(bool may, address caller, uint8 sizeClass, uint256 value) private {
        if (_onceIn(3, value, "close")) {
            _try(may, caller, address(market), abi.encodeCall(IMarketSettings.closeClass, (sizeClass)));
            return;
        }
        uint24 capacity = capacities[value % 3] + (_onceIn(4, value, "capacity") ? 1 : 0);
        may = may && capacity == capacities[value % 3];
        _try(may, caller, address(market), abi.encodeCall(IMarketSettings.openClass, (sizeClass, capacity)));
    }

    /* ENERGY */

    function governEnergy(uint256 who, uint256 what, uint256 value) external {
        uint256 kind = _mix(what, "kind") % 3;
        if (kind == 0) {
            _announcePrice(_mostlyOne(cooperatives, who), uint16(_bound(value, 0, 300)));
        } else if (kind == 1) {
            _governCooperatives(_mostly(operator, who), what, value);
        } else {
            address caller = _mostly(operator, who);
            uint16 bps = uint16(_onceIn(4, value, "highest") ? 15_000 : _bound(value, 4000, 16_000));
            bool allowed = caller == operator && bps >= 5000 && bps <= 15_000;
            if (allowed && bps == 15_000) ++happened["the highest tolerance"];
            _try(allowed, caller, address(energy), abi.encodeCall(IMeters.setTolerance, (bps)));
        }
    }

    function _announcePrice(address who, uint16 price) private {
        uint256 id = energy.cooperativeIdOf(who);
        Announcement[] storage all = announcements[id];
        bool allowed = all.length > 0 && timeNow() >= all[all.length - 1].from;
        if (!_try(allowed, who, address(energy), abi.encodeCall(ICooperatives.announcePrice, (price)))) return;
        uint256 from = timeNow() + 30 days;
        all.push(Announcement(from, price));
        equal("price now", id, energy.priceAt(id, timeNow()), _priceAt(id, timeNow()));
        equal("price before the announced one", id, energy.priceAt(id, from - 1), _priceAt(id, from - 1));
        equal("price announced", id, energy.priceAt(id, from), price);
    }

    function _governCooperatives(address who, uint256 what, uint256 value) private {
        if (_onceIn(2, what, "register")) {
            _registerCooperative(who, _one(cooperatives, value), uint16(value)); // registered already
            return;
        }
        uint256 id = value % 4;
        bool allowed = who == operator && id > 0 && id <= energy.cooperativeCount();
        uint16 served = _onceIn(3, value, "served") ? uint16(value) : ALL_REGIONS;
        _try(allowed, who, address(energy), abi.encodeCall(ICooperatives.setCooperativeRegions, (id, served)));
    }

    function _registerCooperative(address who, address account, uint16 price) internal {
        bool allowed = who == operator && energy.cooperativeIdOf(account) == 0;
        bytes memory data = abi.encodeCall(ICooperatives.registerCooperative, (account, ALL_REGIONS, price));
        (bool done, bytes memory result) = _attempt(allowed, who, address(energy), data);
        if (done) announcements[abi.decode(result, (uint256))].push(Announcement(0, price));
    }

    /* PAUSE */

    /// @notice Mostly ends a pause, and begins one now and then.
    function pause(uint256 who, uint256 what) external {
        address caller = _mostly(guardian, who);
        address target = _onceIn(2, what, "energy") ? address(energy) : address(market);
        bool paused = target == address(energy) ? _isEnergyPaused() : _isPaused();
        if (!paused && !_onceIn(4, what, "pause")) return;
        bytes memory data =
            paused ? abi.encodeCall(IMarketSettings.unpause, ()) : abi.encodeCall(IMarketSettings.pause, ());
        _try(caller == guardian, caller, target, data);
    }
}
