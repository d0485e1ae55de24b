// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergySales} from "../interfaces/IEnergySales.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {IProjectShares} from "../interfaces/IProjectShares.sol";
import {Balances} from "./Balances.sol";
import {Meters} from "./Meters.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title Signed readings and their bills
abstract contract Readings is Meters, Balances, EIP712 {
    bytes32 private constant READING_TYPEHASH =
        keccak256("Reading(uint256 project,uint48 generatedWh,uint48 exportedWh,uint40 time)");
    uint256 private constant WH_PER_KWH = 1000;

    /* ENTRY POINTS */

    /// @inheritdoc IEnergySales
    function report(Reading calldata reading) external nonReentrant whenNotPaused {
        Meter memory m = _meters[reading.projectId];
        (Refusal reason, uint256 value, uint256 limit) = _check(reading, m);
        require(reason == Refusal.None, ReadingRefused(reading.projectId, reason, value, limit));
        IProjectShares.Revenue[] memory revenues = new IProjectShares.Revenue[](1);
        revenues[0] = IProjectShares.Revenue(reading.projectId, _accept(reading, m));
        SHARES.payIn(revenues);
    }

    /// @inheritdoc IEnergySales
    function reportBatch(Reading[] calldata readings) external nonReentrant whenNotPaused returns (uint256 accepted) {
        IProjectShares.Revenue[] memory revenues = new IProjectShares.Revenue[](readings.length);
        for (uint256 i; i < readings.length; ++i) {
            Reading memory reading = readings[i]; // decoded once; its fields are read many times
            Meter memory m = _meters[reading.projectId];
            (Refusal reason, uint256 value, uint256 limit) = _check(reading, m);
            if (reason != Refusal.None) {
                emit ReadingSkipped(reading.projectId, reason, value, limit);
                continue;
            }
            ++accepted;
            revenues[i].projectId = reading.projectId;
            revenues[i].amount = _accept(reading, m);
        }
        SHARES.payIn(revenues);
    }

    /* CHECKS */

    /// @dev Cheap checks first; the signature last, for it costs most. `value` and `limit` as `ReadingRefused` says.
    function _check(Reading memory reading, Meter memory m)
        private
        view
        returns (Refusal reason, uint256 value, uint256 limit)
    {
        if (m.status == MeterStatus.None) return (Refusal.NoMeter, 0, 0);
        if (m.status == MeterStatus.Retired) return (Refusal.Retired, 0, 0);
        if (m.status == MeterStatus.Commissioned) {
            IMarketplace.State state = MARKET.project(reading.projectId).state;
            if (state != IMarketplace.State.Operating) {
                return (Refusal.NotOperating, uint256(state), uint256(IMarketplace.State.Operating));
            }
        }
        if (reading.time > block.timestamp) return (Refusal.FromFuture, reading.time, block.timestamp);
        if (reading.time <= m.time) return (Refusal.NotNewer, reading.time, m.time);
        if (reading.generatedWh < m.generatedWh) return (Refusal.WentBack, reading.generatedWh, m.generatedWh);
        if (reading.exportedWh < m.exportedWh) return (Refusal.WentBack, reading.exportedWh, m.exportedWh);

        uint256 generated = reading.generatedWh - m.generatedWh;
        uint256 exported = reading.exportedWh - m.exportedWh;
        if (exported > generated) return (Refusal.ExportedMoreThanGenerated, exported, generated);
        uint256 possible = uint256(m.capacityWp) * (reading.time - m.time) * toleranceBps / (1 hours * BPS);
        if (generated > possible) return (Refusal.BeyondCapacity, generated, possible);

        bytes32 digest = readingDigest(reading.projectId, reading.generatedWh, reading.exportedWh, reading.time);
        (address signer,,) = ECDSA.tryRecover(digest, reading.signature);
        if (signer != m.key) return (Refusal.BadSignature, uint160(signer), uint160(m.key));
    }

    /// @inheritdoc IEnergySales
    function readingDigest(uint256 projectId, uint48 generatedWh, uint48 exportedWh, uint40 time)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(READING_TYPEHASH, projectId, generatedWh, exportedWh, time)));
    }

    /* BILLS */

    /// @dev Takes the registers and bills what they grew by. Owner: generated less exported, at its promised price.
    /// Cooperative: exported, at its price of the reading's time.
    /// @return paid pesos that prepaid balances covered, to be paid into the project
    function _accept(Reading memory reading, Meter memory m) private returns (uint256 paid) {
        uint256 projectId = reading.projectId;
        Cooperative memory c = _cooperatives[m.cooperativeId];
        uint256 ownerBill = m.ownerPays
            ? _bill(m.generatedWh - m.exportedWh, reading.generatedWh - reading.exportedWh, m.energyPrice)
            : 0;
        uint256 cooperativeBill = _bill(m.exportedWh, reading.exportedWh, _priceAt(m.cooperativeId, c, reading.time));

        Meter storage stored = _meters[projectId];
        stored.generatedWh = reading.generatedWh;
        stored.exportedWh = reading.exportedWh;
        stored.time = reading.time;
        stored.status = MeterStatus.Operating;

        paid = _charge(projectId, m.owner, ownerBill) + _charge(projectId, c.account, cooperativeBill);
        emit ReadingAccepted(
            projectId, reading.generatedWh, reading.exportedWh, reading.time, ownerBill, cooperativeBill, paid
        );
    }

    /// @dev Pesos for the energy between two registers: what had to be paid up to each, rounded down, and subtracted.
    function _bill(uint256 fromWh, uint256 toWh, uint256 price) private pure returns (uint256) {
        return toWh * price / WH_PER_KWH - fromWh * price / WH_PER_KWH;
    }
}
