// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "./IMarketTypes.sol";

/// @title Demands and offers: posting, changing, withdrawing
/// @dev Part of `IMarketplace`, which says the units and what is trusted.
interface IRegistry is IMarketTypes {
    /* EVENTS */

    /// @dev Events tell who, and the money; class, region, way of funding and fee are in the record, which a match leaves as it is.
    event DemandPosted(uint256 indexed demandId, address indexed owner, uint40 maxPrice, uint16 energyPrice);
    event DemandUpdated(uint256 indexed demandId, uint40 maxPrice, uint16 energyPrice);
    event DemandWithdrawn(uint256 indexed demandId);
    event TermsSet(uint256 indexed demandId, Terms terms);
    /// @dev The stock, which every match moves, is in the record.
    event OfferPosted(
        uint256 indexed offerId, address indexed supplier, Role role, uint8 sizeClass, uint16 regions, uint40 price
    );
    event OfferUpdated(uint256 indexed offerId, uint16 regions, uint40 price);
    event OfferWithdrawn(uint256 indexed offerId);

    /* ERRORS */

    error ClassNotOpen(uint8 sizeClass);
    error BadRegion(uint8 region);
    error RegionsNotOpen(uint16 asked, uint16 open);
    error ZeroPrice();
    error StockTooHigh(uint256 stock, uint256 maximum);
    error ReserveTooHigh(uint16 reserveBps, uint16 maximum);
    error OfferIsWithdrawn(uint256 offerId);

    /* FUNCTIONS */

    /// @notice Posts a demand. Anyone without debts, while not paused.
    /// @param maxPrice pesos the owner would pay at most, fee included
    /// @param energyPrice pesos per kWh the owner promises for what it will use itself; a project that its owner pays
    /// directly owes nothing for it
    /// @param crowdfunded whether financiers pay, or the owner itself
    function postDemand(uint8 sizeClass, uint8 region, uint40 maxPrice, uint16 energyPrice, bool crowdfunded)
        external
        returns (uint256 demandId);

    /// @notice Changes an open demand, as if posted anew: it takes the fee of today. Its owner only, without debts, while
    /// not paused.
    function updateDemand(
        uint256 demandId,
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded
    ) external;

    /// @notice As `postDemand`, with terms.
    function postDemandWithTerms(
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded,
        Terms calldata itsTerms
    ) external returns (uint256 demandId);

    /// @notice Sets the terms of an open demand. Its owner only, while not paused. Once matched, they never change.
    /// @param itsTerms with at most 3,000 basis points of reserve
    function setTerms(uint256 demandId, Terms calldata itsTerms) external;

    /// @notice Withdraws an open demand for good. Its owner only, paused or not.
    function withdrawDemand(uint256 demandId) external;

    /// @notice Posts an offer. Anyone, while not paused.
    /// @param price pesos per project, above 0
    /// @param stock how many projects it can serve, at most 65,535
    function postOffer(Role role, uint8 sizeClass, uint16 regions, uint40 price, uint256 stock)
        external
        returns (uint256 offerId);

    /// @notice Changes an offer for the matches to come. Its supplier only, while not paused.
    /// @dev A stock of 0 lasts until a project expires and gives its unit back; `withdrawOffer` is for good.
    function updateOffer(uint256 offerId, uint16 regions, uint40 price, uint256 stock) external;

    /// @notice Withdraws an offer for good; its matched projects go on. Its supplier only, paused or not.
    function withdrawOffer(uint256 offerId) external;
}
