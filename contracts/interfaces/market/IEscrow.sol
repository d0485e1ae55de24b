// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "./IMarketTypes.sol";

/// @title Money out: each supplier is paid on the word of the next one in the chain
/// @dev Part of `IMarketplace`, which says the units and what is trusted.
interface IEscrow is IMarketTypes {
    /* EVENTS */

    /// @param stage the state entered
    event Confirmed(uint256 indexed projectId, address indexed by, State stage, uint32 windowEnd);

    event Commissioned(uint256 indexed projectId, bytes32 te4Hash);
    event Released(uint256 indexed projectId, address indexed payee, uint256 amount);
    event Operating(uint256 indexed projectId);

    /* FUNCTIONS */

    /// @notice The installer confirms that the equipment arrived. The vendor's money may be released after the window.
    function confirmDelivery(uint256 projectId) external;

    /// @notice The manager confirms the installation. The installer's money may be released after the window.
    function confirmInstallation(uint256 projectId) external;

    /// @notice The cooperative connected the meter. The manager's money and the fee may be released after the window.
    /// @dev EnergySales only, which checks the cooperative.
    /// @param te4Hash hash of the TE-4 registration of the installation
    function commission(uint256 projectId, bytes32 te4Hash) external;

    /// @notice Pays what the last confirmation earned, once its challenge window has passed. Anyone, paused or not.
    function release(uint256 projectId) external;
}
