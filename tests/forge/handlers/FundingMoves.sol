// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICrowdfunding} from "../../../contracts/interfaces/market/ICrowdfunding.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {equal} from "../support/Check.sol";
import {timeNow} from "../support/Vm.sol";
import {MatchMoves} from "./MatchMoves.sol";

/// @title Paying for projects, and getting the money back
abstract contract FundingMoves is MatchMoves {
    /* FUNDING */

    function fund(uint256 who, uint256 which, uint256 amount, uint256 how) external {
        uint256 id = _find(which, address(0), _isFunding);
        if (id == 0) return;
        address caller = projects[id].crowdfunded ? _anyone(who) : _mostly(projects[id].owner, who);
        uint256 missing = _goal(id) - stories[id].paidIn;
        // Now a small part, now as often more than is missing as less.
        uint256 most = _onceIn(2, how, "part") ? missing / 8 : missing * 2;
        _fund(caller, id, _bound(amount, 0, most), _onceIn(2, how, "permit"), how);
    }

    /// @param seed draws how a permit is brought
    function _fund(address who, uint256 id, uint256 amount, bool withPermit, uint256 seed) internal {
        bool allowed = _mayFund(id, who) && amount > 0;
        uint256 missing = _goal(id) - stories[id].paidIn;
        uint256 paid = _min(amount, missing);
        allowed = allowed && paid <= purse[who] && _agrees(who) && _isFree(address(market));
        bytes memory data = abi.encodeCall(ICrowdfunding.fund, (id, amount));
        if (withPermit) {
            (uint256 deadline, uint8 v, bytes32 r, bytes32 s) = _signPermit(who, address(market), amount, seed);
            data = abi.encodeCall(ICrowdfunding.fundWithPermit, (id, amount, deadline, v, r, s));
        } else {
            _approve(who, address(market), amount);
        }
        if (allowed) {
            _begin(who);
            _spend(paid);
            if (paid < amount) ++happened["a payment cut to what is missing"];
            _mintShares(id, who, paid);
            stories[id].paidIn += paid;
            if (paid == missing) _enterFor(id, IMarketTypes.State.Delivering, STEP_PERIOD);
        }
        (bool done, bytes memory result) = _attempt(allowed, who, address(market), data);
        if (!done) return;
        equal("pesos taken by fund", id, abi.decode(result, (uint256)), paid);
        _observe(id);
    }

    function _isFunding(uint256 id, address) internal view returns (bool) {
        return projects[id].state == IMarketTypes.State.Funding;
    }

    function _mayFund(uint256 id, address who) internal view returns (bool) {
        if (!_isFunding(id, who) || timeNow() > projects[id].deadline) return false;
        if (_isPaused() || records[who].inDebt) return false;
        if (!projects[id].crowdfunded) return who == projects[id].owner;
        return market.eligibility() == address(0) || list.mayFund(who, id);
    }

    /* FAILURE */

    function expire(uint256 who, uint256 which) external {
        uint256 id = _find(which, address(0), _mayExpire);
        if (id == 0) id = _find(which, address(0), _isFunding);
        if (id > 0) _expire(_anyone(who), id);
    }

    function _expire(address who, uint256 id) internal {
        IMarketTypes.Project storage p = projects[id];
        bool allowed = _mayExpire(id, who);
        if (!_try(allowed, who, address(market), abi.encodeCall(ICrowdfunding.expire, (id)))) return;
        p.state = IMarketTypes.State.Expired;
        _restock(p.vendorOffer);
        _restock(p.installerOffer);
        _restock(p.managerOffer);
        if (!p.crowdfunded) ++records[p.owner].expired;
        _observe(id);
    }

    function _mayExpire(uint256 id, address) internal view returns (bool) {
        return _isFunding(id, address(0)) && timeNow() > projects[id].deadline;
    }

    function refund(uint256 who, uint256 which) external {
        if (_onceIn(4, which, "any refund")) return _refund(_anyone(who), _anyProject(which));
        for (uint256 i; i < people.length; ++i) {
            address holder = people[(who % people.length + i) % people.length];
            uint256 id = _findFit(which, holder, _mayRefund);
            if (id > 0) return _refund(holder, id);
        }
    }

    function _refund(address who, uint256 id) internal {
        bool allowed = _mayRefund(id, who) && _agrees(who) && _isFree(address(market));
        uint256 amount;
        if (allowed) {
            uint256 held = sharesOf[id][who];
            amount = _refundFor(id, held);
            _earn(who, amount);
            if (amount == held) ++happened["a full refund"];
            else ++happened["a refund in proportion"];
            sharesOf[id][who] = 0;
            stories[id].refunded += amount;
        }
        bytes memory data = abi.encodeCall(ICrowdfunding.refund, (id));
        (bool done, bytes memory result) = _attempt(allowed, who, address(market), data);
        if (!done) return;
        equal("pesos of a refund", id, abi.decode(result, (uint256)), amount);
        _observe(id);
    }

    function _mayRefund(uint256 id, address who) internal view returns (bool) {
        return _hasFailed(projects[id].state) && sharesOf[id][who] > 0;
    }

    function _restock(uint256 offerId) private {
        if (offers[offerId].stock < type(uint16).max) ++offers[offerId].stock;
        else ++happened["a stock full to the brim"];
    }
}
