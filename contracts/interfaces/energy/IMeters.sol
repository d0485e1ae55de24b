// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "./IEnergyTypes.sol";

/// @title Meters: commissioning, suspension, replacement, the end
/// @dev Part of `IEnergySales`, which says the units and what is trusted.
interface IMeters is IEnergyTypes {
    /* EVENTS */

    /// @param ownerPays whether the owner pays for what it uses itself; not where it paid for the project, and would owe itself
    /// @param baseUf hundredths of a peso; 0 if the owner's price is not indexed
    event MeterCommissioned(
        uint256 indexed projectId,
        uint256 indexed cooperativeId,
        bytes key,
        uint48 generatedWh,
        uint48 exportedWh,
        bool ownerPays,
        uint32 baseUf
    );

    /// @param by the owner or the cooperative
    event MeterSuspended(uint256 indexed projectId, address indexed by, bytes32 reasonHash);

    event MeterRestored(uint256 indexed projectId);

    /// @param generatedWh and exportedWh: what the new meter shows, at which what was counted so far is carried on
    event MeterReplaced(uint256 indexed projectId, bytes key, uint48 generatedWh, uint48 exportedWh);

    event MeterRetired(uint256 indexed projectId);
    event ToleranceSet(uint16 toleranceBps);

    /* ERRORS */

    error BadMeterKey(bytes key);
    error MeterKeyInUse(bytes key);
    error UFNotPublished();
    error RegistersInverted(uint48 generatedWh, uint48 exportedWh);
    error RegisterTooHigh(uint48 generatedWh, uint48 maximum);
    error NoMeter(uint256 projectId);
    error WrongMeterStatus(uint256 projectId, MeterStatus status);
    error NotSuspender(uint256 projectId, address account);
    error ToleranceOutOfBounds(uint16 toleranceBps);

    /* FUNCTIONS */

    /// @notice Connects a project's meter: its team has ended the work, and the escrow's last release may follow.
    /// A cooperative of the project's region only.
    /// @dev If the demand's terms index the owner's price, the UF of this moment becomes its base.
    /// @param key the meter's, as an ERC-7913 signer; not the owner's account, nor a cooperative's, nor used before, unless by a
    /// project that was cancelled
    /// @param generatedWh and exportedWh: the registers at this moment, at most 2^38, from which billing counts
    /// @param te4Hash hash of the TE-4 registration
    function commission(uint256 projectId, bytes calldata key, uint48 generatedWh, uint48 exportedWh, bytes32 te4Hash)
        external;

    /// @notice Stops a meter's readings until the arbiter restores or replaces it. Its project's owner or cooperative only.
    /// No energy is lost meanwhile, for registers are cumulative; but all of it is billed at the price of the first reading that counts
    /// again. An arbiter who minds an announced price restores before it holds, and brings the waiting readings with the same transaction.
    /// @param reasonHash hash of the document that states the reason
    function suspendMeter(uint256 projectId, bytes32 reasonHash) external;

    /// @notice Lets a suspended meter's readings count again, with all energy since the last one. Arbiter only.
    function restoreMeter(uint256 projectId) external;

    /// @notice Puts another meter in the place of a project's, suspended or not. What was counted so far is carried on; what the old
    /// meter counted after its last reading is lost. Arbiter only.
    /// @param key as in `commission`
    /// @param generatedWh and exportedWh: what the new meter shows at this moment
    function replaceMeter(uint256 projectId, bytes calldata key, uint48 generatedWh, uint48 exportedWh) external;

    /// @notice Ends a project's readings for good. Arbiter only.
    function retireMeter(uint256 projectId) external;

    /// @notice Sets how much of its capacity a plant may generate, averaged since the last reading. Operator only.
    /// @param toleranceBps basis points of capacity times time, 5,000 to 15,000
    function setTolerance(uint16 toleranceBps) external;

    /* VIEWS */

    function meter(uint256 projectId) external view returns (Meter memory);
    function toleranceBps() external view returns (uint16);
}
