// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Who may fund crowdfunded projects
/// @notice Crowdfunding platforms are licensed in Chile (Ley 21.521) and must know their investors; an operator that needs to sets a
/// contract of this kind on the marketplace.
interface IEligibility {
    /// @notice Whether an account may pay into a project.
    function mayFund(address account, uint256 projectId) external view returns (bool);
}
