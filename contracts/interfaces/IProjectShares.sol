// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC6909TokenSupply} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

/// @title Shares of projects, and the revenue they earn
/// @notice One ERC-6909 id per project, the project's own number. Shares are minted while a project is funded (1 peso, 1 share), burnt when
/// it is refunded, and transferable from the day it operates, when the number of shares is fixed for good.
/// @dev Revenue is an accumulator: paying in adds `amount * 2^64 / supply` to the project's revenue per share, whatever the
/// number of holders. What a holder has earned is kept in the same fraction of a peso, so that only the payment
/// rounds, down, and the fraction stays with the holder: claiming often loses nothing.
///
/// Trusted: `market` mints, burns and opens; `energy` pays in.
interface IProjectShares is IERC6909TokenSupply {
    /// @notice A project's shares, in one slot.
    struct Series {
        uint128 revenuePerShare; // pesos * 2^64 since the project operates
        uint64 revenue; // pesos paid in since the project operates
        uint40 supply; // shares
        bool open; // operates: transferable, and no longer mintable or burnable
    }

    /// @notice A holder's earnings of one project, in one slot.
    struct Position {
        uint128 revenuePerShare; // up to which `earned` is counted
        uint128 earned; // pesos * 2^64, not yet paid
    }

    /// @notice Pesos paid in for a project.
    struct Revenue {
        uint256 projectId;
        uint256 amount;
    }

    event Opened(uint256 indexed projectId, uint256 supply);
    event RevenuePaid(uint256 indexed projectId, uint256 amount);
    event Claimed(address indexed holder, uint256 indexed projectId, uint256 amount);

    error OnlyMarket(address caller);
    error OnlyEnergy(address caller);
    error SharesLocked(uint256 projectId);
    error AlreadyOpen(uint256 projectId);
    error NoShares(uint256 projectId);
    error NotOpen(uint256 projectId);

    /// @notice Mints shares of a project that is being funded. Marketplace only.
    function mint(uint256 projectId, address to, uint256 amount) external;

    /// @notice Burns all shares that a holder has of a project that failed. Marketplace only.
    /// @return amount shares burnt
    function burnAll(uint256 projectId, address holder) external returns (uint256 amount);

    /// @notice Makes a project's shares transferable, and their number final. Marketplace only.
    function open(uint256 projectId) external;

    /// @notice Takes the sum of `revenues` from the caller and shares each out among its project's holders, in constant
    /// work per project; a revenue of 0 is passed over. EnergySales only.
    function payIn(Revenue[] calldata revenues) external;

    /// @notice Pays the caller what it earned in these projects, rounded down to pesos. Never paused.
    /// @return amount pesos paid in all
    function claim(uint256[] calldata projectIds) external returns (uint256 amount);

    /// @notice Pays each holder what it earned in these projects. Anyone may call, money goes only to holders. Never paused.
    /// @return amount pesos paid in all
    function payout(address[] calldata holders, uint256[] calldata projectIds) external returns (uint256 amount);

    /// @notice Pesos that a holder could claim of a project now, rounded down.
    function claimable(address holder, uint256 projectId) external view returns (uint256);

    function series(uint256 projectId) external view returns (Series memory);
    function position(address holder, uint256 projectId) external view returns (Position memory);
}
