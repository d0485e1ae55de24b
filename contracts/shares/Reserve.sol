// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IProjectShares} from "../interfaces/IProjectShares.sol";
import {IEnergyTypes} from "../interfaces/energy/IEnergyTypes.sol";
import {IMarketTypes} from "../interfaces/market/IMarketTypes.sol";
import {Holdings} from "./Holdings.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title What a project keeps of its revenue for operation and maintenance
/// @dev Two must agree to spend it: the manager, who knows what the plant needs, and the arbiter, who reads the document.
abstract contract Reserve is Holdings {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @inheritdoc IProjectShares
    function askSpending(uint256 projectId, address payee, uint256 amount, bytes32 documentHash) external {
        address manager = _requireManager(projectId);
        require(payee != address(0) && !_isOwn(payee), BadPayee(payee));
        require(amount > 0 && amount <= reserveOf[projectId], BeyondReserve(projectId, amount, reserveOf[projectId]));
        _spending[projectId] = Spending(payee, amount.toUint64(), documentHash);
        emit SpendingAsked(projectId, manager, payee, amount, documentHash);
    }

    /// @inheritdoc IProjectShares
    function withdrawSpending(uint256 projectId) external {
        _requireManager(projectId);
        require(_spending[projectId].amount > 0, NotAsked(projectId));
        delete _spending[projectId];
        emit SpendingWithdrawn(projectId);
    }

    /// @inheritdoc IProjectShares
    function approveSpending(uint256 projectId, address payee, uint256 amount, bytes32 documentHash)
        external
        restricted
    {
        Spending memory asked = _spending[projectId];
        require(
            amount > 0 && asked.amount == amount && asked.payee == payee && asked.documentHash == documentHash,
            NotAsked(projectId)
        );
        // The reserve may have been closed since.
        uint256 reserve = reserveOf[projectId];
        require(amount <= reserve, BeyondReserve(projectId, amount, reserve));
        reserveOf[projectId] = reserve - amount;
        delete _spending[projectId];
        emit Spent(projectId, payee, amount, documentHash);
        TOKEN.safeTransfer(payee, amount);
    }

    /// @inheritdoc IProjectShares
    function closeReserve(uint256 projectId) external returns (uint256 amount) {
        require(ENERGY.meter(projectId).status == IEnergyTypes.MeterStatus.Retired, MeterNotRetired(projectId));
        amount = reserveOf[projectId];
        require(amount > 0, NothingReserved(projectId));
        reserveOf[projectId] = 0;
        emit ReserveClosed(projectId, amount);
        _share(projectId, _series[projectId], amount);
    }

    /// @inheritdoc IProjectShares
    function spending(uint256 projectId) external view returns (Spending memory) {
        return _spending[projectId];
    }

    /// @return account the caller, who must be the project's manager
    function _requireManager(uint256 projectId) private view returns (address account) {
        account = _msgSender();
        require(account == MARKET.partyOf(projectId, IMarketTypes.Party.Manager), NotManager(projectId, account));
    }
}
