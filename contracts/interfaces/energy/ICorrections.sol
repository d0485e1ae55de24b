// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Corrections of what a cooperative was billed, and the credit that they leave
/// @dev Part of `IEnergySales`, which says the units and what is trusted.
interface ICorrections {
    /* EVENTS */

    /// @param month the billing month; `amount` pesos added to the cooperative's bill of it, or taken off
    /// @param paid pesos that its prepaid balance covered, paid into the project; what neither they nor its credit covered is debt
    event Corrected(
        uint256 indexed projectId,
        uint256 indexed cooperativeId,
        uint16 month,
        int256 amount,
        uint256 paid,
        bytes32 documentHash
    );

    /// @param amount pesos of the cooperative's credit that a bill, or a correction upwards, used up
    event CreditUsed(uint256 indexed projectId, uint256 indexed cooperativeId, uint256 amount);

    /* ERRORS */

    error NotItsCooperative(uint256 projectId, address account);
    error ProjectNotOperating(uint256 projectId);
    error MonthNotOpen(uint16 month, uint256 first, uint256 last);
    error CorrectionTooLarge(uint256 projectId, uint16 month, uint256 amount, uint256 left);

    /* FUNCTIONS */

    /// @notice Corrects what the caller was billed for a month. The cooperative of a project that operates only, while not
    /// paused, within twelve months and since it has served the project. What it overpaid becomes a credit, of which each of its next
    /// bills for this project uses up to a quarter of the bill: nothing that holders have earned is ever taken back. What it underpaid
    /// uses up its credit first; the rest is billed at once.
    /// @dev A month's corrections, up and down together, are at most 3 % of what the plant could generate at full power
    /// in 730 hours, at the lower of the cooperative's price of today and the one that it was registered with.
    /// @param month months since January 1970; it must have ended
    /// @param amount pesos to add to the bill, negative to take off
    /// @param documentHash hash of the document that explains it
    function correct(uint256 projectId, uint16 month, int256 amount, bytes32 documentHash) external;

    /* VIEWS */

    /// @notice Pesos that a cooperative's next bills for a project will be reduced by.
    function creditOf(uint256 projectId, uint256 cooperativeId) external view returns (uint256);

    /// @notice Pesos by which a month's bill of a project has been corrected, up and down together.
    function correctedOf(uint256 projectId, uint256 month) external view returns (uint256);
}
