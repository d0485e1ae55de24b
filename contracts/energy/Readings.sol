// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergySales} from "../interfaces/IEnergySales.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {IProjectShares} from "../interfaces/IProjectShares.sol";
import {Balances} from "./Balances.sol";
import {Meters} from "./Meters.sol";
import {TypedData} from "./TypedData.sol";

/// @title Signed readings and their bills
abstract contract Readings is Meters, Balances, TypedData {
    /* ENTRY POINTS */

    /// @inheritdoc IEnergySales
    function report(Reading calldata reading) external nonReentrant whenNotPaused {
        (Refusal reason, uint256 value, uint256 limit, uint256 paid) = _take(reading);
        require(reason == Refusal.None, ReadingRefused(reading.projectId, reason, value, limit));
        _payIn(reading.projectId, paid);
    }

    /// @inheritdoc IEnergySales
    function reportBatch(Reading[] calldata readings) external nonReentrant whenNotPaused returns (uint256 accepted) {
        IProjectShares.Revenue[] memory revenues = new IProjectShares.Revenue[](readings.length);
        for (uint256 i; i < readings.length; ++i) {
            uint256 projectId = readings[i].projectId;
            (Refusal reason, uint256 value, uint256 limit, uint256 paid) = _take(readings[i]);
            if (reason == Refusal.None) {
                ++accepted;
                revenues[i] = IProjectShares.Revenue(projectId, paid);
            } else {
                emit ReadingSkipped(projectId, reason, value, limit);
            }
        }
        SHARES.payIn(revenues);
    }

    function _take(Reading calldata reading)
        private
        returns (Refusal reason, uint256 value, uint256 limit, uint256 paid)
    {
        uint256 projectId = reading.projectId;
        Meter memory m = _meters[projectId];
        (reason, value, limit) = _checkStatus(projectId, m.status);
        if (reason == Refusal.None) (reason, value, limit) = _checkRegisters(reading, m);
        if (reason == Refusal.None) paid = _accept(projectId, m, value, limit, reading.time);
    }

    /* CHECKS */

    /// @dev `value` and `limit` as `ReadingRefused` says.
    function _checkStatus(uint256 projectId, MeterStatus status)
        private
        view
        returns (Refusal reason, uint256 value, uint256 limit)
    {
        if (status == MeterStatus.Operating) return (Refusal.None, 0, 0);
        if (status == MeterStatus.None) return (Refusal.NoMeter, 0, 0);
        if (status == MeterStatus.Retired) return (Refusal.Retired, 0, 0);
        if (status == MeterStatus.Suspended) return (Refusal.Suspended, 0, 0);
        IMarketplace.State state = MARKET.project(projectId).state;
        if (state != IMarketplace.State.Operating) {
            return (Refusal.NotOperating, uint256(state), uint256(IMarketplace.State.Operating));
        }
    }

    /// @dev Cheap checks first; the signature last, for it costs most.
    /// @return reason None if the reading counts; then `value` is the Wh generated since the last reading and `limit` those
    /// exported; else they are as `ReadingRefused` says
    function _checkRegisters(Reading calldata reading, Meter memory m)
        private
        view
        returns (Refusal reason, uint256 value, uint256 limit)
    {
        (uint48 generatedWh, uint48 exportedWh, uint40 time) = (reading.generatedWh, reading.exportedWh, reading.time);
        if (time > block.timestamp) return (Refusal.FromFuture, time, block.timestamp);
        if (time <= m.time) return (Refusal.NotNewer, time, m.time);
        uint256 last = _shown(m.generatedWh, m.carriedGeneratedWh);
        if (generatedWh < last) return (Refusal.WentBack, generatedWh, last);
        uint256 generated = generatedWh - last;
        last = _shown(m.exportedWh, m.carriedExportedWh);
        if (exportedWh < last) return (Refusal.WentBack, exportedWh, last);
        uint256 exported = exportedWh - last;

        if (exported > generated) return (Refusal.ExportedMoreThanGenerated, exported, generated);
        uint256 possible = uint256(m.capacityWp) * (time - m.time) * toleranceBps / (1 hours * BPS);
        if (generated > possible) return (Refusal.BeyondCapacity, generated, possible);

        bytes32 digest = readingDigest(reading.projectId, generatedWh, exportedWh, time);
        (bool signed, address signer) = _isSignedBy(m.key, m.keyLength, digest, reading.signature);
        return signed ? (Refusal.None, generated, exported) : (Refusal.BadSignature, uint160(signer), uint160(m.key));
    }

    /// @dev What a meter showed when so much had been counted. Never negative: it is what it showed when it came, or more.
    function _shown(uint48 counted, int40 carried) private pure returns (uint256) {
        return uint256(int256(uint256(counted)) - carried);
    }

    /* BILLS */

    /// @dev Counts the energy since the last reading and bills it. Owner: what it used itself, at its promised price.
    /// Cooperative: what was exported, at its price of the reading's time.
    /// @return paid pesos that prepaid balances covered, to be paid into the project
    function _accept(uint256 projectId, Meter memory m, uint256 generated, uint256 exported, uint40 time)
        private
        returns (uint256 paid)
    {
        Cooperative memory c = _cooperatives[m.cooperativeId];
        uint256 ownerBill = m.ownerPays ? _ownerBill(m, generated - exported, time) : 0;
        uint256 cooperativeBill = _bill(m.exportedWh, exported, _priceAt(m.cooperativeId, c, time), WH_PER_KWH);
        uint256 cooperativeOwes = cooperativeBill;
        if (m.credited) {
            cooperativeOwes = _useCredit(projectId, m.cooperativeId, cooperativeBill);
            m.credited = creditOf[projectId][m.cooperativeId] > 0;
        }
        // Registers grow by what the plant's capacity allows: 48 bits last for longer than any plant.
        uint48 generatedWh = uint48(m.generatedWh + generated);
        uint48 exportedWh = uint48(m.exportedWh + exported);

        Meter storage stored = _meters[projectId];
        stored.generatedWh = generatedWh;
        stored.exportedWh = exportedWh;
        stored.time = time;
        stored.credited = m.credited;
        stored.status = MeterStatus.Operating;

        paid = _charge(projectId, m.owner, ownerBill) + _charge(projectId, c.account, cooperativeOwes);
        emit ReadingAccepted(projectId, generatedWh, exportedWh, time, ownerBill, cooperativeBill, paid);
    }

    /// @dev At the promised price; if that follows the UF, as much more as the UF of the reading's time is above its base.
    function _ownerBill(Meter memory m, uint256 usedWh, uint256 time) private view returns (uint256) {
        uint256 fromWh = m.generatedWh - m.exportedWh;
        if (m.baseUf == 0) return _bill(fromWh, usedWh, m.energyPrice, WH_PER_KWH);
        return _bill(fromWh, usedWh, uint256(m.energyPrice) * UF.valueAt(time), WH_PER_KWH * m.baseUf);
    }

    /// @dev Pesos for energy that a register grew by: what has to be paid up to its new state, rounded down, less what had
    /// to be up to the old one.
    /// @param price pesos per `unit` Wh
    function _bill(uint256 fromWh, uint256 wh, uint256 price, uint256 unit) private pure returns (uint256) {
        return (fromWh + wh) * price / unit - fromWh * price / unit;
    }
}
