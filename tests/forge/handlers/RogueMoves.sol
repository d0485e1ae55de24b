// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBalances} from "../../../contracts/interfaces/energy/IBalances.sol";
import {IStage} from "../support/Rogue.sol";
import {BankMoves} from "./BankMoves.sol";
import {ERC2771Forwarder} from "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol";

/// @title Those whose accounts are contracts: they refuse pesos, or make a move of their own while pesos move
abstract contract RogueMoves is BankMoves, IStage {
    uint256 private constant OF_THE_MARKET = 15;

    uint256 private draws;

    /* MOVES */

    /// @notice A rogue changes its mood.
    function turn(uint256 who, uint256 how) external {
        Mood[6] memory all = [Mood.Calm, Mood.Calm, Mood.Moves, Mood.Moves, Mood.MovesAndRefuses, Mood.Refuses];
        moods[_one(rogues, who)] = all[how % 6];
    }

    /// @notice Somebody brings a request in a rogue's name that it did not sign. Its wallet is asked, and may answer what it
    /// likes but yes.
    function forgeRequest(uint256 who, uint256 whose, uint256 amount) external {
        (address forger, address victim) = (_anyone(who), _one(rogues, whose));
        if (forger == victim) return;
        bytes memory data = abi.encodeCall(IBalances.withdraw, (1 + amount % 1000));
        ERC2771Forwarder.ForwardRequestData memory request = _signRequestFor(forger, victim, address(energy), data);
        try forwarder.execute(request) {
            revert WronglyAllowed(victim, address(energy), IBalances.withdraw.selector);
        } catch {
            ++happened["a request that a wallet never signed"];
        }
    }

    /* MEANWHILE */

    /// @inheritdoc IStage
    /// @dev A rogue in the mood makes one move, or has another one make it: whatever parties may call. What fails in it is told
    /// by the move around it; if the rogue refuses, all that came of it is undone.
    function meanwhile() external returns (bool refuses) {
        Mood mood = moods[msg.sender];
        refuses = mood == Mood.Refuses || mood == Mood.MovesAndRefuses;
        if (within || (mood != Mood.Moves && mood != Mood.MovesAndRefuses)) return refuses;
        within = true;
        // The move around has changed what it changes.
        for (uint256 id = 1; id <= demandCount; ++id) {
            _observe(id);
        }
        bytes4[30] memory all = _partyMoves();
        // What a payout is about to pay must not grow meanwhile, or its sum could not be told beforehand.
        uint256 draw = uint256(keccak256(abi.encode(++draws, msg.sender, block.timestamp)));
        bytes4 move = all[draw % (paying ? OF_THE_MARKET : all.length)];
        (bool done, bytes memory reason) = address(this)
            .call(
                abi.encodeWithSelector(
                    move, _mix(draw, "1"), _mix(draw, "2"), _mix(draw, "3"), _mix(draw, "4"), _mix(draw, "5")
                )
            );
        if (!done) failure = abi.encodePacked(move, reason);
        within = false;
        ++happened["a move while pesos move"];
    }

    function _partyMoves() private pure returns (bytes4[30] memory) {
        return [
            this.postDemand.selector,
            this.updateDemand.selector,
            this.setTerms.selector,
            this.withdrawDemand.selector,
            this.postOffer.selector,
            this.updateOffer.selector,
            this.withdrawOffer.selector,
            this.matchOwn.selector,
            this.fund.selector,
            this.expire.selector,
            this.refund.selector,
            this.build.selector,
            this.cancel.selector,
            this.dispute.selector,
            this.rate.selector, // the last of the marketplace
            this.moveShares.selector,
            this.takeShares.selector,
            this.claim.selector,
            this.payout.selector,
            this.payoutPairs.selector,
            this.askSpending.selector,
            this.closeReserve.selector,
            this.deposit.selector,
            this.withdraw.selector,
            this.settle.selector,
            this.report.selector,
            this.reportBatch.selector,
            this.correct.selector,
            this.redeem.selector,
            this.passTokens.selector
        ];
    }
}
