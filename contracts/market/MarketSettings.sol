// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {MarketState} from "./MarketState.sol";

/// @title What the operator sets and the guardian pauses
abstract contract MarketSettings is MarketState {
    uint16 internal constant MAX_FEE_BPS = 1000;

    /// @inheritdoc IMarketplace
    function setFee(uint16 feeBps) external restricted {
        _setFee(feeBps);
    }

    /// @inheritdoc IMarketplace
    function setTreasury(address account) external restricted {
        _setTreasury(account);
    }

    /// @inheritdoc IMarketplace
    function setEligibility(address list) external restricted {
        eligibility = list;
        emit EligibilitySet(list);
    }

    /// @inheritdoc IMarketplace
    function openClass(uint8 sizeClass, uint24 capacityWp) external restricted {
        uint24 known = classCapacity[sizeClass];
        require(
            _isClass(sizeClass) && capacityWp > 0 && (known == 0 || known == capacityWp),
            BadClass(sizeClass, capacityWp)
        );
        classCapacity[sizeClass] = capacityWp;
        _settings.openClasses |= _onlyClass(sizeClass);
        emit ClassOpened(sizeClass, capacityWp);
    }

    /// @inheritdoc IMarketplace
    function closeClass(uint8 sizeClass) external restricted {
        require(_isClass(sizeClass), BadClass(sizeClass, 0));
        _settings.openClasses &= ~_onlyClass(sizeClass);
        emit ClassClosed(sizeClass);
    }

    /// @inheritdoc IMarketplace
    function setRegions(uint16 regions) external restricted {
        _settings.openRegions = regions;
        emit RegionsSet(regions);
    }

    /// @inheritdoc IMarketplace
    function pause() external restricted {
        _settings.paused = true;
        emit Paused(msg.sender);
    }

    /// @inheritdoc IMarketplace
    function unpause() external restricted {
        _settings.paused = false;
        emit Unpaused(msg.sender);
    }

    function _setFee(uint16 feeBps) internal {
        require(feeBps <= MAX_FEE_BPS, FeeTooHigh(feeBps, MAX_FEE_BPS));
        _settings.feeBps = feeBps;
        emit FeeSet(feeBps);
    }

    function _setTreasury(address account) internal {
        require(account != address(0), ZeroAddress());
        treasury = account;
        emit TreasurySet(account);
    }
}
