// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergySales} from "../interfaces/IEnergySales.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {Regions} from "../libraries/Regions.sol";
import {Cooperatives} from "./Cooperatives.sol";

/// @title Meters, from the day the cooperative connects them
abstract contract Meters is Cooperatives {
    uint16 private constant MIN_TOLERANCE_BPS = 5000;
    uint16 private constant MAX_TOLERANCE_BPS = 15_000;

    /// @inheritdoc IEnergySales
    function commission(uint256 projectId, address key, uint48 generatedWh, uint48 exportedWh, bytes32 te4Hash)
        external
    {
        uint256 cooperativeId = cooperativeIdOf[msg.sender];
        require(cooperativeId != 0, NotCooperative(msg.sender));
        // Refused unless the project waits for just this, so a meter is never commissioned twice.
        MARKET.commission(projectId, te4Hash);
        IMarketplace.Project memory p = MARKET.project(projectId);
        _requireServed(cooperativeId, p.region);
        // Those who pay for the energy must not be those who report it.
        require(key != address(0) && key != p.owner && cooperativeIdOf[key] == 0, BadMeterKey(key));
        require(_isFree(key), MeterKeyInUse(key));
        require(exportedWh <= generatedWh, RegistersInverted(generatedWh, exportedWh));

        _projectOf[key] = projectId;
        _meters[projectId] = Meter({
            generatedWh: generatedWh,
            exportedWh: exportedWh,
            time: uint40(block.timestamp),
            capacityWp: MARKET.classCapacity(p.sizeClass),
            energyPrice: p.energyPrice,
            cooperativeId: uint32(cooperativeId), // counted in 32 bits
            ownerPays: p.crowdfunded,
            status: MeterStatus.Commissioned,
            key: key,
            owner: p.owner
        });
        emit MeterCommissioned(projectId, cooperativeId, key, generatedWh, exportedWh);
    }

    /// @inheritdoc IEnergySales
    function retireMeter(uint256 projectId) external restricted {
        _requireMeter(projectId);
        require(_meters[projectId].status != MeterStatus.Retired, AlreadyRetired(projectId));
        _meters[projectId].status = MeterStatus.Retired;
        emit MeterRetired(projectId);
    }

    /// @inheritdoc IEnergySales
    function moveProject(uint256 projectId, uint256 cooperativeId) external restricted {
        _requireMeter(projectId);
        _requireCooperative(cooperativeId);
        _offeredTo[projectId] = cooperativeId;
        emit ProjectOffered(projectId, cooperativeId);
    }

    /// @inheritdoc IEnergySales
    function acceptProject(uint256 projectId) external {
        uint256 cooperativeId = cooperativeIdOf[msg.sender];
        require(cooperativeId != 0, NotCooperative(msg.sender));
        require(_offeredTo[projectId] == cooperativeId, NotOffered(projectId, cooperativeId));
        _requireServed(cooperativeId, MARKET.project(projectId).region);
        delete _offeredTo[projectId];
        _meters[projectId].cooperativeId = uint32(cooperativeId); // counted in 32 bits
        emit ProjectMoved(projectId, cooperativeId);
    }

    /// @inheritdoc IEnergySales
    function setTolerance(uint16 bps) external restricted {
        _setTolerance(bps);
    }

    /// @inheritdoc IEnergySales
    function meter(uint256 projectId) external view returns (Meter memory) {
        return _meters[projectId];
    }

    function _setTolerance(uint16 bps) internal {
        require(bps >= MIN_TOLERANCE_BPS && bps <= MAX_TOLERANCE_BPS, ToleranceOutOfBounds(bps));
        toleranceBps = bps;
        emit ToleranceSet(bps);
    }

    /// @dev A key serves one project, unless that was cancelled before it operated: no reading of it ever counted, and none
    /// can, for what a meter signs names its project.
    function _isFree(address key) private view returns (bool) {
        uint256 projectId = _projectOf[key];
        return projectId == 0 || MARKET.project(projectId).state == IMarketplace.State.Cancelled;
    }

    function _requireServed(uint256 cooperativeId, uint8 region) private view {
        require(Regions.has(_cooperatives[cooperativeId].regions, region), RegionNotServed(cooperativeId, region));
    }

    function _requireMeter(uint256 projectId) private view {
        require(_meters[projectId].status != MeterStatus.None, NoMeter(projectId));
    }
}
