// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "./energy/IEnergyTypes.sol";
import {IMarketTypes} from "./market/IMarketTypes.sol";

/// @title Pages of the whole market, for programs
/// @notice Read-only. A page starts at id `from` (ids run from 1), has at most `count` rows and ends with the last id posted; a page
/// past the end is empty. Pages of 2,000 rows stay within a node's usual gas limit for calls.
interface IMarketLens {
    struct OfferRow {
        uint256 id;
        IMarketTypes.Offer offer;
    }

    struct ProjectRow {
        uint256 id;
        IMarketTypes.Project project;
        uint256 goal; // pesos; 0 before the match
        uint256 shares; // pesos paid in and not refunded
        uint256 escrowed; // pesos
        uint256 revenue; // pesos shared out among the holders
        uint256 reserve; // pesos kept for operation and maintenance
        IMarketTypes.Terms terms;
    }

    struct MeterRow {
        uint256 id;
        IEnergyTypes.Meter meter;
    }

    struct PositionRow {
        uint256 id;
        uint256 shares;
        uint256 supply; // shares of all holders
        uint256 claimable; // pesos
    }

    error FirstIdIsOne();

    function offers(uint256 from, uint256 count) external view returns (OfferRow[] memory);
    function projects(uint256 from, uint256 count) external view returns (ProjectRow[] memory);
    /// @notice Meters by project; a project without one has a row whose meter is empty.
    function meters(uint256 from, uint256 count) external view returns (MeterRow[] memory);
    /// @notice A holder's whole position: a row for each project of the page that it has shares of or earnings from.
    function positions(address holder, uint256 from, uint256 count) external view returns (PositionRow[] memory);
}
