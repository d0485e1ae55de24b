// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {timeNow, vm} from "../support/Vm.sol";
import {Model} from "./Model.sol";
import {ERC2771Forwarder} from "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol";

/// @title How every move is made: INVARIANTS.md, 17
/// @dev A move draws who calls, what, and with which values, works out from the model whether the rules allow it, and
/// then makes the call: what is allowed must succeed, what is not must be refused. After a success the model
/// moves too, and the invariants compare.
abstract contract Moves is Model {
    /// @dev No time passes after this, so that seconds fit the 32 bits of deadlines.
    uint256 internal constant LAST_DAY = 3_786_912_000; // 1 January 2090

    struct Count {
        uint256 done;
        uint256 refused;
    }

    mapping(address target => mapping(bytes4 selector => Count)) internal counts;
    /// @dev The states in which projects were last seen, and how often each change of state was seen.
    mapping(uint256 projectId => IMarketTypes.State) internal seen;
    mapping(IMarketTypes.State from => mapping(IMarketTypes.State to => uint256)) internal arrows;
    /// @dev How often something happened that no function or state tells apart.
    mapping(string what => uint256) internal happened;

    error WronglyRefused(address who, address target, bytes4 selector, bytes reason);
    error WronglyAllowed(address who, address target, bytes4 selector);

    /* CALLS */

    function _attempt(bool allowed, address who, address target, bytes memory data)
        internal
        returns (bool done, bytes memory result)
    {
        mover = who;
        vm.prank(who);
        (done, result) = target.call(data);
        _judge(allowed, done, who, target, data, result);
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
        mover = who;
        ERC2771Forwarder.ForwardRequestData memory request = _signRequest(who, target, data);
        bytes memory reason;
        try forwarder.execute(request) {
            done = true;
        } catch (bytes memory raised) {
            reason = raised;
        }
        _judge(allowed, done, who, target, data, reason);
        if (!done) return false;
        ++happened["a move by signature"];
        // Once: whoever brings it again is refused.
        require(!forwarder.verify(request), WronglyAllowed(who, target, bytes4(data)));
    }

    function _judge(bool allowed, bool done, address who, address target, bytes memory data, bytes memory reason)
        private
    {
        require(done || !allowed, WronglyRefused(who, target, bytes4(data), reason));
        require(!done || allowed, WronglyAllowed(who, target, bytes4(data)));
        Count storage count = counts[target][bytes4(data)];
        if (done) ++count.done;
        else ++count.refused;
    }

    function _takesRequests(address target) private view returns (bool) {
        return target == address(market) || target == address(shares) || target == address(energy);
    }

    /// @dev Notes how a project's state has changed.
    function _observe(uint256 id) internal {
        IMarketTypes.State state = market.project(id).state;
        if (state != seen[id]) ++arrows[seen[id]][state];
        seen[id] = state;
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

    function _isPaused() internal view returns (bool) {
        return market.settings().paused;
    }
}
