// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CLPToken} from "../../../contracts/CLPToken.sol";
import {ProjectShares} from "../../../contracts/ProjectShares.sol";
import {Authority} from "../../../contracts/access/Authority.sol";
import {IEnergySales} from "../../../contracts/interfaces/IEnergySales.sol";
import {IMarketplace} from "../../../contracts/interfaces/IMarketplace.sol";
import {atMost, equal} from "../support/Check.sol";
import {one} from "../support/Lists.sol";
import {vm} from "../support/Vm.sol";

/// @title The accumulator: however revenue comes and goes, each gets its part
/// @dev This contract is the market, the energy sales, issuer and attestor at once.
contract RevenueTest {
    uint256 private constant ID = 7;
    uint256 private constant HOLDERS = 5;
    address[HOLDERS] private holders;
    CLPToken private token;
    ProjectShares private shares;

    function setUp() external {
        Authority authority = new Authority(address(this));
        token = new CLPToken(address(authority));
        shares = new ProjectShares(token, IMarketplace(address(this)), IEnergySales(address(this)), address(0));
        token.publishReserve(type(uint128).max, 0);
        token.mint(address(this), type(uint128).max, 0);
        token.approve(address(shares), type(uint256).max);
        for (uint256 i; i < HOLDERS; ++i) {
            holders[i] = vm.addr(i + 1);
        }
    }

    /// @dev Claiming after every payment or once at the end, a holder gets the same, to the peso.
    function testFuzz_claim_oftenLosesNothing(uint32[HOLDERS] memory held, uint40[12] memory amounts) external {
        _issue(held);
        uint256 beginning = vm.snapshotState();
        for (uint256 i; i < amounts.length; ++i) {
            _payIn(amounts[i]);
            _claim(holders[i % HOLDERS]);
        }
        _claimAll();
        uint256[HOLDERS] memory often = _balances();
        vm.revertToState(beginning);
        for (uint256 i; i < amounts.length; ++i) {
            _payIn(amounts[i]);
        }
        _claimAll();
        uint256[HOLDERS] memory once = _balances();
        for (uint256 i; i < HOLDERS; ++i) {
            equal("claimed", i, often[i], once[i]);
        }
    }

    /// @dev One large payment or many small ones: a peso more or less at most, and never more than came in.
    function testFuzz_payIn_splitLosesNothing(uint32[HOLDERS] memory held, uint32[12] memory amounts) external {
        _issue(held);
        uint256 beginning = vm.snapshotState();
        uint256 total;
        for (uint256 i; i < amounts.length; ++i) {
            _payIn(amounts[i]);
            total += amounts[i];
        }
        _claimAll();
        uint256[HOLDERS] memory split = _balances();
        vm.revertToState(beginning);
        _payIn(total);
        _claimAll();
        uint256[HOLDERS] memory whole = _balances();
        uint256 sum;
        for (uint256 i; i < HOLDERS; ++i) {
            atMost("split above whole", i, split[i], whole[i]);
            atMost("whole above split and a peso", i, whole[i], split[i] + 1);
            atMost("above its part", i, whole[i], total * held[i] / shares.totalSupply(ID));
            sum += whole[i];
        }
        atMost("paid of what came in", ID, sum, total);
        atMost("dust, at most a peso each", ID, total - sum, HOLDERS);
    }

    /// @dev Who buys shares earns from then on, who sold keeps what was earned; to itself, nothing changes.
    function testFuzz_transfer_movesNoEarnings(
        uint32[HOLDERS] memory held,
        uint256 amount,
        uint40 before,
        uint40 later,
        uint256 to
    ) external {
        _issue(held);
        _payIn(before);
        uint256 receiver = to % HOLDERS;
        uint256[HOLDERS] memory earned;
        for (uint256 i; i < HOLDERS; ++i) {
            earned[i] = shares.claimable(holders[i], ID);
        }
        amount %= uint256(held[0]) + 1;
        vm.prank(holders[0]);
        shares.transfer(holders[receiver], ID, amount);
        for (uint256 i; i < HOLDERS; ++i) {
            equal("earned before the transfer", i, shares.claimable(holders[i], ID), earned[i]);
        }
        _payIn(later);
        for (uint256 i; i < HOLDERS; ++i) {
            uint256 part = uint256(later) * shares.balanceOf(holders[i], ID) / shares.totalSupply(ID);
            uint256 got = shares.claimable(holders[i], ID) - earned[i];
            atMost("earned after the transfer", i, got, part + 1); // two fractions can make a peso
            atMost("its part", i, part, got + 1);
        }
    }

    /* STEPS */

    /// @dev Each at least one share.
    function _issue(uint32[HOLDERS] memory held) private {
        for (uint256 i; i < HOLDERS; ++i) {
            held[i] = held[i] == 0 ? 1 : held[i];
            shares.mint(ID, holders[i], held[i]);
        }
        shares.open(ID, 0);
    }

    function _payIn(uint256 amount) private {
        shares.payIn(one(ID), one(amount));
    }

    function _claim(address holder) private {
        vm.prank(holder);
        shares.claim(one(ID));
    }

    function _claimAll() private {
        for (uint256 i; i < HOLDERS; ++i) {
            _claim(holders[i]);
        }
    }

    function _balances() private view returns (uint256[HOLDERS] memory balances) {
        for (uint256 i; i < HOLDERS; ++i) {
            balances[i] = token.balanceOf(holders[i]);
        }
    }
}
