// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICLPToken} from "../interfaces/ICLPToken.sol";
import {IEscrow} from "../interfaces/market/IEscrow.sol";
import {Crowdfunding} from "./Crowdfunding.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title Paying the team as the work is done
/// @dev Each is paid on the word of the next, whose own money waits behind it. Between the word and the money lies a
/// challenge window, in which the escrow can be frozen.
abstract contract Escrow is Crowdfunding {
    using SafeERC20 for ICLPToken;

    uint256 internal constant CHALLENGE_WINDOW = 3 days;

    /* CONFIRMATIONS */

    /// @inheritdoc IEscrow
    function confirmDelivery(uint256 projectId) external {
        _confirm(projectId, State.Delivering, Party.Installer);
    }

    /// @inheritdoc IEscrow
    function confirmInstallation(uint256 projectId) external {
        _confirm(projectId, State.Installing, Party.Manager);
    }

    /// @inheritdoc IEscrow
    function commission(uint256 projectId, bytes32 te4Hash) external onlyEnergy {
        _requireState(projectId, _projects[projectId], State.Connecting);
        _enterWindow(projectId, State.Connected);
        emit Commissioned(projectId, te4Hash);
    }

    function _confirm(uint256 projectId, State awaiting, Party awaited) private {
        Project memory p = _projects[projectId];
        _requireState(projectId, p, awaiting);
        require(_msgSender() == _party(p, awaited), NotParty(projectId, _msgSender()));
        _enterWindow(projectId, State(uint8(awaiting) + 1));
    }

    /// @dev A late word still counts while nobody has cancelled the project.
    function _enterWindow(uint256 projectId, State stage) private {
        uint32 windowEnd = _in(CHALLENGE_WINDOW);
        _projects[projectId].state = stage;
        _projects[projectId].deadline = windowEnd;
        emit Confirmed(projectId, _msgSender(), stage, windowEnd);
    }

    /* RELEASES */

    /// @inheritdoc IEscrow
    function release(uint256 projectId) external nonReentrant {
        Project memory p = _projects[projectId];
        require(_isBuilding(p.state) && !_isAwaiting(p.state), WrongState(projectId, p.state));
        require(block.timestamp >= p.deadline, DeadlineAhead(projectId, p.deadline));
        if (p.state == State.Connected) return _complete(projectId, p);

        _projects[projectId].state = State(uint8(p.state) + 1);
        _projects[projectId].deadline = _in(STEP_PERIOD);
        if (p.state == State.Delivered) _pay(projectId, _supplier(p.vendorOffer), p.vendorPrice);
        else _pay(projectId, _supplier(p.installerOffer), p.installerPrice);
    }

    /// @dev The last release: the manager, the fee, and the project operates.
    function _complete(uint256 projectId, Project memory p) private {
        _projects[projectId].state = State.Operating;
        _projects[projectId].deadline = 0;
        emit Operating(projectId);
        SHARES.open(projectId, _terms[projectId].reserveBps);
        _pay(projectId, _supplier(p.managerOffer), p.managerPrice);
        _pay(projectId, treasury, _fee(_cost(p), p.feeBps));
    }

    function _pay(uint256 projectId, address payee, uint256 amount) private {
        emit Released(projectId, payee, amount);
        TOKEN.safeTransfer(payee, amount);
    }
}
