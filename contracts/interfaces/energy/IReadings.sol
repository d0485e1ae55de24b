// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "./IEnergyTypes.sol";

/// @title Signed readings, and the bills that they make
/// @dev Part of `IEnergySales`, which says the units and what is trusted.
interface IReadings is IEnergyTypes {
    /* EVENTS */

    /// @param generatedWh and exportedWh: counted for the project so far
    /// @param ownerBill pesos for the energy that the owner used itself
    /// @param cooperativeBill pesos for the energy exported, before any credit
    /// @param paid pesos of both bills, less the credit used, that prepaid balances covered; the rest is debt
    event ReadingAccepted(
        uint256 indexed projectId,
        uint48 generatedWh,
        uint48 exportedWh,
        uint40 time,
        uint256 ownerBill,
        uint256 cooperativeBill,
        uint256 paid
    );

    /// @param value what the reading said and `limit` what it broke; their meaning is given with `ReadingRefused`
    event ReadingSkipped(uint256 indexed projectId, Refusal reason, uint256 value, uint256 limit);

    /* ERRORS */

    /// @param value and limit: FromFuture, NotNewer: its time, and now or the last reading's; WentBack: its register (generated or
    /// exported Wh) and the last one, both as the meter shows them; ExportedMoreThanGenerated: Wh exported and generated since the
    /// last reading; BeyondCapacity: Wh generated since, and at most possible; BadSignature: who signed (0 if that
    /// cannot be told), and the meter's key; NotOperating: the project's state, and Operating; NoMeter, Retired, Suspended: 0 and 0
    error ReadingRefused(uint256 projectId, Refusal reason, uint256 value, uint256 limit);

    /* FUNCTIONS */

    /// @notice Takes a reading, bills it and pays the revenue. Anyone, while not paused.
    function report(Reading calldata reading) external;

    /// @notice As `report` for many; a reading that is refused is skipped with an event.
    /// @dev A signature that a contract has to judge (P-256, EIP-1271) gets 500,000 gas at most; where a transaction has less left,
    /// a good one may be skipped as `BadSignature`, and be brought again.
    /// @return accepted how many were taken
    function reportBatch(Reading[] calldata readings) external returns (uint256 accepted);

    /* VIEWS */

    /// @notice Whether a key, an ERC-7913 signer in bytes, signed a digest.
    function isSigned(bytes calldata key, bytes32 digest, bytes calldata signature) external view returns (bool);

    /// @notice The digest that a meter signs.
    function readingDigest(uint256 projectId, uint48 generatedWh, uint48 exportedWh, uint40 time)
        external
        view
        returns (bytes32);
}
