// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICooperatives} from "../interfaces/energy/ICooperatives.sol";
import {Regions} from "../libraries/Regions.sol";
import {EnergyState} from "./EnergyState.sol";
import {Arrays} from "@openzeppelin/contracts/utils/Arrays.sol";

/// @title Cooperatives and what they pay for energy
abstract contract Cooperatives is EnergyState {
    using Arrays for uint256[];

    uint40 private constant PRICE_NOTICE = 30 days;

    /// @inheritdoc ICooperatives
    function registerCooperative(address account, uint16 regions, uint16 price)
        external
        restricted
        returns (uint256 cooperativeId)
    {
        require(account != address(0), ZeroAddress());
        require(cooperativeIdOf[account] == 0, AlreadyCooperative(account));
        require(_projectOf[account] == 0, AccountIsMeter(account));
        cooperativeId = ++cooperativeCount;
        cooperativeIdOf[account] = cooperativeId;
        _cooperatives[cooperativeId].account = account;
        _cooperatives[cooperativeId].regions = regions;
        _setPrice(cooperativeId, price, 0);
        emit CooperativeRegistered(cooperativeId, account, regions, price);
    }

    /// @inheritdoc ICooperatives
    function setCooperativeRegions(uint256 cooperativeId, uint16 regions) external restricted {
        _requireCooperative(cooperativeId);
        _cooperatives[cooperativeId].regions = regions;
        emit CooperativeRegionsSet(cooperativeId, regions);
    }

    /// @inheritdoc ICooperatives
    function announcePrice(uint16 price) external {
        uint256 cooperativeId = _callersCooperative();
        // So every price holds for 30 days at least, and none for the moment of one reading.
        uint40 pending = _cooperatives[cooperativeId].priceFrom;
        require(block.timestamp >= pending, AnnouncementPending(pending));
        uint40 from = uint40(block.timestamp) + PRICE_NOTICE;
        _setPrice(cooperativeId, price, from);
        emit PriceAnnounced(cooperativeId, price, from);
    }

    function _setPrice(uint256 cooperativeId, uint16 price, uint40 from) private {
        _cooperatives[cooperativeId].price = price;
        _cooperatives[cooperativeId].priceFrom = from;
        _priceTimes[cooperativeId].push(from);
        _pricesFrom[cooperativeId][from] = price;
    }

    /// @inheritdoc ICooperatives
    function cooperative(uint256 cooperativeId) external view returns (Cooperative memory) {
        return _cooperatives[cooperativeId];
    }

    /// @inheritdoc ICooperatives
    function priceAt(uint256 cooperativeId, uint256 time) external view returns (uint256) {
        return _priceAt(cooperativeId, _cooperatives[cooperativeId], time);
    }

    /// @dev The last price announced is in the cooperative's own slot; only a time before it needs the history.
    function _priceAt(uint256 cooperativeId, Cooperative memory c, uint256 time) internal view returns (uint256) {
        if (time >= c.priceFrom) return c.price;
        uint256[] storage times = _priceTimes[cooperativeId]; // the first is 0
        return _pricesFrom[cooperativeId][times[times.upperBound(time) - 1]];
    }

    function _callersCooperative() internal view returns (uint256 cooperativeId) {
        cooperativeId = cooperativeIdOf[_msgSender()];
        require(cooperativeId != 0, NotCooperative(_msgSender()));
    }

    function _requireServed(uint256 cooperativeId, uint8 region) internal view {
        require(Regions.has(_cooperatives[cooperativeId].regions, region), RegionNotServed(cooperativeId, region));
    }

    function _requireCooperative(uint256 cooperativeId) internal view {
        require(_cooperatives[cooperativeId].account != address(0), UnknownCooperative(cooperativeId));
    }
}
