// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergySales} from "../interfaces/IEnergySales.sol";
import {EnergyState} from "./EnergyState.sol";

/// @title Cooperatives and what they pay for energy
abstract contract Cooperatives is EnergyState {
    uint40 private constant PRICE_NOTICE = 30 days;

    /// @inheritdoc IEnergySales
    function registerCooperative(address account, uint16 regions, uint16 price)
        external
        restricted
        returns (uint256 cooperativeId)
    {
        require(account != address(0), ZeroAddress());
        require(cooperativeIdOf[account] == 0, AlreadyCooperative(account));
        cooperativeId = ++cooperativeCount;
        cooperativeIdOf[account] = cooperativeId;
        _cooperatives[cooperativeId] =
            Cooperative({account: account, regions: regions, price: price, nextPrice: 0, nextPriceFrom: 0});
        emit CooperativeRegistered(cooperativeId, account, regions, price);
    }

    /// @inheritdoc IEnergySales
    function setCooperativeRegions(uint256 cooperativeId, uint16 regions) external restricted {
        _requireCooperative(cooperativeId);
        _cooperatives[cooperativeId].regions = regions;
        emit CooperativeRegionsSet(cooperativeId, regions);
    }

    /// @inheritdoc IEnergySales
    function announcePrice(uint16 price) external {
        uint256 cooperativeId = cooperativeIdOf[msg.sender];
        require(cooperativeId != 0, NotCooperative(msg.sender));
        Cooperative storage c = _cooperatives[cooperativeId];
        // The price that holds now must not be lost with the announcement that it came from.
        c.price = uint16(_priceAt(c, block.timestamp));
        c.nextPrice = price;
        c.nextPriceFrom = uint40(block.timestamp) + PRICE_NOTICE;
        emit PriceAnnounced(cooperativeId, price, c.nextPriceFrom);
    }

    /// @inheritdoc IEnergySales
    function cooperative(uint256 cooperativeId) external view returns (Cooperative memory) {
        return _cooperatives[cooperativeId];
    }

    /// @inheritdoc IEnergySales
    function priceAt(uint256 cooperativeId, uint256 time) external view returns (uint256) {
        return _priceAt(_cooperatives[cooperativeId], time);
    }

    function _priceAt(Cooperative memory c, uint256 time) internal pure returns (uint256) {
        return c.nextPriceFrom != 0 && time >= c.nextPriceFrom ? c.nextPrice : c.price;
    }

    function _requireCooperative(uint256 cooperativeId) internal view {
        require(_cooperatives[cooperativeId].account != address(0), UnknownCooperative(cooperativeId));
    }
}
