// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title Chilean pesos on chain
/// @notice An ERC-20 of 0 decimals: 1 token is 1 peso in the issuer's bank account. Minted against a bank deposit, burnt for a bank
/// withdrawal, and never above the reserve that an attestor, who is not the issuer, has published.
/// @dev Immutable. Trusted: the attestor publishes what the bank really holds, net of withdrawals that are still to be paid;
/// the issuer pays withdrawals.
interface ICLPToken is IERC20, IERC20Permit {
    event Minted(address indexed to, uint256 amount, bytes32 indexed depositRef);
    event Redeemed(address indexed holder, uint256 amount, bytes32 indexed withdrawalRef);
    event ReservePublished(uint256 reserve, bytes32 documentHash);

    error DepositUsed(bytes32 depositRef);
    /// @param supplyAfter what the supply would be, or 2^256 - 1 if it would be more
    error BeyondReserve(uint256 supplyAfter, uint256 reserve);
    error ZeroAmount();

    /// @notice Mints pesos that arrived in the bank. Issuer only.
    /// @param depositRef the bank's reference of the deposit; each counts once
    function mint(address to, uint256 amount, bytes32 depositRef) external;

    /// @notice Publishes the pesos that the bank holds for the tokens. Attestor only.
    /// @param documentHash hash of the bank's statement
    function publishReserve(uint256 reserve, bytes32 documentHash) external;

    /// @notice Burns the caller's tokens for a bank transfer. Anyone, always.
    /// @dev What is redeemed leaves the reserve at once, so that pesos on their way out of the bank back no new tokens.
    /// @param withdrawalRef reference of the transfer that the holder asked the issuer for
    function redeem(uint256 amount, bytes32 withdrawalRef) external;

    /// @notice Pesos last published as held, less what was redeemed since. The supply is never minted beyond it.
    function reserve() external view returns (uint256);

    function depositUsed(bytes32 depositRef) external view returns (bool);
}
