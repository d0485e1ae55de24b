// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IDisputes} from "../../../contracts/interfaces/market/IDisputes.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {IReputation} from "../../../contracts/interfaces/market/IReputation.sol";
import {timeNow} from "../support/Vm.sol";
import {BuildingMoves} from "./BuildingMoves.sol";

/// @title Disputes, and what the parties say of each other in the end
abstract contract DisputeMoves is BuildingMoves {
    /* DISPUTES */

    function dispute(uint256 who, uint256 which, uint256 reason) external {
        // Most projects should come to operate.
        if (!_onceIn(2, reason, "dispute")) return;
        uint256 id = _find(which, address(0), _isInBuilding);
        if (id == 0) return;
        _dispute(_drawPlaintiff(id, who), id, reason);
        // Now and then holders of less than a tenth join in, until they are enough.
        for (uint256 i; _onceIn(2, who, "together") && _isInBuilding(id, address(0)) && i < people.length; ++i) {
            if (_holdsLittle(id, people[i])) _dispute(people[i], id, reason);
        }
    }

    function _dispute(address who, uint256 id, uint256 reason) private {
        uint256 stage = 1 << uint256(projects[id].state);
        uint256 held = sharesOf[id][who];
        bool allowed = _isDisputable(id) && disputes[id][who] & stage == 0 && (_isParty(id, who) || held > 0);
        bytes memory data = abi.encodeCall(IDisputes.dispute, (id, bytes32(reason)));
        if (!_try(allowed, who, address(market), data)) return;
        disputes[id][who] |= stage;
        if (_isParty(id, who)) _freeze(id); // which leaves the holders' calls standing
        else if (_backed(id, held)) _freezeForHolders(id);
        _observe(id);
    }

    function uphold(uint256 who, uint256 which, uint256 reason) external {
        uint256 id = _find(which, address(0), _isBacked);
        if (id == 0) id = _findFit(which, address(0), _isInBuilding);
        if (id == 0) return;
        address caller = _mostly(arbiter, who);
        bool allowed = caller == arbiter && _isDisputable(id) && _isBacked(id, caller);
        bytes memory data = abi.encodeCall(IDisputes.uphold, (id, bytes32(reason)));
        if (!_try(allowed, caller, address(market), data)) return;
        _freezeForHolders(id);
        _observe(id);
    }

    function _isDisputable(uint256 id) private view returns (bool) {
        IMarketTypes.Project storage p = projects[id];
        return _isAwaiting(p.state) || _isWindow(p.state) && timeNow() < p.deadline;
    }

    function _isBacked(uint256 id, address) private view returns (bool) {
        return stories[id].backed == projects[id].state && stories[id].backing > 0;
    }

    /// @dev Now one of the parties, now a holder of few shares, now anyone.
    function _drawPlaintiff(uint256 id, uint256 who) private view returns (address account) {
        uint256 role = _mix(who, "plaintiff") % 10;
        if (role < 4) return stories[id].parties[role];
        account = _anyone(who);
        for (uint256 i; role < 8 && !_holdsLittle(id, account) && i < people.length; ++i) {
            account = people[i];
        }
    }

    function _holdsLittle(uint256 id, address who) private view returns (bool) {
        return sharesOf[id][who] > 0 && sharesOf[id][who] * 10 < _goal(id);
    }

    /// @dev Adds the shares of one who is not of the parties; whether a tenth of all now backs a freeze.
    function _backed(uint256 id, uint256 held) private returns (bool) {
        Story storage story = stories[id];
        if (story.backed != projects[id].state) (story.backed, story.backing) = (projects[id].state, 0);
        story.backing += held;
        bool enough = story.backing * 10 >= _supply(id);
        if (enough && story.backing > held) ++happened["a freeze by several holders"];
        if (!enough) ++happened["too few holders for a freeze"];
        return enough;
    }

    function _freeze(uint256 id) private {
        stories[id].stage = projects[id].state;
        stories[id].frozenAt = timeNow();
        projects[id].state = IMarketTypes.State.Disputed;
    }

    function _freezeForHolders(uint256 id) private {
        _freeze(id);
        stories[id].backing = 0;
    }

    function _isParty(uint256 id, address who) private view returns (bool) {
        for (uint256 i; i < 4; ++i) {
            if (stories[id].parties[i] == who) return true;
        }
        return false;
    }

    function resolve(uint256 who, uint256 which, uint256 how) external {
        uint256 id = _find(which, address(0), _isDisputed);
        if (id == 0) return;
        address caller = _mostly(arbiter, who);
        bool proceed = !_onceIn(4, how, "cancel");
        bool allowed = caller == arbiter && _isDisputed(id, caller);
        if (!_try(allowed, caller, address(market), abi.encodeCall(IDisputes.resolve, (id, proceed)))) return;
        IMarketTypes.State stage = stories[id].stage;
        if (!proceed) ++happened["a project that the arbiter cancels"];
        if (!proceed) return _cancelled(id);
        _enterFor(id, stage, _isAwaiting(stage) ? STEP_PERIOD : CHALLENGE_WINDOW);
        _observe(id);
    }

    function _isDisputed(uint256 id, address) private view returns (bool) {
        return projects[id].state == IMarketTypes.State.Disputed;
    }

    /* RATINGS */

    function rate(uint256 who, uint256 which, uint256 parties, uint256 score) external {
        uint256 id = _find(which, address(0), _hasEnded);
        if (id == 0) return;
        uint256 from = _mix(parties, "from") % 4;
        uint256 to = _mix(parties, "to") % 4;
        address caller = _mostly(stories[id].parties[from], who);
        address target = stories[id].parties[to];
        int8 given = int8(int256(_bound(score, 0, 4))) - 2;
        bool allowed = _hasEnded(id, caller) && caller == stories[id].parties[from] && target != caller && given > -2
            && given < 2 && !rated[id][from * 4 + to] && (to == 0 || projects[id].state != IMarketTypes.State.Expired);
        bytes memory data =
            abi.encodeCall(IReputation.rate, (id, IMarketTypes.Party(from), IMarketTypes.Party(to), given));
        if (!_try(allowed, caller, address(market), data)) return;
        rated[id][from * 4 + to] = true;
        if (given > 0) ++records[target].positive;
        else if (given < 0) ++records[target].negative;
        else ++records[target].neutral;
    }

    function _hasEnded(uint256 id, address) internal view returns (bool) {
        return _hasFailed(projects[id].state) || projects[id].state == IMarketTypes.State.Operating;
    }
}
