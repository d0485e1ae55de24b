// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EnergyInvariants} from "./invariants/EnergyInvariants.sol";
import {ExitInvariants} from "./invariants/ExitInvariants.sol";
import {MoneyInvariants} from "./invariants/MoneyInvariants.sol";
import {ProjectInvariants} from "./invariants/ProjectInvariants.sol";
import {Reach} from "./invariants/Reach.sol";

/// @title The campaigns: for each invariant of INVARIANTS.md, random moves of everybody
contract AntuTest is MoneyInvariants, ProjectInvariants, EnergyInvariants, ExitInvariants, Reach {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /* CAMPAIGNS */

    // Forge draws the same moves for all campaigns of one length, so each has a length of its own.

    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.runs = 360
    function invariant_1_to_8_and_18_money() external view {
        _checkMoney();
    }

    /// forge-config: default.invariant.depth = 200
    /// forge-config: default.invariant.runs = 180
    function invariant_9_to_12_projects() external view {
        _checkProjects();
    }

    /// forge-config: default.invariant.depth = 300
    /// forge-config: default.invariant.runs = 120
    function invariant_13_to_15_and_19_to_20_energy() external view {
        _checkEnergy();
    }

    /// forge-config: default.invariant.depth = 500
    /// forge-config: default.invariant.runs = 72
    function invariant_16_exits() external {
        _16_everybodyCanLeaveWhilePaused();
    }

    /// @dev Called by Forge at the end of each run: there, whatever the campaign, everything is checked.
    function afterInvariant() external {
        _checkMoney();
        _checkProjects();
        _checkEnergy();
        _16_everybodyCanLeaveWhilePaused();
    }

    function _checkMoney() private view {
        _1_marketHoldsWhatItOwes();
        _2_sharesHoldWhatTheyOwe();
        _3_energyHoldsWhatItOwes();
        _4_everyTokenIsBacked();
        _5_nobodysTokensMoveByAnother();
        _6_escrowPaysWhoseWorkIsDone();
        _7_aShareIsAPesoPaidIn();
        _8_holdersEarnTheirPart();
        _18_aReserveIsKeptAndSpentByTwo();
    }

    function _checkProjects() private view {
        _9_aMatchedProjectNeverChanges();
        _10_projectsMoveAlongTheArrows();
        _11_stockIsConserved();
        _12_eachRatesEachOnce();
    }

    function _checkEnergy() private view {
        _13_registersOnlyGoUp();
        _14_whatIsBilledIsPaidOrOwed();
        _15_debtorsAreThoseWhoOwe();
        _19_creditsAreCappedAndTakeNothingBack();
        _20_theUfStaysWithinBounds();
    }

    /* WHAT FORGE CALLS */

    /// @dev Read by Forge: only this contract is called, and of it only the moves.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(this);
    }

    /// @dev Read by Forge.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(this), _moves());
    }
}
