// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governed} from "./access/Governed.sol";
import {IEnergySales} from "./interfaces/IEnergySales.sol";
import {IMarketplace} from "./interfaces/IMarketplace.sol";
import {IProjectShares} from "./interfaces/IProjectShares.sol";
import {Reserve} from "./shares/Reserve.sol";
import {SharesState} from "./shares/SharesState.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Shares of projects, what they earn, and what their projects keep
contract ProjectShares is Reserve {
    constructor(IERC20 token, IMarketplace market, IEnergySales energy, address forwarder)
        SharesState(token, market, energy)
        Governed(forwarder)
    {}

    /* VIEWS */

    function totalSupply(uint256 projectId) external view returns (uint256) {
        return _series[projectId].supply;
    }

    /// @inheritdoc IProjectShares
    function series(uint256 projectId) external view returns (Series memory) {
        return _series[projectId];
    }

    /// @inheritdoc IProjectShares
    function position(address holder, uint256 projectId) external view returns (Position memory) {
        return _positions[holder][projectId];
    }
}
