// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergySales} from "./interfaces/IEnergySales.sol";
import {IMarketLens} from "./interfaces/IMarketLens.sol";
import {IMarketplace} from "./interfaces/IMarketplace.sol";
import {IProjectShares} from "./interfaces/IProjectShares.sol";

/// @title Pages of the whole market, for programs
contract MarketLens is IMarketLens {
    IMarketplace public immutable MARKET;
    IProjectShares public immutable SHARES;
    IEnergySales public immutable ENERGY;

    constructor(IMarketplace market, IProjectShares shares, IEnergySales energy) {
        MARKET = market;
        SHARES = shares;
        ENERGY = energy;
    }

    /// @inheritdoc IMarketLens
    function offers(uint256 from, uint256 count) external view returns (OfferRow[] memory rows) {
        rows = new OfferRow[](_rows(from, count, MARKET.settings().offerCount));
        for (uint256 i; i < rows.length; ++i) {
            rows[i] = OfferRow(from + i, MARKET.offer(from + i));
        }
    }

    /// @inheritdoc IMarketLens
    function projects(uint256 from, uint256 count) external view returns (ProjectRow[] memory rows) {
        rows = new ProjectRow[](_rows(from, count, MARKET.settings().demandCount));
        for (uint256 i; i < rows.length; ++i) {
            uint256 id = from + i;
            IProjectShares.Series memory s = SHARES.series(id);
            rows[i] = ProjectRow({
                id: id,
                project: MARKET.project(id),
                goal: MARKET.goal(id),
                shares: s.supply,
                escrowed: MARKET.escrowed(id),
                revenue: s.revenue,
                reserve: SHARES.reserveOf(id),
                terms: MARKET.terms(id)
            });
        }
    }

    /// @inheritdoc IMarketLens
    function meters(uint256 from, uint256 count) external view returns (MeterRow[] memory rows) {
        rows = new MeterRow[](_rows(from, count, MARKET.settings().demandCount));
        for (uint256 i; i < rows.length; ++i) {
            rows[i] = MeterRow(from + i, ENERGY.meter(from + i));
        }
    }

    /// @inheritdoc IMarketLens
    function positions(address holder, uint256 from, uint256 count) external view returns (PositionRow[] memory rows) {
        uint256 end = from + _rows(from, count, MARKET.settings().demandCount);
        uint256 held = 0;
        for (uint256 id = from; id < end; ++id) {
            if (_holds(holder, id)) ++held;
        }
        rows = new PositionRow[](held);
        for (uint256 id = end; held > 0;) {
            if (!_holds(holder, --id)) continue;
            rows[--held] = PositionRow({
                id: id,
                shares: SHARES.balanceOf(holder, id),
                supply: SHARES.totalSupply(id),
                claimable: SHARES.claimable(holder, id)
            });
        }
    }

    function _holds(address holder, uint256 id) private view returns (bool) {
        return SHARES.balanceOf(holder, id) > 0 || SHARES.claimable(holder, id) > 0;
    }

    /// @dev How many of `count` rows from id `from` there are when the last id is `last`. Ids run from 1.
    function _rows(uint256 from, uint256 count, uint256 last) private pure returns (uint256) {
        require(from > 0, FirstIdIsOne());
        if (from > last) return 0;
        uint256 left = last - from + 1;
        return count < left ? count : left;
    }
}
