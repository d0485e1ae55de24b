// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IProjectShares} from "../interfaces/IProjectShares.sol";
import {Earnings} from "./Earnings.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Who holds how many shares
abstract contract Holdings is Earnings {
    using SafeCast for uint256;

    modifier onlyMarket() {
        _checkMarket();
        _;
    }

    /* SUPPLY */

    /// @inheritdoc IProjectShares
    function mint(uint256 projectId, address to, uint256 amount) external onlyMarket {
        Series storage s = _series[projectId];
        require(!s.open, AlreadyOpen(projectId));
        s.supply += amount.toUint40();
        _mint(to, projectId, amount);
    }

    /// @inheritdoc IProjectShares
    function burnAll(uint256 projectId, address holder) external onlyMarket returns (uint256 amount) {
        Series storage s = _series[projectId];
        require(!s.open, AlreadyOpen(projectId));
        amount = balanceOf(holder, projectId);
        // A balance is at most the supply, which is a uint40.
        s.supply -= uint40(amount);
        _burn(holder, projectId, amount);
    }

    /// @inheritdoc IProjectShares
    function open(uint256 projectId, uint16 reserveBps) external onlyMarket {
        Series storage s = _series[projectId];
        require(!s.open, AlreadyOpen(projectId));
        require(s.supply > 0, NoShares(projectId));
        s.open = true;
        s.reserveBps = reserveBps;
        emit Opened(projectId, s.supply, reserveBps);
    }

    function _checkMarket() private view {
        require(msg.sender == address(MARKET), OnlyMarket(msg.sender));
    }

    /* TRANSFERS */

    /// @dev Before shares move, what both sides have earned so far is counted for them. Minting and burning need none of
    /// it: they end before the first revenue.
    function _update(address from, address to, uint256 projectId, uint256 amount) internal override {
        if (from != address(0) && to != address(0)) {
            Series storage s = _series[projectId];
            require(s.open, SharesLocked(projectId));
            // Shares held by Antu's own contracts would earn for nobody who could ever claim.
            require(!_isOwn(to), ERC6909InvalidReceiver(to));
            uint128 revenuePerShare = s.revenuePerShare;
            _accrue(from, projectId, revenuePerShare);
            _accrue(to, projectId, revenuePerShare);
        }
        super._update(from, to, projectId, amount);
    }
}
