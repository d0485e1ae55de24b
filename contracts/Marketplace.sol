// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governed} from "./access/Governed.sol";
import {ICLPToken} from "./interfaces/ICLPToken.sol";
import {IMarketplace} from "./interfaces/IMarketplace.sol";
import {IProjectShares} from "./interfaces/IProjectShares.sol";
import {Disputes} from "./market/Disputes.sol";
import {MarketSettings} from "./market/MarketSettings.sol";
import {MarketState} from "./market/MarketState.sol";
import {Matching} from "./market/Matching.sol";
import {Registry} from "./market/Registry.sol";
import {Reputation} from "./market/Reputation.sol";

/// @title The marketplace's features in one contract, so that a match makes no external calls
contract Marketplace is MarketSettings, Registry, Matching, Disputes, Reputation {
    constructor(ICLPToken token, IProjectShares shares, address energy, address forwarder)
        MarketState(token, shares, energy)
        Governed(forwarder)
    {}

    /// @notice Called once, with the upgrade that moves this contract into its proxy.
    function initialize(address treasury_, uint16 feeBps) external reinitializer(2) {
        _setTreasury(treasury_);
        _setFee(feeBps);
    }

    /* VIEWS */

    /// @inheritdoc IMarketplace
    function project(uint256 projectId) external view returns (Project memory) {
        return _projects[projectId];
    }

    /// @inheritdoc IMarketplace
    function terms(uint256 projectId) external view returns (Terms memory) {
        return _terms[projectId];
    }

    /// @inheritdoc IMarketplace
    function offer(uint256 offerId) external view returns (Offer memory) {
        return _offers[offerId];
    }

    /// @inheritdoc IMarketplace
    function record(address account) external view returns (Record memory) {
        return _records[account];
    }

    /// @inheritdoc IMarketplace
    function settings() external view returns (Settings memory) {
        return _settings;
    }

    /// @inheritdoc IMarketplace
    function halt(uint256 projectId) external view returns (Halt memory) {
        return _halts[projectId];
    }

    /// @inheritdoc IMarketplace
    function partyOf(uint256 projectId, Party party) external view returns (address) {
        return _party(_projects[projectId], party);
    }

    /// @inheritdoc IMarketplace
    function goal(uint256 projectId) external view returns (uint256) {
        return _goal(_projects[projectId]);
    }

    /// @inheritdoc IMarketplace
    // slither-disable-next-line incorrect-equality: enums
    function escrowed(uint256 projectId) external view returns (uint256) {
        Project memory p = _projects[projectId];
        if (p.state == State.Funding || p.state == State.Expired) return SHARES.totalSupply(projectId);
        if (p.state == State.Cancelled) return _refundable(projectId, p, SHARES.totalSupply(projectId));
        if (p.state == State.Disputed) return _left(p, _halts[projectId].stage);
        return _isBuilding(p.state) ? _left(p, p.state) : 0;
    }
}
