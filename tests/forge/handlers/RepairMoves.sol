// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {IMeters} from "../../../contracts/interfaces/energy/IMeters.sol";
import {CorrectionMoves} from "./CorrectionMoves.sol";

/// @title Meters stopped, let go on, replaced and retired
abstract contract RepairMoves is CorrectionMoves {
    /// @notice Mostly what a meter needs to be read; seldom what stops it.
    function repair(uint256 who, uint256 which, uint256 how) external {
        uint256 id = _onceIn(2, which, "stopped") ? _findFit(which, address(0), _isSuspended) : 0;
        uint256 kind = _mix(how, "kind") % 16;
        if (id == 0 && kind > 13) id = _findFit(which, address(0), _hasReserve);
        if (id == 0) id = _find(which, address(0), _hasMeter);
        if (id == 0) return;
        if (kind < 4) _suspend(_drawSuspender(id, who), id);
        else if (kind < 11) _restore(_mostly(arbiter, who), id);
        else if (kind < 14) _replace(_mostly(arbiter, who), id, how);
        else _retireAndClose(_mostly(arbiter, who), id, how);
    }

    function _suspend(address who, uint256 id) private {
        bool allowed = _isRunning(meters[id].status)
            && (who == meters[id].owner || who == energy.cooperative(meters[id].cooperativeId).account);
        bytes memory data = abi.encodeCall(IMeters.suspendMeter, (id, bytes32(id)));
        if (_try(allowed, who, address(energy), data)) meters[id].status = IEnergyTypes.MeterStatus.Suspended;
    }

    function _restore(address who, uint256 id) private {
        bool allowed = who == arbiter && _isSuspended(id, who);
        bytes memory data = abi.encodeCall(IMeters.restoreMeter, (id));
        if (_try(allowed, who, address(energy), data)) meters[id].status = IEnergyTypes.MeterStatus.Commissioned;
    }

    function _replace(address who, uint256 id, uint256 how) private {
        (bytes memory key, uint256 secret) = _drawKey(id, how);
        (uint48 generated, uint48 exported) = _drawRegisters(how);
        bool allowed =
            who == arbiter && _isInUse(meters[id].status) && secret != 0 && _isFree(key) && exported <= generated;
        bytes memory data = abi.encodeCall(IMeters.replaceMeter, (id, key, generated, exported));
        if (!_try(allowed, who, address(energy), data)) return;
        if (_isSuspended(id, who)) ++happened["a suspended meter replaced"];
        if (generated > meters[id].generatedWh) ++happened["a new meter that shows more than was counted"];
        if (_kindOf(secret) != _kindOf(_secretOf(id))) ++happened["a meter replaced by another kind"];
        _install(id, key, secret, generated, exported);
    }

    /// @dev Often with what is left of its reserve.
    function _retireAndClose(address who, uint256 id, uint256 how) private {
        _retire(who, id);
        if (_onceIn(2, how, "close") && _mayClose(id, who)) _closeReserve(who, id);
    }

    function _retire(address who, uint256 id) internal {
        bool allowed = who == arbiter && _isInUse(meters[id].status);
        bytes memory data = abi.encodeCall(IMeters.retireMeter, (id));
        if (_try(allowed, who, address(energy), data)) meters[id].status = IEnergyTypes.MeterStatus.Retired;
    }

    /* RULES */

    function _isInUse(IEnergyTypes.MeterStatus status) internal pure returns (bool) {
        return _isRunning(status) || status == IEnergyTypes.MeterStatus.Suspended;
    }

    function _hasMeter(uint256 id, address) private view returns (bool) {
        return _isInUse(meters[id].status);
    }

    function _isSuspended(uint256 id, address) private view returns (bool) {
        return meters[id].status == IEnergyTypes.MeterStatus.Suspended;
    }

    function _drawSuspender(uint256 id, uint256 who) private view returns (address) {
        bool itself = _onceIn(2, who, "owner") || meters[id].cooperativeId == 0;
        return _mostly(itself ? projects[id].owner : energy.cooperative(meters[id].cooperativeId).account, who);
    }
}
