// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governed} from "./access/Governed.sol";
import {Corrections} from "./energy/Corrections.sol";
import {EnergyState} from "./energy/EnergyState.sol";
import {Handover} from "./energy/Handover.sol";
import {Readings} from "./energy/Readings.sol";
import {ICLPToken} from "./interfaces/ICLPToken.sol";
import {IEnergySales} from "./interfaces/IEnergySales.sol";
import {IMarketplace} from "./interfaces/IMarketplace.sol";
import {IProjectShares} from "./interfaces/IProjectShares.sol";
import {IUFIndex} from "./interfaces/IUFIndex.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title The sale of energy: cooperatives, meters, readings, bills
contract EnergySales is Readings, Corrections, Handover {
    using SafeERC20 for ICLPToken;

    uint16 private constant DEFAULT_TOLERANCE_BPS = 10_500;

    constructor(ICLPToken token, IMarketplace market, IProjectShares shares, IUFIndex uf, address forwarder)
        EnergyState(token, market, shares, uf)
        Governed(forwarder)
    {}

    /// @notice Called once, with the upgrade that moves this contract into its proxy.
    function initialize() external reinitializer(2) {
        _setTolerance(DEFAULT_TOLERANCE_BPS);
        // Revenue is pulled by the shares, so that they count only money that came.
        TOKEN.forceApprove(address(SHARES), type(uint256).max);
    }

    /// @inheritdoc IEnergySales
    function pause() external restricted {
        paused = true;
        emit Paused(msg.sender);
    }

    /// @inheritdoc IEnergySales
    function unpause() external restricted {
        paused = false;
        emit Unpaused(msg.sender);
    }
}
