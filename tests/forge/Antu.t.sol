// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EnergyInvariants} from "./invariants/EnergyInvariants.sol";
import {ExitInvariants} from "./invariants/ExitInvariants.sol";
import {MoneyInvariants} from "./invariants/MoneyInvariants.sol";
import {ProjectInvariants} from "./invariants/ProjectInvariants.sol";
import {Reach} from "./invariants/Reach.sol";

/// @title The campaign: random moves of everybody, and after them the invariants of INVARIANTS.md
contract AntuTest is MoneyInvariants, ProjectInvariants, EnergyInvariants, ExitInvariants, Reach {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    /* CAMPAIGN */

    /// @dev One for all sentences: whatever a run reaches, everything is checked there. `make audit` plays ten times as many.
    /// forge-config: default.invariant.runs = 256
    /// forge-config: default.invariant.depth = 500
    /// forge-config: audit.invariant.runs = 2560
    /// forge-config: audit.invariant.depth = 500
    function invariant_1_to_15_and_18_to_20() external view {
        _checkAll();
    }

    /// @dev Called by Forge at the end of each run, which is where everybody leaves.
    function afterInvariant() external {
        _checkAll();
        _writeLine();
        _16_everybodyCanLeaveWhilePaused();
    }

    function _checkAll() internal view override {
        _checkMoney();
        _checkProjects();
        _checkEnergy();
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
