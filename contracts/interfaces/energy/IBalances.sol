// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "./IEnergyTypes.sol";

/// @title Money that accounts have prepaid, and debts
/// @dev Part of `IEnergySales`, which says the units and what is trusted.
interface IBalances is IEnergyTypes {
    /* EVENTS */

    event Deposited(address indexed account, uint256 amount);
    event Withdrawn(address indexed account, uint256 amount);
    event DebtIncurred(uint256 indexed projectId, address indexed debtor, uint256 amount);
    event DebtSettled(uint256 indexed projectId, address indexed debtor, address indexed payer, uint256 amount);

    /* ERRORS */

    error InsufficientPrepaid(address account, uint256 prepaid, uint256 asked);
    error NoDebt(uint256 projectId, address debtor);

    /* FUNCTIONS */

    /// @notice Adds to the caller's prepaid balance. While not paused. Debts are settled by `settle`, not by this.
    function deposit(uint256 amount) external;

    /// @notice As `deposit`, with the token's ERC-2612 permit instead of an allowance given before.
    function depositWithPermit(uint256 amount, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Takes from the caller's prepaid balance. Never paused.
    function withdraw(uint256 amount) external;

    /// @notice Pays a debt to a project, whole or in part, with the caller's money. Anyone; never paused.
    /// @param amount pesos offered at most
    /// @return paid pesos taken: at most the debt
    function settle(uint256 projectId, address debtor, uint256 amount) external returns (uint256 paid);

    /* VIEWS */

    function accountOf(address account) external view returns (Account memory);

    /// @notice Pesos that `debtor` owes to the holders of a project's shares.
    function debtOf(uint256 projectId, address debtor) external view returns (uint256);
}
