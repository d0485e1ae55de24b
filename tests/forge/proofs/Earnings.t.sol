// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {one} from "../support/Lists.sol";
import {assume} from "../support/Svm.sol";
import {vm} from "../support/Vm.sol";
import {AnyShares} from "./support/AnyShares.sol";

/// @title The revenue accumulator: what one call does to what holders have earned
/// @notice For any holders, project, balances, positions, and amounts of all their widths. Each call is proved to do to earnings
/// exactly what `lemmas/` then reasons about, for any number of holders.
contract EarningsProofs is AnyShares {
    function setUp() external {
        _deploy();
    }

    /// @notice A transfer leaves what either side has earned as it is, to the 2^-64 peso, and moves the shares and pays nothing.
    function check_transfer_movesNoEarnings(address from, address to, uint256 id, uint256 amount) external {
        assume(from != to && from != FORWARDER);
        uint256 fromEarned = _earned(from, id);
        uint256 toEarned = _earned(to, id);
        uint256 fromHeld = shares.balanceOf(from, id);
        uint256 toHeld = shares.balanceOf(to, id);
        vm.prank(from);
        shares.transfer(to, id, amount);
        assert(_earned(from, id) == fromEarned);
        assert(_earned(to, id) == toEarned);
        unchecked {
            assert(amount <= fromHeld && shares.balanceOf(from, id) == fromHeld - amount);
            assert(shares.balanceOf(to, id) == toHeld + amount);
        }
        assert(pesos.paid() == 0);
    }

    /// @notice A transfer to itself changes nothing.
    function check_transfer_toItselfChangesNothing(address holder, uint256 id, uint256 amount) external {
        assume(holder != FORWARDER);
        uint256 earned = _earned(holder, id);
        uint256 held = shares.balanceOf(holder, id);
        vm.prank(holder);
        shares.transfer(holder, id, amount);
        assert(_earned(holder, id) == earned);
        assert(shares.balanceOf(holder, id) == held);
    }

    /// @notice A claim pays the whole pesos of what was earned; the fraction stays: nothing is lost, nothing paid twice.
    function check_claim_paysWhatWasEarned(address holder, uint256 id) external {
        assume(holder != FORWARDER);
        uint256 earned = _earned(holder, id);
        vm.prank(holder);
        uint256 paid = shares.claim(one(id));
        assert(pesos.received(holder) == paid && pesos.paid() == paid);
        assert(paid == earned >> FRACTION_BITS);
        assert((paid << FRACTION_BITS) + _earned(holder, id) == earned);
    }

    /// @notice To be paid by another's call is the same.
    function check_payout_paysWhatWasEarned(address caller, address holder, uint256 id) external {
        uint256 earned = _earned(holder, id);
        vm.prank(caller);
        uint256 paid = shares.payout(one(holder), one(id));
        assert(pesos.received(holder) == paid && pesos.paid() == paid);
        assert(paid == earned >> FRACTION_BITS);
        assert((paid << FRACTION_BITS) + _earned(holder, id) == earned);
    }

    /// @notice Neither a claim nor a transfer of others changes what a holder has earned, nor its shares.
    function check_others_changeNothing(address holder, address other, address third, uint256 id, uint256 amount)
        external
    {
        assume(holder != other && holder != third && other != FORWARDER);
        uint256 earned = _earned(holder, id);
        uint256 held = shares.balanceOf(holder, id);
        vm.prank(other);
        shares.transfer(third, id, amount);
        vm.prank(other);
        shares.claim(one(id));
        assert(_earned(holder, id) == earned);
        assert(shares.balanceOf(holder, id) == held);
    }

    /// @notice Of what is paid in, a part is reserved and the rest shared out: the revenue per share rises by `rest * 2^64 / supply`,
    /// rounded down, which no cast cuts; all of it is taken from the payer.
    function check_payIn_raisesTheRevenuePerShare(uint256 id, uint256 amount) external {
        IProjectShares.Series memory s = shares.series(id);
        uint256 reserve = shares.reserveOf(id);
        shares.payIn(one(id), one(amount));
        assume(amount > 0);
        IProjectShares.Series memory t = shares.series(id);
        uint256 rest = t.revenue - s.revenue;
        unchecked {
            assert(t.revenuePerShare - s.revenuePerShare == (rest << FRACTION_BITS) / s.supply);
        }
        assert(rest + (shares.reserveOf(id) - reserve) == amount);
        assert(pesos.taken() == amount);
    }

    /// @notice Paying in writes no holder's position and moves no shares.
    function check_payIn_touchesNoHolder(uint256 id, uint256 amount, address holder) external {
        IProjectShares.Position memory p = shares.position(holder, id);
        uint256 held = shares.balanceOf(holder, id);
        shares.payIn(one(id), one(amount));
        IProjectShares.Position memory q = shares.position(holder, id);
        assert(q.revenuePerShare == p.revenuePerShare && q.earned == p.earned);
        assert(shares.balanceOf(holder, id) == held);
    }

    /* CONTROLS: WRONG, AND TO BE REFUTED */

    /// @notice Wrong: a claim is rounded up.
    function check_control_claim_isRoundedUp(address holder, uint256 id) external {
        assume(holder != FORWARDER);
        uint256 earned = _earned(holder, id);
        vm.prank(holder);
        uint256 paid = shares.claim(one(id));
        assert(paid << FRACTION_BITS >= earned);
    }

    /// @notice Wrong: what was earned goes with the shares.
    function check_control_transfer_takesEarningsAlong(address from, address to, uint256 id) external {
        assume(from != to && from != FORWARDER);
        uint256 held = shares.balanceOf(from, id);
        _earned(from, id);
        vm.prank(from);
        shares.transfer(to, id, held);
        assert(_earned(from, id) == 0);
    }

    /// @notice Wrong: nothing is ever reserved.
    function check_control_payIn_reservesNothing(uint256 id, uint64 amount) external {
        uint256 reserve = shares.reserveOf(id);
        shares.payIn(one(id), one(amount));
        assert(shares.reserveOf(id) == reserve);
    }
}
