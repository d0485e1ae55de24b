// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EnergyState} from "./energy/EnergyState.sol";
import {Readings} from "./energy/Readings.sol";
import {ICLPToken} from "./interfaces/ICLPToken.sol";
import {IEnergySales} from "./interfaces/IEnergySales.sol";
import {IMarketplace} from "./interfaces/IMarketplace.sol";
import {IProjectShares} from "./interfaces/IProjectShares.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title The sale of energy: cooperatives, meters, readings, bills
contract EnergySales is Readings {
    uint16 private constant DEFAULT_TOLERANCE_BPS = 10_500;

    constructor(ICLPToken token, IMarketplace market, IProjectShares shares)
        EnergyState(token, market, shares)
        EIP712("Antu EnergySales", "1")
    {}

    /// @notice Called once, with the upgrade that moves this contract into its proxy.
    function initialize() external reinitializer(2) {
        __Pausable_init();
        _setTolerance(DEFAULT_TOLERANCE_BPS);
        // Revenue is pulled by the shares, so that they count only money that came.
        TOKEN.approve(address(SHARES), type(uint256).max);
    }

    /// @inheritdoc IEnergySales
    function pause() external restricted {
        _pause();
    }

    /// @inheritdoc IEnergySales
    function unpause() external restricted {
        _unpause();
    }
}
