// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {Signers} from "./Signers.sol";
import {timeNow, vm} from "./Vm.sol";

/// @title Short ways to a project in any state
abstract contract Scenario is Signers {
    uint8 internal constant SIZE_CLASS = 4;
    uint24 internal constant CAPACITY = 30_000; // watts peak
    uint8 internal constant REGION = 13;
    uint16 internal constant COOPERATIVE_PRICE = 61; // pesos per kWh
    uint16 internal constant OWNER_PRICE = 117; // pesos per kWh

    address internal owner = _account("owner");
    address internal vendor = _account("vendor");
    address internal installer = _account("installer");
    address internal manager = _account("manager");
    address internal cooperative = _account("cooperative");
    /// @dev The meter's, an account's; a test may choose another before its project is connected.
    uint256 internal meterSecret = 3_000_000;
    IMarketTypes.Terms internal terms;
    uint256 private deposits;

    function setUp() public virtual {
        _build();
        vm.prank(attestor);
        token.publishReserve(type(uint128).max, 0);
        vm.prank(operator);
        market.openClass(SIZE_CLASS, CAPACITY);
        vm.prank(operator);
        market.setRegions(ALL_REGIONS);
        vm.prank(operator);
        energy.registerCooperative(cooperative, ALL_REGIONS, COOPERATIVE_PRICE);
    }

    /* PROJECTS */

    function _post(uint40[3] memory prices, uint40 maxPrice) internal returns (IMarketTypes.Team memory team) {
        vm.prank(owner);
        team.demandId = uint32(market.postDemandWithTerms(SIZE_CLASS, REGION, maxPrice, OWNER_PRICE, true, terms));
        team.vendorOffer = _offer(vendor, IMarketTypes.Role.Vendor, prices[0]);
        team.installerOffer = _offer(installer, IMarketTypes.Role.Installer, prices[1]);
        team.managerOffer = _offer(manager, IMarketTypes.Role.Manager, prices[2]);
        team.maxGoal = maxPrice;
    }

    function _match(uint40[3] memory prices) internal returns (uint256 id) {
        IMarketTypes.Team memory team = _post(prices, type(uint40).max);
        vm.prank(owner);
        market.matchOwn(team);
        return team.demandId;
    }

    function _fund(uint256 id, address funder, uint256 amount) internal {
        _give(funder, amount);
        vm.prank(funder);
        token.approve(address(market), amount);
        vm.prank(funder);
        market.fund(id, amount);
    }

    /// @dev Takes a funded project on, up to a stage of building or to operation.
    function _buildUpTo(uint256 id, IMarketTypes.State goal) internal {
        for (IMarketTypes.State state; state != goal; state = market.project(id).state) {
            state = market.project(id).state;
            if (state == goal) return;
            if (state == IMarketTypes.State.Delivering) {
                vm.prank(installer);
                market.confirmDelivery(id);
            } else if (state == IMarketTypes.State.Installing) {
                vm.prank(manager);
                market.confirmInstallation(id);
            } else if (state == IMarketTypes.State.Connecting) {
                _commission(id, _keyOf(meterSecret));
            } else {
                vm.warp(market.project(id).deadline);
                market.release(id);
            }
        }
    }

    /// @dev A project that its owner, who holds all shares of it, would owe for its own use.
    function _operate() internal returns (uint256 id) {
        id = _match([uint40(1_000_000), 100_000, 10_000]);
        _fund(id, owner, market.goal(id));
        _buildUpTo(id, IMarketTypes.State.Operating);
    }

    function _commission(uint256 id, bytes memory key) internal {
        vm.prank(cooperative);
        energy.commission(id, key, 0, 0, 0);
    }

    /// @dev As `_operate`, with a meter that signs as it likes.
    function _operateWith(bytes memory key) internal returns (uint256 id) {
        id = _match([uint40(1_000_000), 100_000, 10_000]);
        _fund(id, owner, market.goal(id));
        _buildUpTo(id, IMarketTypes.State.Connecting);
        _commission(id, key);
        _buildUpTo(id, IMarketTypes.State.Operating);
    }

    function _offer(address supplier, IMarketTypes.Role role, uint40 price) private returns (uint32) {
        vm.prank(supplier);
        return uint32(market.postOffer(role, SIZE_CLASS, ALL_REGIONS, price, 1));
    }

    /* MONEY AND READINGS */

    function _give(address account, uint256 amount) internal {
        vm.prank(issuer);
        token.mint(account, amount, bytes32(++deposits));
    }

    function _prepay(address account, uint256 amount) internal {
        _give(account, amount);
        vm.prank(account);
        token.approve(address(energy), amount);
        vm.prank(account);
        energy.deposit(amount);
    }

    function _read(uint256 id, uint256 generatedWh, uint256 exportedWh)
        internal
        view
        returns (IEnergyTypes.Reading memory reading)
    {
        reading.projectId = uint32(id);
        reading.generatedWh = uint48(generatedWh);
        reading.exportedWh = uint48(exportedWh);
        reading.time = uint40(timeNow());
        bytes32 digest = energy.readingDigest(id, reading.generatedWh, reading.exportedWh, reading.time);
        reading.signature = _signatureOf(meterSecret, digest);
    }
}
