// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Marketplace} from "../../../contracts/Marketplace.sol";
import {ProjectShares} from "../../../contracts/ProjectShares.sol";
import {ICLPToken} from "../../../contracts/interfaces/ICLPToken.sol";
import {IEnergySales} from "../../../contracts/interfaces/IEnergySales.sol";
import {IMarketplace} from "../../../contracts/interfaces/IMarketplace.sol";
import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title What an upgrade may bring: the same contracts with a variable more

interface IVersionTwo {
    function startVersionTwo(uint256 value) external;
    function appended() external view returns (uint256);
}

contract MarketplaceV2 is Marketplace, IVersionTwo {
    uint256 public appended;

    constructor(ICLPToken token, IProjectShares shares, address energy, address forwarder)
        Marketplace(token, shares, energy, forwarder)
    {}

    function startVersionTwo(uint256 value) external reinitializer(3) {
        appended = value;
    }
}

contract ProjectSharesV2 is ProjectShares, IVersionTwo {
    uint256 public appended;

    constructor(IERC20 token, IMarketplace market, IEnergySales energy, address forwarder)
        ProjectShares(token, market, energy, forwarder)
    {}

    function startVersionTwo(uint256 value) external reinitializer(3) {
        appended = value;
    }
}
