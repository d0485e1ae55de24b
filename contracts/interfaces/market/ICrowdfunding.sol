// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Money in: funding until a deadline, and refunds of what failed
/// @dev Part of `IMarketplace`, which says the units and what is trusted.
interface ICrowdfunding {
    /* EVENTS */

    event Funded(uint256 indexed projectId, address indexed funder, uint256 amount);
    event GoalReached(uint256 indexed projectId, uint32 deadline);
    event Expired(uint256 indexed projectId);
    event Refunded(uint256 indexed projectId, address indexed holder, uint256 shares, uint256 amount);

    /* ERRORS */

    error OnlyOwnerFunds(uint256 projectId, address owner);
    error NotEligible(address account, uint256 projectId);
    error ZeroAmount();
    error NothingToRefund(uint256 projectId, address holder);

    /* FUNCTIONS */

    /// @notice Pays into a project that is being funded, cut to what is missing, and mints a share per peso to the caller.
    /// The owner only, or anyone eligible if it is crowdfunded; nobody in debt; until the deadline; while not paused.
    /// @param amount pesos offered at most; needs the token's allowance
    /// @return paid pesos taken
    function fund(uint256 projectId, uint256 amount) external returns (uint256 paid);

    /// @notice As `fund`, with the token's ERC-2612 permit for `amount` instead of an allowance given before.
    /// @dev A permit that somebody else has already spent is no failure if the allowance it gave is there.
    function fundWithPermit(uint256 projectId, uint256 amount, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s)
        external
        returns (uint256 paid);

    /// @notice Closes a project that was not funded in time: its stock goes back to the offers and its shares can be
    /// refunded. Anyone.
    function expire(uint256 projectId) external;

    /// @notice Burns the caller's shares of an expired or cancelled project and pays for them: in full if expired; if
    /// cancelled, its part of what the escrow still held, rounded down. The holder only, paused or not.
    /// @return amount pesos paid
    function refund(uint256 projectId) external returns (uint256 amount);
}
