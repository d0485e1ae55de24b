// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IDisputes} from "../interfaces/market/IDisputes.sol";
import {Escrow} from "./Escrow.sol";

/// @title Freezing the escrow, and ending a project that will not be built
abstract contract Disputes is Escrow {
    uint256 private constant ARBITRATION_PERIOD = 30 days;
    /// @dev Holders of one share in this many can freeze the escrow.
    uint256 private constant BACKING = 10;

    /// @inheritdoc IDisputes
    function dispute(uint256 projectId, bytes32 reasonHash) external {
        Project memory p = _disputable(projectId);
        // Once per stage, so that nobody can hold up a project that the arbiter lets go on.
        uint256 stage = uint256(1) << uint8(p.state);
        address account = _msgSender();
        // slither-disable-next-line incorrect-equality: a set of bits
        require(_disputed[projectId][account] & stage == 0, AlreadyDisputed(projectId, account, p.state));
        _disputed[projectId][account] |= stage;

        // A party's freeze leaves the holders' calls standing; a freeze of their own uses them up.
        if (_isParty(p, account)) _freeze(projectId, p, _backing(projectId, p), reasonHash);
        else if (_back(projectId, p, account, reasonHash)) _freeze(projectId, p, 0, reasonHash);
    }

    /// @inheritdoc IDisputes
    function uphold(uint256 projectId, bytes32 reasonHash) external restricted {
        Project memory p = _disputable(projectId);
        require(_backing(projectId, p) > 0, NotBacked(projectId));
        _freeze(projectId, p, 0, reasonHash);
    }

    /// @dev A project whose escrow can be frozen now.
    function _disputable(uint256 projectId) private view returns (Project memory p) {
        p = _projects[projectId];
        require(_isBuilding(p.state), WrongState(projectId, p.state));
        // Once its window has passed, a release is earned; what can be frozen is the stage after it.
        require(_isAwaiting(p.state) || block.timestamp < p.deadline, DeadlinePassed(projectId, p.deadline));
    }

    function _freeze(uint256 projectId, Project memory p, uint40 backing, bytes32 reasonHash) private {
        _halts[projectId] = Halt({stage: p.state, since: uint40(block.timestamp), backing: backing});
        _projects[projectId].state = State.Disputed;
        emit Disputed(projectId, _msgSender(), p.state, reasonHash);
    }

    /// @dev Shares that ask to freeze the stage at which a project is.
    function _backing(uint256 projectId, Project memory p) private view returns (uint40) {
        Halt memory h = _halts[projectId];
        // slither-disable-next-line incorrect-equality: an enum
        return h.stage == p.state ? h.backing : 0;
    }

    /// @dev Adds a holder's shares, which cannot move before the project operates, to those that back a freeze.
    /// @return enough whether they are now a tenth of all
    function _back(uint256 projectId, Project memory p, address holder, bytes32 reasonHash)
        private
        returns (bool enough)
    {
        uint256 shares = SHARES.balanceOf(holder, projectId);
        require(shares > 0, NotParty(projectId, holder));
        uint256 backing = _backing(projectId, p) + shares;
        emit DisputeBacked(projectId, holder, backing, reasonHash);
        _halts[projectId] = Halt({stage: p.state, since: 0, backing: uint40(backing)});
        return backing * BACKING >= _goal(p);
    }

    /// @inheritdoc IDisputes
    function resolve(uint256 projectId, bool proceed) external restricted {
        Project memory p = _projects[projectId];
        _requireState(projectId, p, State.Disputed);
        State stage = _halts[projectId].stage;
        if (!proceed) return _cancel(projectId, p, stage);

        uint32 deadline = _in(_isAwaiting(stage) ? STEP_PERIOD : CHALLENGE_WINDOW);
        _projects[projectId].state = stage;
        _projects[projectId].deadline = deadline;
        emit Resumed(projectId, stage, deadline);
    }

    /// @inheritdoc IDisputes
    function cancel(uint256 projectId) external {
        Project memory p = _projects[projectId];
        State stage = p.state;
        uint256 deadline = p.deadline;
        // slither-disable-next-line incorrect-equality: an enum
        if (p.state == State.Disputed) {
            Halt memory h = _halts[projectId];
            (stage, deadline) = (h.stage, h.since + ARBITRATION_PERIOD);
        } else {
            require(_isAwaiting(p.state), WrongState(projectId, p.state));
        }
        require(block.timestamp > deadline, DeadlineAhead(projectId, deadline));
        _cancel(projectId, p, stage);
    }

    function _cancel(uint256 projectId, Project memory p, State stage) private {
        _halts[projectId].stage = stage;
        _projects[projectId].state = State.Cancelled;
        emit Cancelled(projectId, stage, _left(p, stage));
    }

    function _isParty(Project memory p, address account) private view returns (bool) {
        return account == p.owner || account == _supplier(p.vendorOffer) || account == _supplier(p.installerOffer)
            || account == _supplier(p.managerOffer);
    }
}
