// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governed} from "../access/Governed.sol";
import {IEnergySales} from "../interfaces/IEnergySales.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {IProjectShares} from "../interfaces/IProjectShares.sol";
import {ERC6909Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC6909/ERC6909Upgradeable.sol";
import {ContextUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/ContextUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title What all features of the shares have in common: their storage
/// @dev All storage variables are here, so that their layout has one place to be read and compared.
abstract contract SharesState is IProjectShares, Governed, ERC6909Upgradeable {
    IERC20 public immutable TOKEN;
    IMarketplace public immutable MARKET;
    IEnergySales public immutable ENERGY;

    mapping(uint256 projectId => Series) internal _series;
    mapping(address holder => mapping(uint256 projectId => Position)) internal _positions;
    /// @inheritdoc IProjectShares
    mapping(uint256 projectId => uint256 pesos) public reserveOf;
    mapping(uint256 projectId => Spending) internal _spending;

    constructor(IERC20 token, IMarketplace market, IEnergySales energy) {
        TOKEN = token;
        MARKET = market;
        ENERGY = energy;
    }

    function _msgSender() internal view override(ContextUpgradeable, Governed) returns (address) {
        return Governed._msgSender();
    }

    function _msgData() internal view override(ContextUpgradeable, Governed) returns (bytes calldata) {
        return Governed._msgData();
    }

    function _contextSuffixLength() internal view override(ContextUpgradeable, Governed) returns (uint256) {
        return Governed._contextSuffixLength();
    }

    /// @dev Whether pesos or shares given to this account would be nobody's.
    function _isOwn(address account) internal view returns (bool) {
        return account == address(this) || account == address(MARKET) || account == address(ENERGY);
    }
}
