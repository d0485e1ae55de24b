// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICLPToken} from "../interfaces/ICLPToken.sol";
import {IEligibility} from "../interfaces/IEligibility.sol";
import {ICrowdfunding} from "../interfaces/market/ICrowdfunding.sol";
import {MarketState} from "./MarketState.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Paying for a project, and getting the money back when it fails
/// @dev Money paid into a project is its shares' supply; nothing counts it a second time, and no list of funders exists.
abstract contract Crowdfunding is MarketState, ReentrancyGuardTransient {
    using SafeERC20 for ICLPToken;

    /// @dev For the installer to confirm receipt; each further step of building gets as long.
    uint256 internal constant STEP_PERIOD = 180 days;

    /* FUNDING */

    /// @inheritdoc ICrowdfunding
    function fund(uint256 projectId, uint256 amount) external returns (uint256 paid) {
        return _fund(projectId, amount);
    }

    /// @inheritdoc ICrowdfunding
    function fundWithPermit(uint256 projectId, uint256 amount, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s)
        external
        returns (uint256 paid)
    {
        // Anyone can spend a permit seen in the mempool; what counts is whether the allowance is there, below.
        try TOKEN.permit(_msgSender(), address(this), amount, permitDeadline, v, r, s) {} catch {}
        return _fund(projectId, amount);
    }

    function _fund(uint256 projectId, uint256 amount) private nonReentrant whenNotPaused returns (uint256 paid) {
        Project memory p = _projects[projectId];
        _requireState(projectId, p, State.Funding);
        require(block.timestamp <= p.deadline, DeadlinePassed(projectId, p.deadline));
        require(amount > 0, ZeroAmount());
        address funder = _msgSender();
        require(!_records[funder].inDebt, InDebt(funder));
        if (p.crowdfunded) {
            address list = eligibility;
            require(list == address(0) || IEligibility(list).mayFund(funder, projectId), NotEligible(funder, projectId));
        } else {
            require(funder == p.owner, OnlyOwnerFunds(projectId, p.owner));
        }

        uint256 missing = _goal(p) - SHARES.totalSupply(projectId);
        paid = amount < missing ? amount : missing;
        emit Funded(projectId, funder, paid);
        if (amount >= missing) {
            uint32 deadline = _in(STEP_PERIOD);
            _projects[projectId].state = State.Delivering;
            _projects[projectId].deadline = deadline;
            emit GoalReached(projectId, deadline);
        }
        SHARES.mint(projectId, funder, paid);
        TOKEN.safeTransferFrom(funder, address(this), paid);
    }

    /* FAILURE */

    /// @inheritdoc ICrowdfunding
    function expire(uint256 projectId) external {
        Project memory p = _projects[projectId];
        _requireState(projectId, p, State.Funding);
        require(block.timestamp > p.deadline, DeadlineAhead(projectId, p.deadline));
        _projects[projectId].state = State.Expired;
        _restock(p.vendorOffer);
        _restock(p.installerOffer);
        _restock(p.managerOffer);
        if (!p.crowdfunded) ++_records[p.owner].expired;
        emit Expired(projectId);
    }

    /// @dev Its supplier may have raised the stock to the brim meanwhile; that must not stop a project from expiring.
    function _restock(uint256 offerId) private {
        Offer storage o = _offers[offerId];
        if (o.stock < type(uint16).max) ++o.stock;
    }

    /// @inheritdoc ICrowdfunding
    function refund(uint256 projectId) external nonReentrant returns (uint256 amount) {
        Project memory p = _projects[projectId];
        require(p.state == State.Expired || p.state == State.Cancelled, WrongState(projectId, p.state));
        address holder = _msgSender();
        uint256 shares = SHARES.burnAll(projectId, holder);
        require(shares > 0, NothingToRefund(projectId, holder));
        amount = _refundable(projectId, p, shares);
        emit Refunded(projectId, holder, shares, amount);
        TOKEN.safeTransfer(holder, amount);
    }

    /// @dev What shares of a failed project are worth: a peso each if it expired; if it was cancelled, when all of its
    /// goal was paid in, their part of what the escrow had left, rounded down.
    function _refundable(uint256 projectId, Project memory p, uint256 shares) internal view returns (uint256) {
        // slither-disable-next-line incorrect-equality: an enum
        if (p.state == State.Expired) return shares;
        return shares * _left(p, _halts[projectId].stage) / _goal(p);
    }
}
