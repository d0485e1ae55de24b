// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IDisputes} from "../../../contracts/interfaces/market/IDisputes.sol";
import {IEscrow} from "../../../contracts/interfaces/market/IEscrow.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {timeNow} from "../support/Vm.sol";
import {MeterMoves} from "./MeterMoves.sol";

/// @title From the first delivery to the connected meter, and the money that follows each step
abstract contract BuildingMoves is MeterMoves {
    /* STEPS */

    /// @notice The next step of a project in building; sometimes another one, or by the wrong account, or too early.
    function build(uint256 who, uint256 which, uint256 how, uint256 haste) external {
        uint256 id = _find(which, address(0), _isInBuilding);
        if (id == 0) return;
        IMarketTypes.State state = projects[id].state;
        if (_onceIn(8, how, "another step")) state = IMarketTypes.State(5 + _mix(how, "step") % 6);
        if (state == IMarketTypes.State.Delivering) _confirmDelivery(_mostly(stories[id].parties[2], who), id);
        else if (state == IMarketTypes.State.Installing) _confirmInstallation(_mostly(stories[id].parties[3], who), id);
        else if (state == IMarketTypes.State.Connecting) _commission(_mostlyOne(cooperatives, who), id, how);
        else _release(_anyone(who), id, !_onceIn(4, haste, "hasty"));
    }

    function _isInBuilding(uint256 id, address) internal view returns (bool) {
        return _isBuilding(projects[id].state);
    }

    function _confirmDelivery(address who, uint256 id) internal {
        bool allowed = projects[id].state == IMarketTypes.State.Delivering && who == stories[id].parties[2];
        if (!_try(allowed, who, address(market), abi.encodeCall(IEscrow.confirmDelivery, (id)))) return;
        if (timeNow() > projects[id].deadline) ++happened["a late word that still counts"];
        _enterFor(id, IMarketTypes.State.Delivered, CHALLENGE_WINDOW);
        _observe(id);
    }

    function _confirmInstallation(address who, uint256 id) internal {
        bool allowed = projects[id].state == IMarketTypes.State.Installing && who == stories[id].parties[3];
        if (!_try(allowed, who, address(market), abi.encodeCall(IEscrow.confirmInstallation, (id)))) return;
        _enterFor(id, IMarketTypes.State.Installed, CHALLENGE_WINDOW);
        _observe(id);
    }

    function _release(address who, uint256 id, bool patient) internal {
        IMarketTypes.Project storage p = projects[id];
        if (patient && _isWindow(p.state) && timeNow() < p.deadline) _passTo(p.deadline);
        bool allowed = _mayRelease(id) && _agrees(_payeeOf(id)) && _isFree(address(market));
        if (allowed) _released(id);
        if (_try(allowed, who, address(market), abi.encodeCall(IEscrow.release, (id)))) _observe(id);
    }

    function _released(uint256 id) private {
        IMarketTypes.Project storage p = projects[id];
        Story storage story = stories[id];
        if (p.state == IMarketTypes.State.Delivered) {
            _pay(story, story.parties[1], p.vendorPrice);
            _enterFor(id, IMarketTypes.State.Installing, STEP_PERIOD);
        } else if (p.state == IMarketTypes.State.Installed) {
            _pay(story, story.parties[2], p.installerPrice);
            _enterFor(id, IMarketTypes.State.Connecting, STEP_PERIOD);
        } else {
            _pay(story, story.parties[3], p.managerPrice);
            _pay(story, market.treasury(), _fee(p));
            _enterState(id, IMarketTypes.State.Operating, 0);
        }
    }

    /// @dev Who is paid at the end of a window.
    function _payeeOf(uint256 id) private view returns (address) {
        IMarketTypes.State stage = projects[id].state;
        return
            stories[id].parties[
                stage == IMarketTypes.State.Delivered ? 1 : stage == IMarketTypes.State.Installed ? 2 : 3
            ];
    }

    function _mayRelease(uint256 id) internal view returns (bool) {
        return _isWindow(projects[id].state) && timeNow() >= projects[id].deadline;
    }

    function _pay(Story storage story, address payee, uint256 amount) private {
        story.released += amount;
        _earn(payee, amount);
    }

    /* LATE */

    function cancel(uint256 who, uint256 which) external {
        uint256 id = _find(which, address(0), _mayCancel);
        if (id == 0 && _onceIn(4, which, "patient")) id = _awaitLateness(which);
        if (id == 0) id = _find(which, address(0), _isHalting);
        if (id > 0) _cancel(_anyone(who), id);
    }

    /// @dev Lets the time of an awaited step run out.
    function _awaitLateness(uint256 which) private returns (uint256 id) {
        id = _findFit(which, address(0), _isAwaited);
        if (id > 0 && timeNow() < LAST_DAY) _passTo(projects[id].deadline + 1);
    }

    function _isAwaited(uint256 id, address) private view returns (bool) {
        return _isAwaiting(projects[id].state) && timeNow() <= projects[id].deadline;
    }

    function _cancel(address who, uint256 id) internal {
        bool allowed = _mayCancel(id, who);
        if (_try(allowed, who, address(market), abi.encodeCall(IDisputes.cancel, (id)))) _cancelled(id);
    }

    function _mayCancel(uint256 id, address) internal view returns (bool) {
        IMarketTypes.Project storage p = projects[id];
        if (_isAwaiting(p.state)) return timeNow() > p.deadline;
        return p.state == IMarketTypes.State.Disputed && timeNow() > stories[id].frozenAt + ARBITRATION_PERIOD;
    }

    function _isHalting(uint256 id, address) private view returns (bool) {
        return _isInBuilding(id, address(0)) || projects[id].state == IMarketTypes.State.Disputed;
    }

    function _cancelled(uint256 id) internal {
        if (projects[id].state != IMarketTypes.State.Disputed) stories[id].stage = projects[id].state;
        projects[id].state = IMarketTypes.State.Cancelled;
        _observe(id);
    }
}
