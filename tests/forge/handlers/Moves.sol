// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {timeNow, vm} from "../support/Vm.sol";
import {Tally} from "./Tally.sol";
import {ERC2771Forwarder} from "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol";

/// @title How every move is made: INVARIANTS.md, 17
/// @dev A move draws who calls, what, and with which values, works out from the model whether the rules allow it, and
/// then makes the call: what is allowed must succeed, what is not must be refused. After a success the model
/// moves too, and the invariants compare. Where pesos go to or from a person the model moves first, for that person may make
/// a move of its own meanwhile (RogueMoves.sol).
abstract contract Moves is Tally {
    /// @dev No time passes after this, so that seconds fit the 32 bits of deadlines.
    uint256 internal constant LAST_DAY = 3_786_912_000; // 1 January 2090

    /// @dev Whether a contract is in the middle of a call that lets no other one of its kind begin.
    mapping(address target => bool) private entered;
    mapping(bytes4 selector => bool) private guarded;
    /// @dev Why a move that was made within another one has failed.
    bytes internal failure;

    error WronglyRefused(address who, address target, bytes4 selector, bytes reason);
    error WronglyAllowed(address who, address target, bytes4 selector);
    error FailedMeanwhile(bytes reason);

    /* CALLS */

    function _attempt(bool allowed, address who, address target, bytes memory data)
        internal
        returns (bool done, bytes memory result)
    {
        Call memory c = _look(who, target, data);
        bool enters = _enter(target, data);
        mover = who;
        vm.prank(who);
        (done, result) = target.call(data);
        if (enters) entered[target] = false;
        _judge(allowed, done, who, c, result);
    }

    /// @dev For calls whose result says nothing. Of those of a party, one in four is made by signature: it must do the same.
    function _try(bool allowed, address who, address target, bytes memory data) internal returns (bool done) {
        if (keyOf[who] != 0 && _takesRequests(target) && authority.getTargetFunctionRole(target, bytes4(data)) == 0) {
            uint256 draw = uint256(keccak256(abi.encode(who, data, timeNow())));
            if (_onceIn(4, draw, "by signature")) return _tryBySignature(allowed, who, target, data);
        }
        (done,) = _attempt(allowed, who, target, data);
    }

    function _tryBySignature(bool allowed, address who, address target, bytes memory data) private returns (bool done) {
        Call memory c = _look(who, target, data);
        bool enters = _enter(target, data);
        mover = who;
        ERC2771Forwarder.ForwardRequestData memory request = _signRequest(who, target, data);
        bytes memory reason;
        try forwarder.execute(request) {
            done = true;
        } catch (bytes memory raised) {
            reason = raised;
        }
        if (enters) entered[target] = false;
        _judge(allowed, done, who, c, reason);
        if (!done) return false;
        ++happened["a move by signature"];
        // Once: whoever brings it again is refused.
        require(!forwarder.verify(request), WronglyAllowed(who, target, bytes4(data)));
    }

    function _judge(bool allowed, bool done, address who, Call memory c, bytes memory reason) private {
        require(failure.length == 0, FailedMeanwhile(failure));
        require(done || !allowed, WronglyRefused(who, c.target, c.selector, reason));
        require(!done || allowed, WronglyAllowed(who, c.target, c.selector));
        _count(c, done);
    }

    /* CALLS WITHIN CALLS */

    function _areGuarded(bytes4[11] memory selectors) internal {
        for (uint256 i; i < selectors.length; ++i) {
            guarded[selectors[i]] = true;
        }
    }

    function _enter(address target, bytes memory data) private returns (bool enters) {
        enters = guarded[bytes4(data)] && !entered[target];
        if (enters) entered[target] = true;
    }

    /// @dev Whether a contract lets a guarded call begin: none of them is running.
    function _isFree(address target) internal view returns (bool) {
        return !entered[target];
    }

    /// @dev Lets time pass, unless a move is being made within another one: that takes no time.
    function _passTo(uint256 time) internal {
        if (!within) vm.warp(time);
    }

    function _takesRequests(address target) private view returns (bool) {
        return target == address(market) || target == address(shares) || target == address(energy);
    }

    /// @dev Lets an account's tokens be taken for the next call: by an allowance, or by a permit (which somebody else may
    /// have spent already, when all that counts is the allowance that it gave).
    function _signPermit(address who, address spender, uint256 amount, uint256 seed)
        internal
        returns (uint256 deadline, uint8 v, bytes32 r, bytes32 s)
    {
        deadline = timeNow() + 1;
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 permit = keccak256(abi.encode(typehash, who, spender, amount, token.nonces(who), deadline));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), permit));
        (v, r, s) = vm.sign(keyOf[who], digest);
        if (_onceIn(3, seed, "spent permit")) token.permit(who, spender, amount, deadline, v, r, s);
    }

    function _approve(address who, address spender, uint256 amount) internal {
        vm.prank(who);
        token.approve(spender, amount);
    }

    /* CHOICES */

    /// @dev Mostly a project for which `fits` holds for `who`, 0 if there is none; once in eight draws any project.
    function _find(uint256 seed, address who, function(uint256, address) view returns (bool) fits)
        internal
        view
        returns (uint256)
    {
        return _onceIn(8, seed, "any project") ? _anyProject(seed) : _findFit(seed, who, fits);
    }

    /// @dev The first project for which `fits` holds for `who`, from a drawn one on; 0 if there is none.
    function _findFit(uint256 seed, address who, function(uint256, address) view returns (bool) fits)
        internal
        view
        returns (uint256)
    {
        uint256 first = _anyProject(seed);
        for (uint256 i; i < demandCount; ++i) {
            uint256 candidate = 1 + (first - 1 + i) % demandCount;
            if (fits(candidate, who)) return candidate;
        }
        return 0;
    }

    function _anyProject(uint256 seed) internal view returns (uint256) {
        return 1 + _mix(seed, "project") % demandCount;
    }
}
