// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Handler} from "../handlers/Handler.sol";
import {atMost, equal, toSubject} from "../support/Check.sol";
import {vm} from "../support/Vm.sol";

/// @title Everybody can leave: INVARIANTS.md, 16
abstract contract ExitInvariants is Handler {
    /// @dev Whatever it does is undone: Forge keeps no change that an invariant makes.
    function _16_everybodyCanLeaveWhilePaused() internal {
        vm.prank(guardian);
        market.pause();
        if (!_isEnergyPaused()) {
            vm.prank(guardian);
            energy.pause();
        }
        // First those leave who want to be paid, whatever the others do; then these, too.
        _calmDown(false);
        _leaveAll();
        _calmDown(true);
        _leaveAll();

        uint256 left;
        uint256 dust;
        for (uint256 id = 1; id <= demandCount; ++id) {
            left += _pot(id);
            dust += stories[id].revenue - stories[id].claimed;
            if (_hasFailed(projects[id].state) && _holdersEver(id) > 0) {
                atMost("16: dust of refunds", id, _pot(id) + 1, _holdersEver(id));
            }
            atMost("16: dust of claims", id, stories[id].revenue - stories[id].claimed, _holdersEver(id));
        }
        equal("16: left in the marketplace", 0, token.balanceOf(address(market)), left + donated[address(market)]);
        equal("16: left in the shares", 0, token.balanceOf(address(shares)), dust + donated[address(shares)]);
        equal("16: left in the energy sales", 0, token.balanceOf(address(energy)), donated[address(energy)]);
    }

    /// @dev Rogues make no moves any more; in the end they refuse nothing either.
    function _calmDown(bool wholly) private {
        for (uint256 i; i < rogues.length; ++i) {
            moods[rogues[i]] = wholly || _agrees(rogues[i]) ? Mood.Calm : Mood.Refuses;
        }
    }

    function _leaveAll() private {
        _endWhatIsDue();
        _settleDebts();
        _closeReserves();
        for (uint256 i; i < people.length; ++i) {
            if (_agrees(people[i])) _leave(people[i]);
        }
    }

    /// @dev Ends projects that are late, and pays whoever's challenge window has passed.
    function _endWhatIsDue() private {
        for (uint256 id = 1; id <= demandCount; ++id) {
            address anyone = people[id % people.length];
            if (_mayExpire(id, anyone)) _expire(anyone, id);
            if (_mayCancel(id, anyone)) _cancel(anyone, id);
            if (_mayRelease(id)) _release(anyone, id, false);
        }
    }

    function _settleDebts() private {
        for (uint256 id = 1; id <= demandCount; ++id) {
            for (uint256 i; i < people.length; ++i) {
                uint256 amount = _min(debts[id][people[i]], purse[people[i]]);
                if (amount > 0 && _agrees(people[i])) _settle(people[i], id, people[i], amount);
            }
        }
    }

    /// @dev Once its meter is retired, what a project has in reserve is its holders'.
    function _closeReserves() private {
        for (uint256 id = 1; id <= demandCount; ++id) {
            if (_isInUse(meters[id].status)) _retire(arbiter, id);
            if (_mayClose(id, address(0))) _closeReserve(people[id % people.length], id);
            equal("16: left in a reserve", id, shares.reserveOf(id), 0);
        }
    }

    /// @dev Takes all that an account can take, and redeems it.
    function _leave(address person) private {
        uint256[] memory all = new uint256[](demandCount);
        for (uint256 id = 1; id <= demandCount; ++id) {
            all[id - 1] = id;
            if (_mayRefund(id, person)) _refund(person, id);
        }
        _claim(person, all);
        if (prepaid[person] > 0) _withdraw(person, prepaid[person]);
        if (purse[person] > 0) _redeem(person, purse[person]);
        equal("16: tokens of one who left", toSubject(person), token.balanceOf(person), 0);
    }
}
