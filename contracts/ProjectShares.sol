// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governed} from "./access/Governed.sol";
import {IProjectShares} from "./interfaces/IProjectShares.sol";
import {ERC6909Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC6909/ERC6909Upgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Shares of projects, and the revenue they earn
contract ProjectShares is IProjectShares, Governed, ERC6909Upgradeable {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev Fractions of a peso are counted in 2^-64. Revenue fits uint64, so a revenue per share, and what all
    /// holders have earned together, stay below 2^128.
    uint256 private constant FRACTION_BITS = 64;

    IERC20 public immutable TOKEN;
    address public immutable MARKET;
    address public immutable ENERGY;

    mapping(uint256 projectId => Series) private _series;
    mapping(address holder => mapping(uint256 projectId => Position)) private _positions;

    modifier onlyMarket() {
        _checkMarket();
        _;
    }

    constructor(IERC20 token, address market, address energy) {
        TOKEN = token;
        MARKET = market;
        ENERGY = energy;
    }

    /* SUPPLY */

    /// @inheritdoc IProjectShares
    function mint(uint256 projectId, address to, uint256 amount) external onlyMarket {
        Series storage s = _series[projectId];
        require(!s.open, AlreadyOpen(projectId));
        s.supply += amount.toUint40();
        _mint(to, projectId, amount);
    }

    /// @inheritdoc IProjectShares
    function burnAll(uint256 projectId, address holder) external onlyMarket returns (uint256 amount) {
        Series storage s = _series[projectId];
        require(!s.open, AlreadyOpen(projectId));
        amount = balanceOf(holder, projectId);
        // A balance is at most the supply, which is a uint40.
        s.supply -= uint40(amount);
        _burn(holder, projectId, amount);
    }

    /// @inheritdoc IProjectShares
    function open(uint256 projectId) external onlyMarket {
        Series storage s = _series[projectId];
        require(!s.open, AlreadyOpen(projectId));
        require(s.supply > 0, NoShares(projectId));
        s.open = true;
        emit Opened(projectId, s.supply);
    }

    function _checkMarket() private view {
        require(msg.sender == MARKET, OnlyMarket(msg.sender));
    }

    /* TRANSFERS */

    /// @dev Before shares move, what both sides have earned so far is counted for them. Minting and burning need none of
    /// it: they end before the first revenue.
    function _update(address from, address to, uint256 projectId, uint256 amount) internal override {
        if (from != address(0) && to != address(0)) {
            Series storage s = _series[projectId];
            require(s.open, SharesLocked(projectId));
            // Shares held by Antu's own contracts would earn for nobody who could ever claim.
            require(to != address(this) && to != MARKET && to != ENERGY, ERC6909InvalidReceiver(to));
            uint128 revenuePerShare = s.revenuePerShare;
            _accrue(from, projectId, revenuePerShare);
            _accrue(to, projectId, revenuePerShare);
        }
        super._update(from, to, projectId, amount);
    }

    /* REVENUE */

    /// @inheritdoc IProjectShares
    function payIn(Revenue[] calldata revenues) external {
        require(msg.sender == ENERGY, OnlyEnergy(msg.sender));
        uint256 total;
        for (uint256 i; i < revenues.length; ++i) {
            (uint256 projectId, uint256 amount) = (revenues[i].projectId, revenues[i].amount);
            if (amount == 0) continue; // a reading that was skipped, or that nobody could pay for
            Series storage s = _series[projectId];
            require(s.open, NotOpen(projectId));
            s.revenue = (s.revenue + amount).toUint64();
            // Rounds down by less than supply / 2^64 pesos, a 16-millionth of a peso for the largest project.
            s.revenuePerShare += uint128((amount << FRACTION_BITS) / s.supply);
            total += amount;
            emit RevenuePaid(projectId, amount);
        }
        if (total > 0) TOKEN.safeTransferFrom(msg.sender, address(this), total);
    }

    /// @inheritdoc IProjectShares
    function claim(uint256[] calldata projectIds) external returns (uint256 amount) {
        amount = _settle(msg.sender, projectIds);
        TOKEN.safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IProjectShares
    function payout(address[] calldata holders, uint256[] calldata projectIds) external returns (uint256 amount) {
        for (uint256 i; i < holders.length; ++i) {
            uint256 due = _settle(holders[i], projectIds);
            amount += due;
            if (due > 0) TOKEN.safeTransfer(holders[i], due);
        }
    }

    /// @dev Takes the whole pesos that a holder has earned in these projects off its positions; fractions stay.
    function _settle(address holder, uint256[] calldata projectIds) private returns (uint256 amount) {
        for (uint256 i; i < projectIds.length; ++i) {
            uint256 projectId = projectIds[i];
            Position memory p = _accrued(holder, projectId, _series[projectId].revenuePerShare);
            uint256 due = p.earned >> FRACTION_BITS;
            if (due == 0) continue;
            p.earned -= uint128(due << FRACTION_BITS);
            _positions[holder][projectId] = p;
            amount += due;
            emit Claimed(holder, projectId, due);
        }
    }

    function _accrue(address holder, uint256 projectId, uint128 revenuePerShare) private {
        _positions[holder][projectId] = _accrued(holder, projectId, revenuePerShare);
    }

    /// @dev Cannot overflow: balance * growth is the holder's part of revenue * 2^64, below 2^128.
    function _accrued(address holder, uint256 projectId, uint128 revenuePerShare)
        private
        view
        returns (Position memory p)
    {
        p = _positions[holder][projectId];
        uint256 growth = revenuePerShare - p.revenuePerShare;
        if (growth > 0) {
            p.earned += uint128(balanceOf(holder, projectId) * growth);
            p.revenuePerShare = revenuePerShare;
        }
    }

    /* VIEWS */

    /// @inheritdoc IProjectShares
    function claimable(address holder, uint256 projectId) external view returns (uint256) {
        return _accrued(holder, projectId, _series[projectId].revenuePerShare).earned >> FRACTION_BITS;
    }

    function totalSupply(uint256 projectId) external view returns (uint256) {
        return _series[projectId].supply;
    }

    /// @inheritdoc IProjectShares
    function series(uint256 projectId) external view returns (Series memory) {
        return _series[projectId];
    }

    /// @inheritdoc IProjectShares
    function position(address holder, uint256 projectId) external view returns (Position memory) {
        return _positions[holder][projectId];
    }
}
