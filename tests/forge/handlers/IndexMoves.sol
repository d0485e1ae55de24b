// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IUFIndex} from "../../../contracts/interfaces/IUFIndex.sol";
import {monthOf} from "../support/Calendar.sol";
import {timeNow} from "../support/Vm.sol";
import {Moves} from "./Moves.sol";

/// @title The UF, published now and then
abstract contract IndexMoves is Moves {
    uint256 private constant BPS = 10_000;

    struct Publication {
        uint256 month; // since January 1970
        uint256 value; // hundredths of a peso
        uint256 maxChangeBps; // a month, as it was when this was published
    }

    Publication[] internal publications;
    uint256 internal maxChangeBps = 300;

    /// @notice Mostly this month's value or the next one's, as far from the last as it may be, or a little farther.
    function governIndex(uint256 who, uint256 what, uint256 value) external {
        if (_onceIn(4, what, "bound")) {
            _setMaxChange(_mostly(operator, who), _bound(value, 0, 1200));
            return;
        }
        uint256 present = monthOf(timeNow());
        uint256 month = present + (_onceIn(3, what, "other month") ? _mix(what, "month") % 4 : 1) - 1;
        (uint256 least, uint256 most) = _range(month);
        if (_onceIn(4, value, "most")) return _publish(_mostly(indexer, who), month, _min(most, type(uint32).max));
        if (least > 2) least -= 2;
        _publish(_mostly(indexer, who), month, _bound(value, least, _min(most + 2, type(uint32).max)));
    }

    function _publish(address who, uint256 month, uint256 value) internal {
        (uint256 least, uint256 most) = _range(month);
        bool allowed = who == indexer && value > 0 && month <= monthOf(timeNow()) + 1
            && (publications.length == 0 || month > publications[publications.length - 1].month) && value >= least
            && value <= most;
        bytes memory data = abi.encodeCall(IUFIndex.publish, (uint16(month), uint32(value)));
        if (allowed && publications.length > 0 && (value == least || value == most)) ++happened["a UF at its bound"];
        if (_try(allowed, who, address(uf), data)) publications.push(Publication(month, value, maxChangeBps));
    }

    function _setMaxChange(address who, uint256 bps) private {
        bool allowed = who == operator && bps >= 50 && bps <= 1000;
        bytes memory data = abi.encodeCall(IUFIndex.setMaxChange, (uint16(bps)));
        if (_try(allowed, who, address(uf), data)) maxChangeBps = bps;
    }

    /// @dev What a month's value may be.
    function _range(uint256 month) private view returns (uint256 least, uint256 most) {
        if (publications.length == 0) return (0, type(uint32).max);
        Publication memory last = publications[publications.length - 1];
        if (month <= last.month) return (last.value, last.value); // refused, whatever it is
        return _reach(last, month, maxChangeBps);
    }

    /// @dev How far the UF may have come by a month.
    function _reach(Publication memory last, uint256 month, uint256 changeBps)
        internal
        pure
        returns (uint256 least, uint256 most)
    {
        uint256 change = last.value * changeBps * _min(month - last.month, 12) / BPS;
        return (last.value - _min(change, last.value), last.value + change);
    }

    /// @dev The last value published for the month of a time, or an earlier one; 0 if there is none.
    function _ufAt(uint256 time) internal view returns (uint256 value) {
        uint256 month = monthOf(time);
        for (uint256 i; i < publications.length && publications[i].month <= month; ++i) {
            value = publications[i].value;
        }
    }
}
