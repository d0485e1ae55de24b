// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketSettings} from "../interfaces/market/IMarketSettings.sol";
import {MarketState} from "./MarketState.sol";

/// @title What the operator sets and the guardian pauses
abstract contract MarketSettings is MarketState {
    uint16 internal constant MAX_FEE_BPS = 1000;

    /// @inheritdoc IMarketSettings
    function setFee(uint16 feeBps) external restricted {
        _setFee(feeBps);
    }

    /// @inheritdoc IMarketSettings
    function setTreasury(address account) external restricted {
        _setTreasury(account);
    }

    /// @inheritdoc IMarketSettings
    function setEligibility(address list) external restricted {
        eligibility = list;
        emit EligibilitySet(list);
    }

    /// @inheritdoc IMarketSettings
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

    /// @inheritdoc IMarketSettings
    function closeClass(uint8 sizeClass) external restricted {
        require(_isClass(sizeClass), BadClass(sizeClass, 0));
        _settings.openClasses &= ~_onlyClass(sizeClass);
        emit ClassClosed(sizeClass);
    }

    /// @inheritdoc IMarketSettings
    function setRegions(uint16 regions) external restricted {
        _settings.openRegions = regions;
        emit RegionsSet(regions);
    }

    /// @inheritdoc IMarketSettings
    function pause() external restricted {
        _settings.paused = true;
        emit Paused(msg.sender);
    }

    /// @inheritdoc IMarketSettings
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
