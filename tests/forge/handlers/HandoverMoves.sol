// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHandover} from "../../../contracts/interfaces/energy/IHandover.sol";
import {timeNow} from "../support/Vm.sol";
import {RepairMoves} from "./RepairMoves.sol";

/// @title Projects handed from one cooperative to another
abstract contract HandoverMoves is RepairMoves {
    mapping(uint256 projectId => uint256 cooperativeId) private offeredTo;

    /// @notice The arbiter offers, and a cooperative takes, if it is the one, or later, when it is drawn.
    function handOver(uint256 who, uint256 which, uint256 value) external {
        // Where there is a credit it stays behind, and is found again by whoever comes back.
        uint256 id = _onceIn(2, which, "credited") ? _findFit(which, address(0), _hasCredit) : 0;
        if (id == 0) id = _find(which, address(0), _mayBeRead);
        if (id == 0) return;
        uint256 to = value % 4; // two are cooperatives
        address caller = _mostly(arbiter, who);
        bool allowed = caller == arbiter && _isInUse(meters[id].status) && to > 0 && to <= energy.cooperativeCount();
        bytes memory data = abi.encodeCall(IHandover.moveProject, (id, to));
        if (_try(allowed, caller, address(energy), data)) offeredTo[id] = to;
        _accept(_mostlyOne(cooperatives, value), id);
    }

    function _accept(address who, uint256 id) private {
        uint256 to = energy.cooperativeIdOf(who);
        bool allowed = to != 0 && offeredTo[id] == to && _serves(energy.cooperative(to).regions, projects[id].region);
        uint256 from = meters[id].cooperativeId;
        if (!_try(allowed, who, address(energy), abi.encodeCall(IHandover.acceptProject, (id)))) return;
        offeredTo[id] = 0;
        meters[id].cooperativeId = uint24(to);
        meters[id].since = uint40(timeNow());
        // What its predecessors owed or overpaid is not the new one's; its own from an earlier time is.
        meters[id].credited = credits[id][to] > 0;
        if (from == to) return;
        if (debts[id][energy.cooperative(from).account] > 0) ++happened["a debt left behind"];
        if (credits[id][from] > 0) ++happened["a credit left behind"];
        if (credits[id][to] > 0) ++happened["a credit found again"];
    }

    function _hasCredit(uint256 id, address) private view returns (bool) {
        return credits[id][1] + credits[id][2] > 0 && _isInUse(meters[id].status);
    }
}
