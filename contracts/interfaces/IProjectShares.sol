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
/// A project may keep a part of its revenue as a reserve for operation and maintenance (O&M). It is the holders' until the
/// project's manager spends it, against a document and with the arbiter's consent; once the meter is retired, what is left
/// becomes revenue.
///
/// Trusted: `market` mints, burns and opens, and knows a project's manager; `energy` pays in.
interface IProjectShares is IERC6909TokenSupply {
    /// @notice A project's shares, in one slot.
    struct Series {
        uint128 revenuePerShare; // pesos * 2^64 since the project operates
        uint64 revenue; // pesos shared out among the holders since the project operates
        uint40 supply; // shares
        bool open; // operates: transferable, and no longer mintable or burnable
        uint16 reserveBps; // basis points of what is paid in that go to the reserve
    }

    /// @notice What a manager asks to pay from a project's reserve; empty if it asks for nothing.
    struct Spending {
        address payee;
        uint64 amount; // pesos
        bytes32 documentHash; // of the invoice, say
    }

    /// @notice A holder's earnings of one project, in one slot.
    struct Position {
        uint128 revenuePerShare; // up to which `earned` is counted
        uint128 earned; // pesos * 2^64, not yet paid
    }

    event Opened(uint256 indexed projectId, uint256 supply, uint16 reserveBps);
    /// @param amount pesos kept for operation and maintenance
    event Reserved(uint256 indexed projectId, uint256 amount);
    event Claimed(address indexed holder, uint256 indexed projectId, uint256 amount);
    /// @param amount pesos that the token refused to pay; they stay the holder's
    event PayoutFailed(address indexed holder, uint256 amount);
    event SpendingAsked(
        uint256 indexed projectId, address indexed manager, address payee, uint256 amount, bytes32 documentHash
    );
    event SpendingWithdrawn(uint256 indexed projectId);
    event Spent(uint256 indexed projectId, address indexed payee, uint256 amount, bytes32 documentHash);
    /// @param amount pesos that became revenue
    event ReserveClosed(uint256 indexed projectId, uint256 amount);

    error OnlyMarket(address caller);
    error OnlyEnergy(address caller);
    error SharesLocked(uint256 projectId);
    error AlreadyOpen(uint256 projectId);
    error NoShares(uint256 projectId);
    error NotOpen(uint256 projectId);
    error NotManager(uint256 projectId, address account);
    error BadPayee(address payee);
    error BeyondReserve(uint256 projectId, uint256 asked, uint256 reserve);
    error NotAsked(uint256 projectId);
    error NothingReserved(uint256 projectId);
    error MeterNotRetired(uint256 projectId);
    error UnequalLengths(uint256 holders, uint256 projects);

    /// @notice Mints shares of a project that is being funded. Marketplace only.
    function mint(uint256 projectId, address to, uint256 amount) external;

    /// @notice Burns all shares that a holder has of a project that failed. Marketplace only.
    /// @return amount shares burnt
    function burnAll(uint256 projectId, address holder) external returns (uint256 amount);

    /// @notice Makes a project's shares transferable, and their number final. Marketplace only.
    /// @param reserveBps basis points of all that will be paid in, to be kept as its reserve
    function open(uint256 projectId, uint16 reserveBps) external;

    /// @notice Takes the sum of `amounts` from the caller, `amounts[i]` pesos as revenue of `projectIds[i]`. Of each, the project's
    /// part for its reserve is kept, rounded down (a debt that is settled in pieces of a few pesos feeds it less), and the rest
    /// shared out among its holders, in constant work per project; an amount of 0 is passed over. EnergySales only.
    /// @dev No event repeats what the caller's tell with the reason of each payment: `ReadingAccepted`, `DebtSettled`, `Corrected`.
    function payIn(uint256[] calldata projectIds, uint256[] calldata amounts) external;

    /// @notice Pays the caller what it earned in these projects, rounded down to pesos. Never paused.
    /// @return amount pesos paid in all
    function claim(uint256[] calldata projectIds) external returns (uint256 amount);

    /// @notice Pays each holder what it earned in these projects. Anyone may call, money goes only to holders. Never paused.
    /// A holder whom the token refuses to pay is passed over with an event, and keeps what it earned.
    /// @return amount pesos paid in all
    function payout(address[] calldata holders, uint256[] calldata projectIds) external returns (uint256 amount);

    /// @notice As `payout`, but pays `holders[i]` what it earned in `projectIds[i]` alone: for holders who have no project in common.
    function payoutPairs(address[] calldata holders, uint256[] calldata projectIds) external returns (uint256 amount);

    /// @notice Asks to pay from a project's reserve, in the place of whatever was asked before. Its manager only.
    /// @param amount pesos, at most the reserve
    /// @param documentHash hash of the document that justifies it
    function askSpending(uint256 projectId, address payee, uint256 amount, bytes32 documentHash) external;

    /// @notice Withdraws what was asked. The project's manager only.
    function withdrawSpending(uint256 projectId) external;

    /// @notice Pays what a manager asked for, which must be just this. Arbiter only.
    function approveSpending(uint256 projectId, address payee, uint256 amount, bytes32 documentHash) external;

    /// @notice Shares out what is left of the reserve of a project whose meter is retired. Anyone.
    /// @return amount pesos that became revenue
    function closeReserve(uint256 projectId) external returns (uint256 amount);

    /// @notice Pesos kept for a project's operation and maintenance.
    function reserveOf(uint256 projectId) external view returns (uint256);

    /// @notice What a project's manager asks to pay.
    function spending(uint256 projectId) external view returns (Spending memory);

    /// @notice Pesos that a holder could claim of a project now, rounded down.
    function claimable(address holder, uint256 projectId) external view returns (uint256);

    function series(uint256 projectId) external view returns (Series memory);
    function position(address holder, uint256 projectId) external view returns (Position memory);
}
