// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IReadings} from "../interfaces/energy/IReadings.sol";
import {EnergyState} from "./EnergyState.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

/// @title What a meter signs, as EIP-712 typed data
/// @dev OpenZeppelin's `EIP712` keeps the domain separator of the address it was deployed at; behind a proxy that is never
/// the one asked for, and costs every reading the look.
abstract contract TypedData is EnergyState, IERC5267 {
    string private constant NAME = "Antu EnergySales";
    string private constant VERSION = "1";
    bytes32 private constant NAME_HASH = keccak256("Antu EnergySales");
    bytes32 private constant VERSION_HASH = keccak256("1");
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant READING_TYPEHASH =
        keccak256("Reading(uint256 project,uint48 generatedWh,uint48 exportedWh,uint40 time)");

    /// @inheritdoc IReadings
    function readingDigest(uint256 projectId, uint48 generatedWh, uint48 exportedWh, uint40 time)
        external
        view
        returns (bytes32)
    {
        return _digest(_domainSeparator(), projectId, generatedWh, exportedWh, time);
    }

    /// @dev The same for all readings of a transaction.
    function _domainSeparator() internal view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, address(this)));
    }

    function _digest(bytes32 domain, uint256 projectId, uint256 generatedWh, uint256 exportedWh, uint256 time)
        internal
        pure
        returns (bytes32)
    {
        bytes32 reading = keccak256(abi.encode(READING_TYPEHASH, projectId, generatedWh, exportedWh, time));
        return MessageHashUtils.toTypedDataHash(domain, reading);
    }

    /// @inheritdoc IERC5267
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        // The fields, a bit each: name, version, chain and contract.
        return (hex"0f", NAME, VERSION, block.chainid, address(this), bytes32(0), new uint256[](0));
    }
}
