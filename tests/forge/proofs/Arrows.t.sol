// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {assume, svm} from "../support/Svm.sol";
import {vm} from "../support/Vm.sol";
import {AnyMarket} from "./support/AnyMarket.sol";
import {Anything} from "./support/Stubs.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title The life of a project: no path but the drawn ones
contract ArrowsProofs is AnyMarket {
    uint256 private constant STATES = 16; // more than there are, for a shift

    /// @dev docs/ARCHITECTURE.md, "States": 16 bits per state, one for each state to which an arrow leads. A table needs no
    /// branches, each of which would double the paths.
    uint256 private _drawn;

    function setUp() external {
        _deploy(address(new Anything()), address(new Anything()), address(new Anything()));
        _draw(IMarketTypes.State.None, IMarketTypes.State.Open);
        _draw(IMarketTypes.State.Open, IMarketTypes.State.Funding);
        _draw(IMarketTypes.State.Open, IMarketTypes.State.Withdrawn);
        _draw(IMarketTypes.State.Funding, IMarketTypes.State.Delivering);
        _draw(IMarketTypes.State.Funding, IMarketTypes.State.Expired);
        _drawBuilding(IMarketTypes.State.Delivering, IMarketTypes.State.Delivered, IMarketTypes.State.Installing);
        _drawBuilding(IMarketTypes.State.Installing, IMarketTypes.State.Installed, IMarketTypes.State.Connecting);
        _drawBuilding(IMarketTypes.State.Connecting, IMarketTypes.State.Connected, IMarketTypes.State.Operating);
        _draw(IMarketTypes.State.Disputed, IMarketTypes.State.Cancelled);
    }

    /// @notice Whoever calls any function of the marketplace, with any arguments, in person or through the forwarder, at
    /// any time, whatever the contracts around it answer: any project stays where it is or takes one drawn arrow.
    /// A frozen one goes on where it was frozen, or is cancelled.
    /// @dev Batches of one team; an upgrade apart. What is assumed of storage is proved to stay so: a frozen project was frozen at
    /// a stage of building, and numbers beyond those given out have no project.
    function check_anyCall_takesOneDrawnArrow(address caller, address signer, uint256 id, uint256 time) external {
        IMarketTypes.State from = market.project(id).state;
        IMarketTypes.State stage = market.halt(id).stage;
        assume(from != IMarketTypes.State.Disputed || _isBuilding(stage));
        assume(from == IMarketTypes.State.None || id <= market.settings().demandCount);
        uint256 allowed = 1 << uint8(from) | _drawn >> (STATES * uint8(from));
        if (from == IMarketTypes.State.Disputed) allowed |= 1 << uint8(stage);

        _callAnything(caller, signer, time);

        IMarketTypes.State to = market.project(id).state;
        assert(allowed >> uint8(to) & 1 == 1);
        assert(to != IMarketTypes.State.Disputed || _isBuilding(market.halt(id).stage));
        assert(to == IMarketTypes.State.None || id <= market.settings().demandCount);
    }

    /// @notice Control, wrong and to be refuted: nothing ever cancels a project that waits for the equipment.
    function check_control_cancel_isNoArrow(uint256 id, uint256 time) external {
        assume(market.project(id).state == IMarketTypes.State.Delivering);
        vm.warp(time);
        market.cancel(id);
        assert(market.project(id).state == IMarketTypes.State.Delivering);
    }

    function _callAnything(address caller, address signer, uint256 time) private {
        bytes memory data = svm.createCalldata("Marketplace");
        // An upgrade may change everything, which is what it is for.
        assume(bytes4(data) != UUPSUpgradeable.upgradeToAndCall.selector);
        vm.warp(time);
        vm.prank(caller);
        (bool success,) = address(market).call(abi.encodePacked(data, signer));
        assume(success);
    }

    function _draw(IMarketTypes.State from, IMarketTypes.State to) private {
        _drawn |= 1 << (STATES * uint8(from) + uint8(to));
    }

    /// @param awaited a state in which somebody's word is awaited
    /// @param given the one in which it was given
    /// @param next where the release leads
    function _drawBuilding(IMarketTypes.State awaited, IMarketTypes.State given, IMarketTypes.State next) private {
        _draw(awaited, given);
        _draw(awaited, IMarketTypes.State.Disputed);
        _draw(awaited, IMarketTypes.State.Cancelled);
        _draw(given, next);
        _draw(given, IMarketTypes.State.Disputed);
    }

    function _isBuilding(IMarketTypes.State state) private pure returns (bool) {
        return state >= IMarketTypes.State.Delivering && state <= IMarketTypes.State.Connected;
    }
}
