// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ProjectShares} from "../../contracts/ProjectShares.sol";
import {IEnergySales} from "../../contracts/interfaces/IEnergySales.sol";
import {IMarketplace} from "../../contracts/interfaces/IMarketplace.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title What an upgrade should be: all that was stored stays where it is, and a variable more comes behind it
contract ProjectSharesV2 is ProjectShares {
    uint256 public edition;

    constructor(IERC20 token, IMarketplace market, IEnergySales energy, address forwarder)
        ProjectShares(token, market, energy, forwarder)
    {}

    function begin(uint256 edition_) external reinitializer(3) {
        edition = edition_;
    }
}
