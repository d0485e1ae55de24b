// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What the energy sales keep of meters, cooperatives and accounts, and what a meter signs
/// @dev Part of `IEnergySales`, which says the units and what is trusted.
interface IEnergyTypes {
    enum MeterStatus {
        None,
        Commissioned, // or restored, or replaced: with the next reading the marketplace is asked whether the project operates
        Operating,
        Suspended,
        Retired
    }

    /// @notice Why a reading was refused.
    enum Refusal {
        None,
        NoMeter,
        NotOperating,
        Retired,
        Suspended,
        FromFuture,
        NotNewer,
        WentBack,
        ExportedMoreThanGenerated,
        BeyondCapacity,
        BadSignature
    }

    /// @notice A reading as the meter signs it (EIP-712), with its signature.
    /// @dev Typed data: `Reading(uint256 project,uint48 generatedWh,uint48 exportedWh,uint40 time)` in the domain
    /// {name: "Antu EnergySales", version: "1", chainId, verifyingContract: this proxy}.
    struct Reading {
        uint32 projectId;
        uint48 generatedWh; // cumulative, as the meter shows it
        uint48 exportedWh; // cumulative, as the meter shows it
        uint40 time;
        bytes signature; // of an account: r, s, v, or what its EIP-1271 takes; of any other key: the key in full, then its signature
    }

    /// @notice A project's meter: what was counted so far and, cached when it was commissioned, all that billing needs.
    struct Meter {
        // slot 0
        uint48 generatedWh; // counted for the project since its first meter, all its meters together
        uint48 exportedWh;
        uint40 time; // of the last reading, of commissioning or of replacement
        uint24 capacityWp;
        uint16 energyPrice; // pesos per kWh, the owner's; of the commissioning if it is indexed
        uint24 cooperativeId;
        uint32 baseUf; // UF at commissioning, in hundredths of a peso; 0 if the owner's price is not indexed
        bool ownerPays; // false where the owner paid for the project itself, and would only owe itself
        bool credited; // the cooperative has a credit to use up
        MeterStatus status;
        // slot 1
        address key; // an account; or the last 20 bytes of the keccak hash of any other key
        uint8 keyLength; // bytes; 20 for an account
        int40 carriedGeneratedWh; // what is counted less what this meter shows: what the meters before it had counted
        int40 carriedExportedWh;
        // slot 2
        address owner;
        uint40 since; // seconds; from when the energy is its cooperative's to pay
    }

    /// @notice A cooperative, in one slot.
    struct Cooperative {
        address account;
        uint16 regions; // a bit each; where it may commission
        uint16 price; // pesos per kWh injected, as last announced
        uint40 priceFrom; // seconds; before it, the prices announced earlier hold
    }

    /// @notice What an account has prepaid and what it owes, in pesos.
    struct Account {
        uint64 prepaid;
        uint64 owed; // to all projects together
    }
}
