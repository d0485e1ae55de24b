// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ProjectShares} from "../../../contracts/ProjectShares.sol";
import {IEnergySales} from "../../../contracts/interfaces/IEnergySales.sol";
import {IMarketplace} from "../../../contracts/interfaces/IMarketplace.sol";
import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {equal} from "../support/Check.sol";
import {HookedToken} from "../support/HookedToken.sol";
import {one} from "../support/Lists.sol";
import {vm} from "../support/Vm.sol";

/// @title Payouts by a token that refuses some holders and calls others, which CLPToken does not but its successor might
/// @dev This contract is the market and the energy sales at once.
contract PayoutsTest {
    uint256 private constant HOLDERS = 8; // a power of two, as their shares are together: nothing is rounded
    uint256 private constant PROJECTS = 3;
    uint256 private constant PART = 1000; // pesos of each project for each holder of 4 shares

    HookedToken private token;
    ProjectShares private shares;
    address[] private holders;
    uint256[] private ids;

    function setUp() external {
        token = new HookedToken();
        shares = new ProjectShares(token, IMarketplace(address(this)), IEnergySales(address(this)), address(0));
        token.approve(address(shares), type(uint256).max);
        for (uint256 i; i < HOLDERS; ++i) {
            holders.push(vm.addr(i + 1));
        }
        for (uint256 id = 1; id <= PROJECTS; ++id) {
            ids.push(id);
            for (uint256 i; i < HOLDERS; ++i) {
                // The first has also what one other, of each project another one, has not.
                if (i != id) shares.mint(id, holders[i], i == 0 ? 8 : 4);
            }
            shares.open(id, 0);
            _payIn(id, HOLDERS * PART);
        }
    }

    /// @dev Whoever is refused, however the token says so, keeps all it earned; everybody else is paid.
    function testFuzz_payout_passesOverThoseRefused(uint8 refused, uint8 how) external {
        uint256 paid;
        uint256[HOLDERS] memory due;
        for (uint256 i; i < HOLDERS; ++i) {
            due[i] = _dueOf(i);
            if (refused & (1 << i) != 0) token.setHook(holders[i], _refusal(how + i), address(0), "");
            else paid += due[i];
        }
        equal("paid", refused, shares.payout(holders, ids), paid);
        for (uint256 i; i < HOLDERS; ++i) {
            bool isRefused = refused & (1 << i) != 0;
            equal("tokens", i, token.balanceOf(holders[i]), isRefused ? 0 : due[i]);
            for (uint256 j; j < PROJECTS; ++j) {
                equal("claimable", i, shares.claimable(holders[i], ids[j]), isRefused ? _partOf(i, ids[j]) : 0);
            }
        }
        equal("left", refused, token.balanceOf(address(shares)), HOLDERS * PROJECTS * PART - paid);
        _checkLaterPayment();
    }

    /// @dev In pairs each is paid for its own project alone; whoever is refused, there too, keeps what it earned.
    function testFuzz_payoutPairs_passesOverThoseRefused(uint8 refused, uint8 how) external {
        uint256[] memory own = new uint256[](HOLDERS);
        uint256 paid;
        for (uint256 i; i < HOLDERS; ++i) {
            own[i] = ids[i % PROJECTS];
            if (refused & (1 << i) != 0) token.setHook(holders[i], _refusal(how + i), address(0), "");
            else paid += _partOf(i, own[i]);
        }
        equal("paid", refused, shares.payoutPairs(holders, own), paid);
        for (uint256 i; i < HOLDERS; ++i) {
            bool isRefused = refused & (1 << i) != 0;
            equal("tokens", i, token.balanceOf(holders[i]), isRefused ? 0 : _partOf(i, own[i]));
            for (uint256 j; j < PROJECTS; ++j) {
                bool isLeft = isRefused || ids[j] != own[i];
                equal("claimable", i, shares.claimable(holders[i], ids[j]), isLeft ? _partOf(i, ids[j]) : 0);
            }
        }
        _checkLaterPayment();
    }

    /// @dev Whichever pairs are named, in any order, some again, and from within a payment too: each is paid once.
    function testFuzz_payoutPairs_paysEachPairOnce(uint256[12] memory draws, bool within) external {
        (address[] memory who, uint256[] memory where) = (new address[](12), new uint256[](12));
        bool[HOLDERS][PROJECTS + 2] memory isNamed; // one project more, which is not there
        for (uint256 i; i < draws.length; ++i) {
            (uint256 holder, uint256 id) = (draws[i] % HOLDERS, 1 + (draws[i] >> 8) % (PROJECTS + 1));
            (who[i], where[i], isNamed[id][holder]) = (holders[holder], id, true);
        }
        bytes memory again = abi.encodeCall(IProjectShares.payoutPairs, (who, where));
        if (within) token.setHook(who[0], HookedToken.Answer.Pays, address(shares), again);
        shares.payoutPairs(who, where);
        for (uint256 i; i < HOLDERS; ++i) {
            uint256 paid;
            for (uint256 id = 1; id <= PROJECTS; ++id) {
                uint256 part = _partOf(i, id);
                if (isNamed[id][i]) paid += part;
                equal("claimable", i, shares.claimable(holders[i], id), isNamed[id][i] ? 0 : part);
            }
            equal("tokens", i, token.balanceOf(holders[i]), paid);
        }
    }

    /// @dev Nothing was lost: once the token pays them again, they get what they earned and what came since.
    function _checkLaterPayment() private {
        for (uint256 i; i < HOLDERS; ++i) {
            token.setHook(holders[i], HookedToken.Answer.Pays, address(0), "");
        }
        _payIn(ids[0], HOLDERS * PART);
        shares.payout(holders, ids);
        for (uint256 i; i < HOLDERS; ++i) {
            equal("tokens in the end", i, token.balanceOf(holders[i]), _dueOf(i) + _partOf(i, ids[0]));
        }
        equal("left in the end", 0, token.balanceOf(address(shares)), 0);
    }

    /// @dev A holder who is called while it is paid, and has itself or others paid again from there, gets nothing twice; nor if
    /// the token refuses it in the end.
    function testFuzz_payout_paysOnceThoughCalledWithin(uint8 who, bool refuses, bool named) external {
        address holder = holders[who % HOLDERS];
        address[] memory all = named ? _twice(holder) : holders;
        bytes memory again = abi.encodeCall(IProjectShares.payout, (all, ids));
        token.setHook(
            holder, refuses ? HookedToken.Answer.CallsAndReverts : HookedToken.Answer.Pays, address(shares), again
        );
        shares.payout(holders, ids);
        uint256 sum;
        for (uint256 i; i < HOLDERS; ++i) {
            bool isRefused = refuses && holders[i] == holder;
            equal("tokens", i, token.balanceOf(holders[i]), isRefused ? 0 : _dueOf(i));
            sum += token.balanceOf(holders[i]);
        }
        equal("left", who, token.balanceOf(address(shares)), HOLDERS * PROJECTS * PART - sum);
        equal("claimable", who, shares.claimable(holder, ids[0]), refuses ? _partOf(who % HOLDERS, ids[0]) : 0);
    }

    /// @dev A claim is the holder's own: there a refusal is an error, and what it earned is still there.
    function test_claim_reverts_when_theTokenRefuses() external {
        token.setHook(holders[0], HookedToken.Answer.Reverts, address(0), "");
        vm.prank(holders[0]);
        try shares.claim(ids) {
            equal("claimed", 0, 1, 0);
        } catch {
            equal("claimable", 0, shares.claimable(holders[0], ids[0]), 2 * PART);
        }
    }

    /* STEPS */

    /// @dev Pesos of one payment into a project, or of the one into each.
    function _partOf(uint256 i, uint256 id) private view returns (uint256) {
        return HOLDERS * PART * shares.balanceOf(holders[i], id) / shares.totalSupply(id);
    }

    function _dueOf(uint256 i) private view returns (uint256 due) {
        for (uint256 id = 1; id <= PROJECTS; ++id) {
            due += _partOf(i, id);
        }
    }

    function _payIn(uint256 id, uint256 amount) private {
        token.mint(address(this), amount);
        shares.payIn(one(id), one(amount));
    }

    function _refusal(uint256 how) private pure returns (HookedToken.Answer) {
        return HookedToken.Answer(1 + how % 3);
    }

    function _twice(address holder) private pure returns (address[] memory all) {
        all = new address[](2);
        (all[0], all[1]) = (holder, holder);
    }
}
