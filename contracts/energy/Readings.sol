// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IReadings} from "../interfaces/energy/IReadings.sol";
import {IMarketTypes} from "../interfaces/market/IMarketTypes.sol";
import {Balances} from "./Balances.sol";
import {Meters} from "./Meters.sol";
import {TypedData} from "./TypedData.sol";

/// @title Signed readings and their bills
abstract contract Readings is Meters, Balances, TypedData {
    /// @dev Of a bill, that credit may cover: whatever a cooperative corrects, holders get three quarters of what it owes them.
    uint256 private constant MAX_CREDIT_BPS = 2500;

    /* ENTRY POINTS */

    /// @inheritdoc IReadings
    function report(Reading calldata reading) external nonReentrant whenNotPaused {
        uint256 projectId = reading.projectId;
        (Refusal reason, uint256 value, uint256 limit) = _take(projectId, reading, _domainSeparator());
        // slither-disable-next-line incorrect-equality: an enum
        require(reason == Refusal.None, ReadingRefused(projectId, reason, value, limit));
        _payIn(projectId, value);
    }

    /// @inheritdoc IReadings
    function reportBatch(Reading[] calldata readings) external nonReentrant whenNotPaused returns (uint256 accepted) {
        bytes32 domain = _domainSeparator();
        uint256[] memory projectIds = new uint256[](readings.length);
        uint256[] memory amounts = new uint256[](readings.length);
        for (uint256 i; i < readings.length; ++i) {
            Reading calldata reading = readings[i];
            uint256 projectId = reading.projectId;
            (Refusal reason, uint256 value, uint256 limit) = _take(projectId, reading, domain);
            // slither-disable-next-line incorrect-equality: an enum
            if (reason == Refusal.None) {
                ++accepted;
                (projectIds[i], amounts[i]) = (projectId, value);
            } else {
                emit ReadingSkipped(projectId, reason, value, limit);
            }
        }
        SHARES.payIn(projectIds, amounts);
    }

    /// @return reason why it is refused, with `value` and `limit` as `ReadingRefused` says; if it is None, `value` is what was
    /// paid: pesos that prepaid balances covered, to be paid into the project
    function _take(uint256 projectId, Reading calldata reading, bytes32 domain)
        private
        returns (Refusal reason, uint256 value, uint256 limit)
    {
        Meter storage m = _meters[projectId];
        if (m.status != MeterStatus.Operating) {
            (reason, value, limit) = _checkStatus(projectId, m.status);
            if (reason != Refusal.None) return (reason, value, limit);
        }
        (uint256 generatedWh, uint256 exportedWh, uint256 time) =
            (reading.generatedWh, reading.exportedWh, reading.time);
        (reason, value, limit) = _checkRegisters(m, generatedWh, exportedWh, time);
        if (reason != Refusal.None) return (reason, value, limit);
        // The signature last, for it costs most.
        bytes32 digest = _digest(domain, projectId, generatedWh, exportedWh, time);
        (bool signed, address signer) = _isSignedBy(m.key, m.keyLength, digest, reading.signature);
        if (!signed) return (Refusal.BadSignature, uint160(signer), uint160(m.key));
        return (Refusal.None, _accept(projectId, m, value, limit, time), 0);
    }

    /* CHECKS */

    /// @dev Of a meter that has not been read since it was connected, restored or replaced.
    function _checkStatus(uint256 projectId, MeterStatus status)
        private
        view
        returns (Refusal reason, uint256 value, uint256 limit)
    {
        if (status == MeterStatus.None) return (Refusal.NoMeter, 0, 0);
        if (status == MeterStatus.Retired) return (Refusal.Retired, 0, 0);
        if (status == MeterStatus.Suspended) return (Refusal.Suspended, 0, 0);
        IMarketTypes.State state = MARKET.project(projectId).state;
        if (state != IMarketTypes.State.Operating) {
            return (Refusal.NotOperating, uint256(state), uint256(IMarketTypes.State.Operating));
        }
    }

    /// @return reason None if the registers are plausible; then `value` is the Wh generated since the last reading and
    /// `limit` those exported; else they are as `ReadingRefused` says
    function _checkRegisters(Meter storage m, uint256 generatedWh, uint256 exportedWh, uint256 time)
        private
        view
        returns (Refusal reason, uint256 value, uint256 limit)
    {
        // Nothing is subtracted before it was compared, and 24 bits of capacity, 40 of time and 16 of tolerance fit 80.
        unchecked {
            uint256 last = m.time;
            if (time > block.timestamp) return (Refusal.FromFuture, time, block.timestamp);
            if (time <= last) return (Refusal.NotNewer, time, last);
            uint256 possible = m.capacityWp * (time - last) * toleranceBps / (1 hours * BPS);
            last = _shown(m.generatedWh, m.carriedGeneratedWh);
            if (generatedWh < last) return (Refusal.WentBack, generatedWh, last);
            uint256 generated = generatedWh - last;
            last = _shown(m.exportedWh, m.carriedExportedWh);
            if (exportedWh < last) return (Refusal.WentBack, exportedWh, last);
            uint256 exported = exportedWh - last;
            if (exported > generated) return (Refusal.ExportedMoreThanGenerated, exported, generated);
            if (generated > possible) return (Refusal.BeyondCapacity, generated, possible);
            return (Refusal.None, generated, exported);
        }
    }

    /// @dev What a meter showed when so much had been counted. Never negative: it is what it showed when it came, or more.
    function _shown(uint256 counted, int256 carried) private pure returns (uint256) {
        return uint256(int256(counted) - carried);
    }

    /* BILLS */

    /// @dev Counts the energy since the last reading and bills it. Owner: what it used itself, at its promised price.
    /// Cooperative: what was exported, at its price of the reading's time.
    /// @return paid pesos that prepaid balances covered, to be paid into the project
    function _accept(uint256 projectId, Meter storage m, uint256 generated, uint256 exported, uint256 time)
        private
        returns (uint256 paid)
    {
        uint256 ownerBill = m.ownerPays ? _ownerBill(m, generated - exported, time) : 0;
        uint256 cooperativeId = m.cooperativeId;
        Cooperative memory c = _cooperatives[cooperativeId];
        uint256 cooperativeBill = _bill(m.exportedWh, exported, _priceAt(cooperativeId, c, time), WH_PER_KWH);
        uint256 cooperativeOwes = cooperativeBill;
        bool credited = m.credited;
        if (credited) {
            cooperativeOwes -= _useCredit(projectId, cooperativeId, cooperativeBill * MAX_CREDIT_BPS / BPS);
            credited = creditOf[projectId][cooperativeId] > 0;
        }

        // Registers grow by what the plant's capacity allows: 48 bits last for longer than any plant.
        generated += m.generatedWh;
        exported += m.exportedWh;
        m.generatedWh = uint48(generated);
        m.exportedWh = uint48(exported);
        m.time = uint40(time);
        m.credited = credited;
        m.status = MeterStatus.Operating;

        paid = _charge(projectId, m.owner, ownerBill) + _charge(projectId, c.account, cooperativeOwes);
        emit ReadingAccepted(
            projectId, uint48(generated), uint48(exported), uint40(time), ownerBill, cooperativeBill, paid
        );
    }

    /// @dev At the promised price; if that follows the UF, as much more as the UF of the reading's time is above its base.
    function _ownerBill(Meter storage m, uint256 usedWh, uint256 time) private view returns (uint256) {
        uint256 fromWh = m.generatedWh - m.exportedWh;
        uint256 base = m.baseUf;
        if (base == 0) return _bill(fromWh, usedWh, m.energyPrice, WH_PER_KWH);
        return _bill(fromWh, usedWh, uint256(m.energyPrice) * UF.valueAt(time), WH_PER_KWH * base);
    }

    /// @dev Pesos for energy that a register grew by: what has to be paid up to its new state, rounded down, less what had
    /// to be up to the old one.
    /// @param price pesos per `unit` Wh
    function _bill(uint256 fromWh, uint256 wh, uint256 price, uint256 unit) private pure returns (uint256) {
        // Registers are below 2^48, prices below 2^16 and the UF below 2^32: no product reaches 2^97.
        unchecked {
            return (fromWh + wh) * price / unit - fromWh * price / unit;
        }
    }
}
