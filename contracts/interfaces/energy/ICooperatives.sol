// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "./IEnergyTypes.sol";

/// @title Cooperatives and the prices that they announce
/// @dev Part of `IEnergySales`, which says the units and what is trusted.
interface ICooperatives is IEnergyTypes {
    /* EVENTS */

    event CooperativeRegistered(uint256 indexed cooperativeId, address indexed account, uint16 regions, uint16 price);
    event CooperativeRegionsSet(uint256 indexed cooperativeId, uint16 regions);
    event PriceAnnounced(uint256 indexed cooperativeId, uint16 price, uint40 from);

    /* ERRORS */

    error NotCooperative(address account);
    error AlreadyCooperative(address account);
    error UnknownCooperative(uint256 cooperativeId);
    error RegionNotServed(uint256 cooperativeId, uint8 region);
    error AnnouncementPending(uint40 from);
    error AccountIsMeter(address account);
    error ZeroAddress();

    /* FUNCTIONS */

    /// @notice Registers a cooperative. Operator only.
    /// @param price pesos per kWh injected, from now on
    function registerCooperative(address account, uint16 regions, uint16 price) external returns (uint256 cooperativeId);

    /// @notice Sets where a cooperative may commission meters from now on. Operator only.
    function setCooperativeRegions(uint256 cooperativeId, uint16 regions) external;

    /// @notice Announces the caller's next price, which holds for readings from 30 days later. A cooperative only.
    /// An announcement must hold before the next one is made.
    /// @dev All prices are kept for good, so that a reading that comes late is billed at the price of its own time. All
    /// energy since the reading before is billed at that price: whoever minds brings a reading before a change.
    function announcePrice(uint16 price) external;

    /* VIEWS */

    function cooperative(uint256 cooperativeId) external view returns (Cooperative memory);
    function cooperativeCount() external view returns (uint24);

    /// @notice Its number, 0 if the account is no cooperative.
    function cooperativeIdOf(address account) external view returns (uint256);

    /// @notice Pesos per kWh that a cooperative pays for readings of a time, past or to come.
    function priceAt(uint256 cooperativeId, uint256 time) external view returns (uint256);
}
