// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC7913P256Verifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913P256Verifier.sol";

/// @title OpenZeppelin's ERC-7913 verifier of P-256 signatures, under a name of our own, so that Ape deploys it
/// @notice Checks what the secure elements of meters sign, by the curve's precompile where the chain has it. It keeps nothing.
contract P256Verifier is ERC7913P256Verifier {}
