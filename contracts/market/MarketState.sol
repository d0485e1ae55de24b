// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governed} from "../access/Governed.sol";
import {ICLPToken} from "../interfaces/ICLPToken.sol";
import {IMarketplace} from "../interfaces/IMarketplace.sol";
import {IProjectShares} from "../interfaces/IProjectShares.sol";

/// @title What all of the marketplace's features share: their storage, and the arithmetic of a project
/// @dev All storage variables of the marketplace are here, so that their layout has one place to be read and compared.
abstract contract MarketState is IMarketplace, Governed {
    uint256 internal constant BPS = 10_000;
    uint8 private constant CLASSES = 16;

    ICLPToken public immutable TOKEN;
    IProjectShares public immutable SHARES;
    address public immutable ENERGY;

    Settings internal _settings;
    mapping(uint256 projectId => Project) internal _projects;
    mapping(uint256 projectId => Terms) internal _terms;
    mapping(uint256 offerId => Offer) internal _offers;
    mapping(address account => Record) internal _records;
    mapping(uint256 projectId => Halt) internal _halts;
    /// @dev For each account the stages, a bit each, in which it asked to freeze the escrow.
    mapping(uint256 projectId => mapping(address account => uint256 stages)) internal _disputed;
    /// @dev A bit per pair of parties: `from * 4 + to`.
    mapping(uint256 projectId => uint256 pairs) internal _rated;
    mapping(uint8 sizeClass => uint24 capacityWp) public classCapacity;
    address public treasury;
    address public eligibility;

    modifier whenNotPaused() {
        _checkNotPaused();
        _;
    }

    modifier onlyEnergy() {
        _checkEnergy();
        _;
    }

    constructor(ICLPToken token, IProjectShares shares, address energy) {
        TOKEN = token;
        SHARES = shares;
        ENERGY = energy;
    }

    function _checkNotPaused() private view {
        require(!_settings.paused, MarketPaused());
    }

    function _checkEnergy() private view {
        require(msg.sender == ENERGY, OnlyEnergy(msg.sender));
    }

    /* SETS OF CLASSES: CLASS `c`, 0 TO 15, IS BIT `c` */

    function _isClass(uint8 sizeClass) internal pure returns (bool) {
        return sizeClass < CLASSES;
    }

    function _onlyClass(uint8 sizeClass) internal pure returns (uint16 set) {
        return uint16(1) << sizeClass;
    }

    function _hasClass(uint16 set, uint8 sizeClass) internal pure returns (bool) {
        return (set >> sizeClass) & 1 == 1;
    }

    /* ARITHMETIC OF A PROJECT */

    function _cost(Project memory p) internal pure returns (uint256) {
        return uint256(p.vendorPrice) + p.installerPrice + p.managerPrice;
    }

    /// @dev Rounded down, in the owner's favour.
    function _fee(uint256 cost, uint256 feeBps) internal pure returns (uint256) {
        return cost * feeBps / BPS;
    }

    function _goal(Project memory p) internal pure returns (uint256) {
        uint256 cost = _cost(p);
        return cost + _fee(cost, p.feeBps);
    }

    /// @dev What the escrow of a fully funded project has left at a stage of building, when the releases before it are paid.
    function _left(Project memory p, State stage) internal pure returns (uint256 left) {
        left = _goal(p);
        if (stage > State.Delivered) left -= p.vendorPrice;
        if (stage > State.Installed) left -= p.installerPrice;
    }

    function _isBuilding(State state) internal pure returns (bool) {
        return state >= State.Delivering && state <= State.Connected;
    }

    /// @dev Whether a stage of building waits for somebody's word; in the others a challenge window runs.
    function _isAwaiting(State stage) internal pure returns (bool) {
        // slither-disable-next-line incorrect-equality: an enum
        return stage == State.Delivering || stage == State.Installing || stage == State.Connecting;
    }

    function _in(uint256 period) internal view returns (uint32) {
        // Seconds fit 32 bits until the year 2106.
        return uint32(block.timestamp + period);
    }

    function _requireState(uint256 projectId, Project memory p, State state) internal pure {
        // slither-disable-next-line incorrect-equality: an enum
        require(p.state == state, WrongState(projectId, p.state));
    }

    function _supplier(uint256 offerId) internal view returns (address) {
        return _offers[offerId].supplier;
    }

    /// @dev The accounts of the four parties; the suppliers are zero before the match.
    function _party(Project memory p, Party party) internal view returns (address) {
        if (party == Party.Owner) return p.owner;
        if (party == Party.Vendor) return _supplier(p.vendorOffer);
        if (party == Party.Installer) return _supplier(p.installerOffer);
        return _supplier(p.managerOffer);
    }
}
