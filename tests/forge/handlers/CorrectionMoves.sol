// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICorrections} from "../../../contracts/interfaces/energy/ICorrections.sol";
import {monthOf} from "../support/Calendar.sol";
import {equal} from "../support/Check.sol";
import {timeNow} from "../support/Vm.sol";
import {ReadingMoves} from "./ReadingMoves.sol";

/// @title Cooperatives correct what they were billed
abstract contract CorrectionMoves is ReadingMoves {
    struct Corrected {
        uint256 projectId;
        uint256 month; // since January 1970
        uint256 amount; // pesos, up or down
    }

    /// @dev Every correction that was made.
    Corrected[] internal corrections;
    mapping(uint256 projectId => mapping(uint256 month => uint256 pesos)) internal corrected;

    function correct(uint256 who, uint256 which, uint256 when, uint256 amount) external {
        uint256 id = _find(which, address(0), _operates);
        if (id == 0 || meters[id].cooperativeId == 0) return;
        address caller = _mostly(energy.cooperative(meters[id].cooperativeId).account, who);
        uint256 month = _drawMonth(id, when);
        uint256 cooperativeId = meters[id].cooperativeId;
        uint256 cap = _cap(id, _min(_priceAt(cooperativeId, timeNow()), announcements[cooperativeId][0].price));
        uint256 left = cap - _min(cap, corrected[id][month]);
        uint256 pesos = _bound(amount, 0, left + left / 6 + 1);
        // Mostly a small part, so that it can be done again.
        if (!_onceIn(4, amount, "large")) pesos = pesos / 16;
        _correct(caller, id, month, _onceIn(2, amount, "upwards"), pesos, left);
    }

    function _correct(address who, uint256 id, uint256 month, bool upwards, uint256 pesos, uint256 left) private {
        uint256 cooperativeId = meters[id].cooperativeId;
        bool allowed = who == energy.cooperative(cooperativeId).account && pesos > 0 && pesos <= left
            && _isOpenMonth(id, month) && _operates(id, who) && !_isEnergyPaused() && _isFree(address(energy));
        int256 amount = upwards ? int256(pesos) : -int256(pesos);
        bytes memory data = abi.encodeCall(ICorrections.correct, (id, uint16(month), amount, bytes32(pesos)));
        uint256 revenue = shares.series(id).revenue;
        if (!_try(allowed, who, address(energy), data)) return;
        corrections.push(Corrected(id, month, pesos));
        corrected[id][month] += pesos;
        if (upwards) {
            uint256 credit = credits[id][cooperativeId];
            if (credit > 0 && credit < pesos) ++happened["a correction beyond the credit"];
            pesos -= _useCredit(id, cooperativeId, pesos);
            _distribute(id, _bill(id, who, pesos));
        } else {
            credits[id][cooperativeId] += pesos;
            meters[id].credited = true;
            equal("19: revenue after a correction downwards", id, shares.series(id).revenue, revenue);
        }
    }

    /// @dev Ended, of the last twelve, and not before the cooperative came.
    function _isOpenMonth(uint256 id, uint256 month) private view returns (bool) {
        uint256 present = monthOf(timeNow());
        return month < present && month + 12 >= present && month >= monthOf(meters[id].since);
    }

    /// @dev Mostly one that is open, else one near either end.
    function _drawMonth(uint256 id, uint256 when) private view returns (uint256) {
        uint256 present = monthOf(timeNow());
        uint256 first = monthOf(meters[id].since);
        if (first + 12 < present) first = present - 12;
        if (_onceIn(8, when, "any month")) return _mix(when, "month") % 2 == 0 ? present : first - 1;
        return _bound(_mix(when, "month"), first, first < present ? present - 1 : first);
    }

    /// @dev Pesos that a month may be corrected by: 3 % of full power for 730 hours, at a price.
    function _cap(uint256 id, uint256 price) internal view returns (uint256) {
        return uint256(meters[id].capacityWp) * 730 * 3 * price / (100 * 1000);
    }
}
