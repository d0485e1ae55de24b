// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRegistry} from "../interfaces/market/IRegistry.sol";
import {Regions} from "../libraries/Regions.sol";
import {MarketState} from "./MarketState.sol";

/// @title Demands and offers
abstract contract Registry is MarketState {
    uint16 private constant MAX_RESERVE_BPS = 3000;

    /* DEMANDS */

    /// @inheritdoc IRegistry
    function postDemand(uint8 sizeClass, uint8 region, uint40 maxPrice, uint16 energyPrice, bool crowdfunded)
        external
        returns (uint256 demandId)
    {
        return _postDemand(sizeClass, region, maxPrice, energyPrice, crowdfunded);
    }

    /// @inheritdoc IRegistry
    function postDemandWithTerms(
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded,
        Terms calldata itsTerms
    ) external returns (uint256 demandId) {
        demandId = _postDemand(sizeClass, region, maxPrice, energyPrice, crowdfunded);
        _setTerms(demandId, itsTerms);
    }

    function _postDemand(uint8 sizeClass, uint8 region, uint40 maxPrice, uint16 energyPrice, bool crowdfunded)
        private
        returns (uint256 demandId)
    {
        address owner = _msgSender();
        demandId = ++_settings.demandCount;
        _writeDemand(demandId, owner, sizeClass, region, maxPrice, energyPrice, crowdfunded);
        emit DemandPosted(demandId, owner, maxPrice, energyPrice);
    }

    /// @inheritdoc IRegistry
    function updateDemand(
        uint256 demandId,
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded
    ) external {
        address owner = _msgSender();
        _requireOpenDemandOf(owner, demandId);
        _writeDemand(demandId, owner, sizeClass, region, maxPrice, energyPrice, crowdfunded);
        emit DemandUpdated(demandId, maxPrice, energyPrice);
    }

    /// @inheritdoc IRegistry
    function setTerms(uint256 demandId, Terms calldata itsTerms) external whenNotPaused {
        _requireOpenDemandOf(_msgSender(), demandId);
        _setTerms(demandId, itsTerms);
    }

    function _setTerms(uint256 demandId, Terms calldata itsTerms) private {
        require(itsTerms.reserveBps <= MAX_RESERVE_BPS, ReserveTooHigh(itsTerms.reserveBps, MAX_RESERVE_BPS));
        _terms[demandId] = itsTerms;
        emit TermsSet(demandId, itsTerms);
    }

    /// @inheritdoc IRegistry
    function withdrawDemand(uint256 demandId) external {
        _requireOpenDemandOf(_msgSender(), demandId);
        _projects[demandId].state = State.Withdrawn;
        emit DemandWithdrawn(demandId);
    }

    /// @dev A demand as its owner posts it, checked, with today's fee. Both slots are opened here: the second one's
    /// `state` is not zero.
    function _writeDemand(
        uint256 demandId,
        address owner,
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded
    ) private {
        require(!_records[owner].inDebt, InDebt(owner));
        require(Regions.isRegion(region), BadRegion(region));
        require(maxPrice > 0, ZeroPrice());
        uint16 feeBps = _requireOpen(sizeClass, Regions.only(region));
        Project storage p = _projects[demandId];
        p.owner = owner;
        p.maxPrice = maxPrice;
        p.region = region;
        p.sizeClass = sizeClass;
        p.crowdfunded = crowdfunded;
        p.feeBps = feeBps;
        p.energyPrice = energyPrice;
        p.state = State.Open;
    }

    function _requireOpenDemandOf(address account, uint256 demandId) private view {
        Project storage p = _projects[demandId];
        require(p.owner == account, NotYours(demandId, p.owner));
        require(p.state == State.Open, WrongState(demandId, p.state));
    }

    /* OFFERS */

    /// @inheritdoc IRegistry
    function postOffer(Role role, uint8 sizeClass, uint16 regions, uint40 price, uint256 stock)
        external
        returns (uint256 offerId)
    {
        address supplier = _msgSender();
        offerId = ++_settings.offerCount;
        _writeOffer(offerId, supplier, role, sizeClass, regions, price, stock);
        emit OfferPosted(offerId, supplier, role, sizeClass, regions, price);
    }

    /// @inheritdoc IRegistry
    function updateOffer(uint256 offerId, uint16 regions, uint40 price, uint256 stock) external {
        address supplier = _msgSender();
        Offer storage o = _offerOf(supplier, offerId);
        _writeOffer(offerId, supplier, o.role, o.sizeClass, regions, price, stock);
        emit OfferUpdated(offerId, regions, price);
    }

    /// @dev An offer as its supplier posts it, checked.
    function _writeOffer(
        uint256 offerId,
        address supplier,
        Role role,
        uint8 sizeClass,
        uint16 regions,
        uint40 price,
        uint256 stock
    ) private {
        _requireOpen(sizeClass, regions);
        require(price > 0, ZeroPrice());
        require(stock <= type(uint16).max, StockTooHigh(stock, type(uint16).max));
        Offer storage o = _offers[offerId];
        o.role = role;
        o.supplier = supplier;
        o.sizeClass = sizeClass;
        o.regions = regions;
        o.price = price;
        o.stock = uint16(stock);
    }

    /// @inheritdoc IRegistry
    function withdrawOffer(uint256 offerId) external {
        _offerOf(_msgSender(), offerId).withdrawn = true;
        emit OfferWithdrawn(offerId);
    }

    function _offerOf(address account, uint256 offerId) private view returns (Offer storage o) {
        o = _offers[offerId];
        require(o.supplier == account, NotYours(offerId, o.supplier));
        require(!o.withdrawn, OfferIsWithdrawn(offerId));
    }

    /// @dev Nothing is posted while paused, nor for a class or regions that are not open; and there must be a region.
    /// @return feeBps today's fee, from the same slot
    function _requireOpen(uint8 sizeClass, uint16 regions) private view returns (uint16 feeBps) {
        require(!_settings.paused, MarketPaused());
        require(_hasClass(_settings.openClasses, sizeClass), ClassNotOpen(sizeClass));
        require(regions != 0 && regions & ~_settings.openRegions == 0, RegionsNotOpen(regions, _settings.openRegions));
        return _settings.feeBps;
    }
}
