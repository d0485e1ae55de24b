// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What the operator sets and the guardian pauses
/// @dev Part of `IMarketplace`, which says the units and what is trusted.
interface IMarketSettings {
    /* EVENTS */

    event FeeSet(uint16 feeBps);
    event TreasurySet(address treasury);
    event EligibilitySet(address eligibility);
    event ClassOpened(uint8 sizeClass, uint24 capacityWp);
    event ClassClosed(uint8 sizeClass);
    event RegionsSet(uint16 regions);
    event Paused(address by);
    event Unpaused(address by);

    /* ERRORS */

    error FeeTooHigh(uint16 feeBps, uint16 maximum);
    error BadClass(uint8 sizeClass, uint24 capacityWp);
    error ZeroAddress();

    /* FUNCTIONS */

    /// @notice Sets the fee of demands posted or changed from now on. Operator only.
    /// @param feeBps basis points of the three prices' sum, at most 1,000
    function setFee(uint16 feeBps) external;

    /// @notice Sets who receives the fees released from now on. Operator only.
    function setTreasury(address treasury) external;

    /// @notice Sets the contract that decides who may fund crowdfunded projects; zero opens them to all. Operator only.
    function setEligibility(address eligibility) external;

    /// @notice Opens a class for new demands and offers. Operator only.
    /// @param capacityWp watts peak; a class opened before keeps its capacity, which projects rely on
    function openClass(uint8 sizeClass, uint24 capacityWp) external;

    /// @notice Closes a class for new demands and offers; what is posted stays. Operator only.
    function closeClass(uint8 sizeClass) external;

    /// @notice Sets the regions open for new demands and offers; what is posted stays. Operator only.
    function setRegions(uint16 regions) external;

    /// @notice Stops posting, matching and funding. Guardian only. Nothing that lets money out is ever stopped.
    function pause() external;

    /// @notice Ends a pause. Guardian only.
    function unpause() external;

    /* VIEWS */

    function treasury() external view returns (address);
    function eligibility() external view returns (address);

    /// @notice Watts peak of a class; 0 if it was never opened.
    function classCapacity(uint8 sizeClass) external view returns (uint24 capacityWp);
}
