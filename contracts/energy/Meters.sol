// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMeters} from "../interfaces/energy/IMeters.sol";
import {IMarketTypes} from "../interfaces/market/IMarketTypes.sol";
import {Cooperatives} from "./Cooperatives.sol";
import {Keys} from "./Keys.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Meters, from the day the cooperative connects them to the day they are retired
abstract contract Meters is Cooperatives, Keys {
    using SafeCast for int256;

    uint16 private constant MIN_TOLERANCE_BPS = 5000;
    uint16 private constant MAX_TOLERANCE_BPS = 15_000;
    /// @dev What 300 kWp generate at full power in a century. Below it, what is carried from meter to meter fits 40 bits.
    uint48 private constant MAX_FIRST_WH = 2 ** 38;

    /* COMMISSIONING */

    /// @inheritdoc IMeters
    function commission(uint256 projectId, bytes calldata key, uint48 generatedWh, uint48 exportedWh, bytes32 te4Hash)
        external
    {
        uint256 cooperativeId = _callersCooperative();
        // Refused unless the project waits for just this, so a meter is never commissioned twice.
        MARKET.commission(projectId, te4Hash);
        IMarketTypes.Project memory p = MARKET.project(projectId);
        _requireServed(cooperativeId, p.region);
        address shortKey = _takeKey(projectId, key, p.owner, generatedWh, exportedWh);
        uint32 baseUf = p.crowdfunded && MARKET.terms(projectId).followsUf ? _uf() : 0;

        _meters[projectId] = Meter({
            generatedWh: generatedWh,
            exportedWh: exportedWh,
            time: uint40(block.timestamp),
            capacityWp: MARKET.classCapacity(p.sizeClass),
            energyPrice: p.energyPrice,
            cooperativeId: uint24(cooperativeId), // counted in 24 bits
            baseUf: baseUf,
            ownerPays: p.crowdfunded,
            credited: false,
            status: MeterStatus.Commissioned,
            key: shortKey,
            keyLength: uint8(key.length), // a key's length fits
            carriedGeneratedWh: 0,
            carriedExportedWh: 0,
            owner: p.owner,
            since: uint40(block.timestamp)
        });
        emit MeterCommissioned(projectId, cooperativeId, key, generatedWh, exportedWh, p.crowdfunded, baseUf);
    }

    function _uf() private view returns (uint32 value) {
        value = UF.valueAt(block.timestamp);
        require(value > 0, UFNotPublished());
    }

    /* SUSPENSION AND REPLACEMENT */

    /// @inheritdoc IMeters
    function suspendMeter(uint256 projectId, bytes32 reasonHash) external {
        Meter storage m = _meters[projectId];
        MeterStatus status = m.status;
        require(
            status == MeterStatus.Commissioned || status == MeterStatus.Operating, WrongMeterStatus(projectId, status)
        );
        address account = _msgSender();
        require(
            account == m.owner || account == _cooperatives[m.cooperativeId].account, NotSuspender(projectId, account)
        );
        m.status = MeterStatus.Suspended;
        emit MeterSuspended(projectId, account, reasonHash);
    }

    /// @inheritdoc IMeters
    function restoreMeter(uint256 projectId) external restricted {
        Meter storage m = _meters[projectId];
        require(m.status == MeterStatus.Suspended, WrongMeterStatus(projectId, m.status));
        m.status = MeterStatus.Commissioned;
        emit MeterRestored(projectId);
    }

    /// @inheritdoc IMeters
    function replaceMeter(uint256 projectId, bytes calldata key, uint48 generatedWh, uint48 exportedWh)
        external
        restricted
    {
        Meter storage m = _meters[projectId];
        _requireInUse(projectId, m.status);
        m.key = _takeKey(projectId, key, m.owner, generatedWh, exportedWh);
        m.keyLength = uint8(key.length); // a key's length fits
        m.carriedGeneratedWh = _carried(m.generatedWh, generatedWh);
        m.carriedExportedWh = _carried(m.exportedWh, exportedWh);
        m.time = uint40(block.timestamp);
        m.status = MeterStatus.Commissioned;
        emit MeterReplaced(projectId, key, generatedWh, exportedWh);
    }

    /// @dev What a new meter's register lacks of what was counted so far; negative if it begins with more.
    function _carried(uint48 counted, uint48 shown) private pure returns (int40) {
        return (int256(uint256(counted)) - int256(uint256(shown))).toInt40();
    }

    /// @inheritdoc IMeters
    function retireMeter(uint256 projectId) external restricted {
        _requireInUse(projectId, _meters[projectId].status);
        _meters[projectId].status = MeterStatus.Retired;
        emit MeterRetired(projectId);
    }

    function _requireInUse(uint256 projectId, MeterStatus status) internal pure {
        require(status != MeterStatus.None, NoMeter(projectId));
        require(status != MeterStatus.Retired, WrongMeterStatus(projectId, status));
    }

    /* KEYS */

    /// @dev Checks a key and its first registers, and notes whose it is.
    function _takeKey(uint256 projectId, bytes calldata key, address owner, uint48 generatedWh, uint48 exportedWh)
        private
        returns (address shortKey)
    {
        shortKey = _short(key);
        // Those who pay for the energy must not be those who report it.
        require(_isKey(key) && shortKey != owner && cooperativeIdOf[shortKey] == 0, BadMeterKey(key));
        require(_isFree(shortKey), MeterKeyInUse(key));
        require(exportedWh <= generatedWh, RegistersInverted(generatedWh, exportedWh));
        require(generatedWh <= MAX_FIRST_WH, RegisterTooHigh(generatedWh, MAX_FIRST_WH));
        _projectOf[shortKey] = projectId;
    }

    /// @dev A key serves one project, unless that was cancelled before it operated: no reading of it ever counted, and none
    /// can, for what a meter signs names its project.
    function _isFree(address key) private view returns (bool) {
        uint256 projectId = _projectOf[key];
        return projectId == 0 || MARKET.project(projectId).state == IMarketTypes.State.Cancelled;
    }

    /* CAPACITY */

    /// @inheritdoc IMeters
    function setTolerance(uint16 bps) external restricted {
        _setTolerance(bps);
    }

    function _setTolerance(uint16 bps) internal {
        require(bps >= MIN_TOLERANCE_BPS && bps <= MAX_TOLERANCE_BPS, ToleranceOutOfBounds(bps));
        toleranceBps = bps;
        emit ToleranceSet(bps);
    }

    /// @inheritdoc IMeters
    function meter(uint256 projectId) external view returns (Meter memory) {
        return _meters[projectId];
    }
}
