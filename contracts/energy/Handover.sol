// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHandover} from "../interfaces/energy/IHandover.sol";
import {Meters} from "./Meters.sol";

/// @title Handing a project over to another cooperative
/// @dev In two steps, for nobody pays without a call of its own. Debts and credits stay with the one that made them.
abstract contract Handover is Meters {
    /// @inheritdoc IHandover
    function moveProject(uint256 projectId, uint256 cooperativeId) external restricted {
        _requireInUse(projectId, _meters[projectId].status);
        _requireCooperative(cooperativeId);
        _offeredTo[projectId] = cooperativeId;
        emit ProjectOffered(projectId, cooperativeId);
    }

    /// @inheritdoc IHandover
    function acceptProject(uint256 projectId) external {
        uint256 cooperativeId = _callersCooperative();
        require(_offeredTo[projectId] == cooperativeId, NotOffered(projectId, cooperativeId));
        _requireServed(cooperativeId, MARKET.project(projectId).region);
        delete _offeredTo[projectId];
        Meter storage m = _meters[projectId];
        m.cooperativeId = uint24(cooperativeId); // counted in 24 bits
        m.credited = creditOf[projectId][cooperativeId] > 0;
        m.since = uint40(block.timestamp);
        emit ProjectMoved(projectId, cooperativeId);
    }
}
