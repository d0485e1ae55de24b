// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governed} from "../access/Governed.sol";
import {ICLPToken} from "../interfaces/ICLPToken.sol";
import {IEnergySales} from "../interfaces/IEnergySales.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {IProjectShares} from "../interfaces/IProjectShares.sol";
import {IUFIndex} from "../interfaces/IUFIndex.sol";
import {IBalances} from "../interfaces/energy/IBalances.sol";
import {ICooperatives} from "../interfaces/energy/ICooperatives.sol";
import {ICorrections} from "../interfaces/energy/ICorrections.sol";
import {IMeters} from "../interfaces/energy/IMeters.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title What all features of the energy sales share: their storage
/// @dev All storage variables are here, so that their layout has one place to be read and compared.
abstract contract EnergyState is IEnergySales, Governed, ReentrancyGuardTransient {
    uint256 internal constant BPS = 10_000;
    uint256 internal constant WH_PER_KWH = 1000;

    ICLPToken public immutable TOKEN;
    IMarketplace public immutable MARKET;
    IProjectShares public immutable SHARES;
    IUFIndex public immutable UF;

    mapping(uint256 projectId => Meter) internal _meters;
    /// @dev The last project of each key, keys as `Meter.key`.
    mapping(address key => uint256 projectId) internal _projectOf;
    /// @dev The cooperative that the arbiter has offered a project to.
    mapping(uint256 projectId => uint256 cooperativeId) internal _offeredTo;
    mapping(uint256 cooperativeId => Cooperative) internal _cooperatives;
    /// @dev The times from which a cooperative's prices hold, in order; the first is 0. OpenZeppelin's Checkpoints would hold
    /// both, but its assembly is not marked memory-safe, which costs every reading 1,000 gas and this contract 2,400 bytes.
    mapping(uint256 cooperativeId => uint256[] times) internal _priceTimes;
    mapping(uint256 cooperativeId => mapping(uint256 from => uint256 price)) internal _pricesFrom;
    mapping(address account => Account) internal _accounts;
    /// @inheritdoc IBalances
    mapping(uint256 projectId => mapping(address debtor => uint256 pesos)) public debtOf;
    /// @inheritdoc ICorrections
    mapping(uint256 projectId => mapping(uint256 cooperativeId => uint256 pesos)) public creditOf;
    /// @inheritdoc ICorrections
    mapping(uint256 projectId => mapping(uint256 month => uint256 pesos)) public correctedOf;
    /// @inheritdoc ICooperatives
    mapping(address account => uint256 cooperativeId) public cooperativeIdOf;
    // What every reading looks at, in one slot with the counter.
    /// @inheritdoc ICooperatives
    uint24 public cooperativeCount;
    /// @inheritdoc IMeters
    uint16 public toleranceBps;
    /// @inheritdoc IEnergySales
    bool public paused;

    modifier whenNotPaused() {
        _checkNotPaused();
        _;
    }

    constructor(ICLPToken token, IMarketplace market, IProjectShares shares, IUFIndex uf) {
        TOKEN = token;
        MARKET = market;
        SHARES = shares;
        UF = uf;
    }

    function _checkNotPaused() private view {
        require(!paused, EnergyPaused());
    }

    /// @dev Pays revenue of one project into its shares.
    function _payIn(uint256 projectId, uint256 amount) internal {
        uint256[] memory projectIds = new uint256[](1);
        uint256[] memory amounts = new uint256[](1);
        (projectIds[0], amounts[0]) = (projectId, amount);
        SHARES.payIn(projectIds, amounts);
    }
}
