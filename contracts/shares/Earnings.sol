// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IProjectShares} from "../interfaces/IProjectShares.sol";
import {SharesState} from "./SharesState.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title What shares earn, and its payment
abstract contract Earnings is SharesState {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    uint256 private constant BPS = 10_000;
    /// @dev Fractions of a peso are counted in 2^-64. Revenue fits uint64, so a revenue per share, and what all
    /// holders have earned together, stay below 2^128.
    uint256 private constant FRACTION_BITS = 64;

    /* PAYING IN */

    /// @inheritdoc IProjectShares
    function payIn(uint256[] calldata projectIds, uint256[] calldata amounts) external {
        require(msg.sender == address(ENERGY), OnlyEnergy(msg.sender));
        uint256 total = 0;
        for (uint256 i; i < amounts.length; ++i) {
            uint256 amount = amounts[i];
            if (amount == 0) continue; // a reading that was skipped, or that nobody could pay for
            total += amount;
            uint256 projectId = projectIds[i];
            Series storage s = _series[projectId];
            uint256 reserved = amount * s.reserveBps / BPS;
            if (reserved > 0) _reserve(projectId, reserved);
            _share(projectId, s, amount - reserved);
        }
        if (total > 0) TOKEN.safeTransferFrom(msg.sender, address(this), total);
    }

    function _reserve(uint256 projectId, uint256 amount) private {
        reserveOf[projectId] += amount;
        emit Reserved(projectId, amount);
    }

    /// @dev Shares pesos that this contract has, or is about to get, out among a project's holders.
    function _share(uint256 projectId, Series storage s, uint256 amount) internal {
        require(s.open, NotOpen(projectId));
        uint64 revenue = (s.revenue + amount).toUint64();
        // Rounds down by less than supply / 2^64 pesos, a 16-millionth of a peso for the largest project.
        uint128 revenuePerShare = s.revenuePerShare + uint128((amount << FRACTION_BITS) / s.supply);
        s.revenue = revenue;
        s.revenuePerShare = revenuePerShare;
    }

    /* PAYING OUT */

    /// @inheritdoc IProjectShares
    function claim(uint256[] calldata projectIds) external returns (uint256 amount) {
        uint256[] memory dues = new uint256[](projectIds.length);
        address holder = _msgSender();
        amount = _settle(holder, projectIds, dues);
        _tell(holder, projectIds, dues);
        TOKEN.safeTransfer(holder, amount);
    }

    /// @inheritdoc IProjectShares
    function payout(address[] calldata holders, uint256[] calldata projectIds) external returns (uint256 amount) {
        return _payout(holders, projectIds, false);
    }

    /// @inheritdoc IProjectShares
    function payoutPairs(address[] calldata holders, uint256[] calldata projectIds) external returns (uint256 amount) {
        require(holders.length == projectIds.length, UnequalLengths(holders.length, projectIds.length));
        return _payout(holders, projectIds, true);
    }

    /// @param pairs whether each holder is paid for the project at its own place, or for all of them
    function _payout(address[] calldata holders, uint256[] calldata projectIds, bool pairs)
        private
        returns (uint256 amount)
    {
        uint256[] calldata ids = projectIds;
        uint256[] memory dues = new uint256[](pairs ? 1 : ids.length);
        for (uint256 i; i < holders.length; ++i) {
            if (pairs) ids = projectIds[i:i + 1];
            address holder = holders[i];
            uint256 due = _settle(holder, ids, dues);
            if (due == 0) continue;
            if (TOKEN.trySafeTransfer(holder, due)) {
                amount += due;
                _tell(holder, ids, dues);
            } else {
                _restore(holder, ids, dues);
                emit PayoutFailed(holder, due);
            }
        }
    }

    /// @dev Takes the whole pesos that a holder has earned in these projects off its positions; fractions stay.
    /// @param dues is filled with the pesos of each project
    /// @return amount pesos in all
    function _settle(address holder, uint256[] calldata projectIds, uint256[] memory dues)
        private
        returns (uint256 amount)
    {
        for (uint256 i; i < projectIds.length; ++i) {
            uint256 projectId = projectIds[i];
            Position storage p = _positions[holder][projectId];
            uint128 revenuePerShare = _series[projectId].revenuePerShare;
            uint256 earned = _earned(p, holder, projectId, revenuePerShare);
            uint256 due = earned >> FRACTION_BITS;
            dues[i] = due;
            if (due == 0) continue;
            p.revenuePerShare = revenuePerShare;
            p.earned = uint64(earned); // the fraction
            amount += due;
        }
    }

    /// @dev Undoes `_settle`: what could not be paid stays earned.
    function _restore(address holder, uint256[] calldata projectIds, uint256[] memory dues) private {
        for (uint256 i; i < dues.length; ++i) {
            if (dues[i] > 0) _positions[holder][projectIds[i]].earned += uint128(dues[i] << FRACTION_BITS);
        }
    }

    function _tell(address holder, uint256[] calldata projectIds, uint256[] memory dues) private {
        for (uint256 i; i < dues.length; ++i) {
            uint256 due = dues[i];
            if (due > 0) emit Claimed(holder, projectIds[i], due);
        }
    }

    /* POSITIONS */

    function _accrue(address holder, uint256 projectId, uint128 revenuePerShare) internal {
        Position storage p = _positions[holder][projectId];
        uint256 earned = _earned(p, holder, projectId, revenuePerShare);
        p.revenuePerShare = revenuePerShare;
        p.earned = uint128(earned);
    }

    /// @return earned pesos * 2^64, not yet paid; a holder's part of revenue * 2^64, so below 2^128
    function _earned(Position storage p, address holder, uint256 projectId, uint128 revenuePerShare)
        private
        view
        returns (uint256 earned)
    {
        // A revenue per share never falls.
        unchecked {
            uint256 growth = revenuePerShare - p.revenuePerShare;
            earned = p.earned;
            if (growth > 0) earned += balanceOf(holder, projectId) * growth;
        }
    }

    /// @inheritdoc IProjectShares
    function claimable(address holder, uint256 projectId) external view returns (uint256) {
        Position storage p = _positions[holder][projectId];
        return _earned(p, holder, projectId, _series[projectId].revenuePerShare) >> FRACTION_BITS;
    }
}
