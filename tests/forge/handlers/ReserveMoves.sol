// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {equal} from "../support/Check.sol";
import {HoldingMoves} from "./HoldingMoves.sol";

/// @title The reserves for operation and maintenance: managers ask, the arbiter consents, anyone closes
abstract contract ReserveMoves is HoldingMoves {
    mapping(uint256 projectId => IProjectShares.Spending) internal asked;

    /// @notice A manager asks, for another thing than before, or takes back what it asked.
    function askSpending(uint256 who, uint256 which, uint256 amount, uint256 what) external {
        uint256 id = _find(which, address(0), _hasReserve);
        if (id == 0) return;
        address caller = _mostly(_managerOf(id), who);
        bool may = caller == _managerOf(id);
        if (_onceIn(5, what, "withdraw")) {
            bytes memory data = abi.encodeCall(IProjectShares.withdrawSpending, (id));
            if (_try(may && asked[id].amount > 0, caller, address(shares), data)) delete asked[id];
            return;
        }
        uint256 reserve = _reserve(id);
        amount = _bound(amount, 0, reserve + reserve / 6);
        IProjectShares.Spending memory s = IProjectShares.Spending(_drawPayee(what), uint64(amount), bytes32(what));
        may = may && _isPayee(s.payee) && amount > 0 && amount <= reserve;
        if (_try(may, caller, address(shares), _toAsk(IProjectShares.askSpending.selector, id, s))) asked[id] = s;
    }

    /// @notice The arbiter consents, mostly to just what was asked.
    function approveSpending(uint256 who, uint256 which, uint256 what) external {
        uint256 id = _find(which, address(0), _isAsked);
        if (id == 0) return;
        IProjectShares.Spending memory s = asked[id];
        uint256 slip = _mix(what, "slip") % 12;
        if (slip == 0) s.payee = _anyone(what);
        if (slip == 1) s.amount = s.amount + 1;
        if (slip == 2) s.documentHash = bytes32(what);
        address caller = _mostly(arbiter, who);
        bool same = keccak256(abi.encode(s)) == keccak256(abi.encode(asked[id]));
        bool allowed = caller == arbiter && same && s.amount > 0 && s.amount <= _reserve(id) && _agrees(s.payee);
        if (same && s.amount > _reserve(id)) ++happened["a spending that the reserve no longer has"];
        if (allowed) {
            delete asked[id];
            stories[id].spent += s.amount;
            _earn(s.payee, s.amount);
        }
        _try(allowed, caller, address(shares), _toAsk(IProjectShares.approveSpending.selector, id, s));
    }

    function closeReserve(uint256 who, uint256 which) external {
        uint256 id = _find(which, address(0), _mayClose);
        if (id == 0) id = _findFit(which, address(0), _hasReserve);
        if (id > 0) _closeReserve(_anyone(who), id);
    }

    function _closeReserve(address who, uint256 id) internal {
        bytes memory data = abi.encodeCall(IProjectShares.closeReserve, (id));
        (bool done, bytes memory result) = _attempt(_mayClose(id, who), who, address(shares), data);
        if (!done) return;
        uint256 amount = _reserve(id);
        equal("pesos of a closed reserve", id, abi.decode(result, (uint256)), amount);
        stories[id].closed += amount;
        _share(id, amount);
    }

    /* RULES */

    function _hasReserve(uint256 id, address) internal view returns (bool) {
        return _reserve(id) > 0;
    }

    function _isAsked(uint256 id, address) private view returns (bool) {
        return asked[id].amount > 0;
    }

    function _mayClose(uint256 id, address) internal view returns (bool) {
        return _reserve(id) > 0 && meters[id].status == IEnergyTypes.MeterStatus.Retired;
    }

    /// @dev Before a match, a manager that nobody is.
    function _managerOf(uint256 id) private view returns (address) {
        address manager = stories[id].parties[3];
        return manager == address(0) ? guardian : manager;
    }

    function _isPayee(address payee) private view returns (bool) {
        return payee != address(0) && payee != address(market) && payee != address(shares) && payee != address(energy);
    }

    function _drawPayee(uint256 what) private view returns (address) {
        if (!_onceIn(8, what, "bad payee")) return _anyone(what);
        return [address(0), address(market), address(shares), address(energy)][_mix(what, "payee") % 4];
    }

    /// @dev Asking and consenting take the same.
    function _toAsk(bytes4 selector, uint256 id, IProjectShares.Spending memory s) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, id, s.payee, uint256(s.amount), s.documentHash);
    }
}
