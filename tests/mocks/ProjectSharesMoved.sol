// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ProjectShares} from "../../contracts/ProjectShares.sol";
import {IEnergySales} from "../../contracts/interfaces/IEnergySales.sol";
import {IMarketplace} from "../../contracts/interfaces/IMarketplace.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

abstract contract Edition {
    uint256 public edition;
}

/// @title What an upgrade must not be: a base that comes first has its variable where the series were
contract ProjectSharesMoved is Edition, ProjectShares {
    constructor(IERC20 token, IMarketplace market, IEnergySales energy, address forwarder)
        ProjectShares(token, market, energy, forwarder)
    {}
}
