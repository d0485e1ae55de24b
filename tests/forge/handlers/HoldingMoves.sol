// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {equal, toSubject} from "../support/Check.sol";
import {DisputeMoves} from "./DisputeMoves.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

/// @title Holders: they move shares, and are paid what the shares earned
abstract contract HoldingMoves is DisputeMoves {
    /// @dev Whether many are being paid, some of them still to come.
    bool internal paying;

    /* TRANSFERS */

    function moveShares(uint256 who, uint256 which, uint256 to, uint256 amount) external {
        (address holder, uint256 id) = _drawHolder(who, which);
        if (id == 0) return;
        // Antu's own contracts must never hold shares.
        bool lost = _onceIn(16, to, "contract");
        address receiver = lost ? [address(market), address(shares), address(energy)][to % 3] : _anyone(to);
        uint256 held = sharesOf[id][holder];
        // A sixth more than there is, so that too much is tried as well.
        amount = _bound(amount, 0, held + held / 6);
        bool allowed = _operates(id, holder) && amount <= held && !lost;
        bytes memory data = abi.encodeCall(IERC6909.transfer, (receiver, id, amount));
        if (_try(allowed, holder, address(shares), data)) _moved(id, holder, receiver, amount);
    }

    function takeShares(uint256 who, uint256 which, uint256 by, uint256 amount) external {
        (address holder, uint256 id) = _drawHolder(who, which);
        if (id == 0) return;
        address taker = _anyone(by);
        uint256 held = sharesOf[id][holder];
        amount = _bound(amount, 0, held);
        _permitTaking(holder, taker, id, amount, _mix(by, "permission") % 4);
        bool mayTake =
            holder == taker || shares.isOperator(holder, taker) || shares.allowance(holder, taker, id) >= amount;
        bytes memory data = abi.encodeCall(IERC6909.transferFrom, (holder, taker, id, amount));
        if (_try(mayTake && _operates(id, holder), taker, address(shares), data)) _moved(id, holder, taker, amount);
    }

    function _permitTaking(address holder, address taker, uint256 id, uint256 amount, uint256 kind) private {
        bytes memory approval = abi.encodeCall(IERC6909.approve, (taker, id, amount));
        if (kind == 0) _try(true, holder, address(shares), approval);
        bool trusted = kind == 1;
        if (kind <= 2) _try(true, holder, address(shares), abi.encodeCall(IERC6909.setOperator, (taker, trusted)));
    }

    function _moved(uint256 id, address from, address to, uint256 amount) private {
        sharesOf[id][from] -= amount;
        _mintShares(id, to, amount);
    }

    /// @dev Mostly one who holds shares of an operating project.
    function _drawHolder(uint256 who, uint256 which) internal view returns (address holder, uint256 id) {
        id = _find(which, address(0), _operates);
        if (id == 0) return (address(0), 0);
        uint256 first = who % people.length;
        for (uint256 i; i < people.length; ++i) {
            holder = people[(first + i) % people.length];
            if (sharesOf[id][holder] > 0) break;
        }
    }

    function _operates(uint256 id, address) internal view returns (bool) {
        return projects[id].state == IMarketTypes.State.Operating;
    }

    /* EARNINGS */

    function claim(uint256 who, uint256 which) external {
        (address holder, uint256 id) = _drawHolder(who, which);
        if (id == 0) return;
        _claim(holder, _twoProjects(id, which));
    }

    function _claim(address holder, uint256[] memory ids) internal {
        address[] memory holders = new address[](1);
        holders[0] = holder;
        uint256 due = _paid(holders, ids);
        bytes memory data = abi.encodeCall(IProjectShares.claim, (ids));
        (bool done, bytes memory result) = _attempt(_agrees(holder), holder, address(shares), data);
        if (done) equal("pesos of a claim", toSubject(holder), abi.decode(result, (uint256)), due);
    }

    /// @notice Pays up to five holders of up to four projects, some of them named twice.
    function payout(uint256 who, uint256 which, uint256 others, uint256 by) external {
        (address holder, uint256 id) = _drawHolder(who, which);
        if (id == 0) return;
        address[] memory holders = new address[](1 + others % 5);
        uint256[] memory ids = new uint256[](1 + by % 4);
        (holders[0], ids[0]) = (holder, id);
        for (uint256 i = 1; i < holders.length; ++i) {
            holders[i] = _anyone(others ^ i);
        }
        for (uint256 i = 1; i < ids.length; ++i) {
            ids[i] = _anyProject(by ^ i);
        }
        uint256 due = _paid(holders, ids);
        bytes memory data = abi.encodeCall(IProjectShares.payout, (holders, ids));
        paying = true;
        (, bytes memory result) = _attempt(true, _anyone(by), address(shares), data);
        paying = false;
        equal("pesos of a payout", id, abi.decode(result, (uint256)), due);
    }

    /// @notice Pays up to five pairs of a holder and a project, some of them named twice, and at times a list too short.
    function payoutPairs(uint256 who, uint256 which, uint256 others, uint256 by) external {
        (address holder, uint256 id) = _drawHolder(who, which);
        if (id == 0) return;
        address[] memory holders = new address[](1 + others % 5);
        bool short = _onceIn(16, by, "short");
        uint256[] memory ids = new uint256[](short ? holders.length - 1 : holders.length);
        uint256 due;
        for (uint256 i; i < holders.length; ++i) {
            holders[i] = i == 0 ? holder : _anyone(others ^ i);
            if (i < ids.length) ids[i] = i == 0 ? id : _anyProject(by ^ i);
        }
        for (uint256 i; i < holders.length && !short; ++i) {
            bool named;
            for (uint256 k; k < i; ++k) {
                named = named || (holders[k] == holders[i] && ids[k] == ids[i]);
            }
            if (!named) due += _paid(holders[i], ids[i]);
        }
        bytes memory data = abi.encodeCall(IProjectShares.payoutPairs, (holders, ids));
        paying = true;
        (bool done, bytes memory result) = _attempt(!short, _anyone(by), address(shares), data);
        paying = false;
        if (done) equal("pesos of pairs", id, abi.decode(result, (uint256)), due);
    }

    /// @dev The given one and any other, at times the same.
    function _twoProjects(uint256 id, uint256 seed) private view returns (uint256[] memory ids) {
        ids = new uint256[](2);
        (ids[0], ids[1]) = (id, 1 + _mix(seed, "second") % demandCount);
    }

    /// @dev Gives holders what they can claim, each once however often it is named.
    function _paid(address[] memory holders, uint256[] memory ids) private returns (uint256 due) {
        for (uint256 i; i < holders.length; ++i) {
            for (uint256 j; j < ids.length; ++j) {
                if (_isNamedBefore(holders, ids, i, j)) continue;
                due += _paid(holders[i], ids[j]);
            }
        }
    }

    /// @dev Gives a holder what it can claim. That this is neither more nor less than what it is entitled to, an invariant says.
    function _paid(address holder, uint256 id) private returns (uint256 due) {
        due = shares.claimable(holder, id);
        if (due > 0 && !_agrees(holder)) {
            ++happened["a holder who refuses what it earned"];
            return 0;
        }
        claimedBy[id][holder] += due;
        stories[id].claimed += due;
        _earn(holder, due);
    }

    function _isNamedBefore(address[] memory holders, uint256[] memory ids, uint256 i, uint256 j)
        private
        pure
        returns (bool)
    {
        for (uint256 k; k < i; ++k) {
            if (holders[k] == holders[i]) return true;
        }
        for (uint256 k; k < j; ++k) {
            if (ids[k] == ids[j]) return true;
        }
        return false;
    }
}
