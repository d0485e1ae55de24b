// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AllowList} from "../../../contracts/AllowList.sol";
import {CLPToken} from "../../../contracts/CLPToken.sol";
import {EnergySales} from "../../../contracts/EnergySales.sol";
import {MarketLens} from "../../../contracts/MarketLens.sol";
import {Marketplace} from "../../../contracts/Marketplace.sol";
import {P256Verifier} from "../../../contracts/P256Verifier.sol";
import {ProjectShares} from "../../../contracts/ProjectShares.sol";
import {UFIndex} from "../../../contracts/UFIndex.sol";
import {AntuProxy} from "../../../contracts/access/AntuProxy.sol";
import {Authority} from "../../../contracts/access/Authority.sol";
import {Forwarder} from "../../../contracts/access/Forwarder.sol";
import {Vacant} from "../../../contracts/access/Vacant.sol";
import {ICLPToken} from "../../../contracts/interfaces/ICLPToken.sol";
import {IEnergySales} from "../../../contracts/interfaces/IEnergySales.sol";
import {IMarketLens} from "../../../contracts/interfaces/IMarketLens.sol";
import {IMarketplace} from "../../../contracts/interfaces/IMarketplace.sol";
import {IProjectShares} from "../../../contracts/interfaces/IProjectShares.sol";
import {IUFIndex} from "../../../contracts/interfaces/IUFIndex.sol";
import {ICooperatives} from "../../../contracts/interfaces/energy/ICooperatives.sol";
import {IHandover} from "../../../contracts/interfaces/energy/IHandover.sol";
import {IMeters} from "../../../contracts/interfaces/energy/IMeters.sol";
import {IDisputes} from "../../../contracts/interfaces/market/IDisputes.sol";
import {IMarketSettings} from "../../../contracts/interfaces/market/IMarketSettings.sol";
import {IMatching} from "../../../contracts/interfaces/market/IMatching.sol";
import {vm} from "./Vm.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

/// @title Antu as it is deployed: behind its proxies, with every role in other hands
/// @dev This contract is the authority's admin and does nothing more once all is wired.
abstract contract System {
    uint256 internal constant START = 1_767_225_600; // 1 January 2026
    uint16 internal constant ALL_REGIONS = 0xFFFF;
    uint16 internal constant FEE_BPS = 500;
    uint32 internal constant UPGRADE_DELAY = 7 days;

    Authority internal authority;
    ICLPToken internal token;
    IMarketplace internal market;
    IProjectShares internal shares;
    IEnergySales internal energy;
    IMarketLens internal lens;
    IUFIndex internal uf;
    AllowList internal list;
    P256Verifier internal verifier;
    Forwarder internal forwarder;

    mapping(address account => uint256 key) internal keyOf;

    address internal issuer = _account("issuer");
    address internal attestor = _account("attestor");
    address internal keeper = _account("keeper");
    address internal operator = _account("operator");
    address internal indexer = _account("indexer");
    address internal arbiter = _account("arbiter");
    address internal guardian = _account("guardian");
    address internal upgrader = _account("upgrader");
    address internal treasury = _account("treasury");

    /// @dev Called by `setUp`, which keeps the time it warps to; a constructor would not.
    function _build() internal {
        vm.warp(START);
        _deploy();
        _wire();
    }

    /* DEPLOYMENT */

    function _deploy() private {
        authority = new Authority(address(this));
        token = _newToken();
        uf = new UFIndex(address(authority));
        list = new AllowList(address(authority));
        verifier = new P256Verifier();
        forwarder = new Forwarder();
        address vacant = address(new Vacant());
        market = IMarketplace(_proxy(vacant, "market"));
        shares = IProjectShares(_proxy(vacant, "shares"));
        energy = IEnergySales(_proxy(vacant, "energy"));
        _moveIn(address(market), abi.encodeCall(Marketplace.initialize, (treasury, FEE_BPS)));
        _moveIn(address(shares), "");
        _moveIn(address(energy), abi.encodeCall(EnergySales.initialize, ()));
        lens = new MarketLens(market, shares, energy);
        vm.label(address(token), "token");
    }

    function _newToken() internal virtual returns (ICLPToken) {
        return new CLPToken(address(authority));
    }

    function _proxy(address vacant, string memory name) private returns (address proxy) {
        proxy = address(new AntuProxy(vacant, abi.encodeCall(Vacant.initialize, (address(authority)))));
        vm.label(proxy, name);
    }

    function _moveIn(address proxy, bytes memory initialization) private {
        UUPSUpgradeable(proxy).upgradeToAndCall(_implementation(proxy), initialization);
    }

    /// @dev A new implementation of what is behind a proxy.
    function _implementation(address proxy) internal returns (address) {
        if (proxy == address(market)) {
            return address(new Marketplace(token, shares, address(energy), address(forwarder)));
        }
        if (proxy == address(shares)) return address(new ProjectShares(token, market, energy, address(forwarder)));
        return address(new EnergySales(token, market, shares, uf, address(forwarder)));
    }

    /* ROLES */

    function _wire() private {
        _allow(authority.ISSUER(), issuer, address(token), abi.encode(ICLPToken.mint.selector));
        _allow(authority.ATTESTOR(), attestor, address(token), abi.encode(ICLPToken.publishReserve.selector));
        _allow(authority.KEEPER(), keeper, address(market), abi.encode(IMatching.matchBatch.selector));
        _allow(authority.OPERATOR(), operator, address(list), abi.encode(AllowList.set.selector));
        _allow(
            authority.OPERATOR(),
            operator,
            address(market),
            abi.encode(
                IMarketSettings.setFee.selector,
                IMarketSettings.setTreasury.selector,
                IMarketSettings.setEligibility.selector,
                IMarketSettings.openClass.selector,
                IMarketSettings.closeClass.selector,
                IMarketSettings.setRegions.selector
            )
        );
        _allow(
            authority.OPERATOR(),
            operator,
            address(energy),
            abi.encode(
                ICooperatives.registerCooperative.selector,
                ICooperatives.setCooperativeRegions.selector,
                IMeters.setTolerance.selector
            )
        );
        _allow(
            authority.ARBITER(),
            arbiter,
            address(market),
            abi.encode(IDisputes.uphold.selector, IDisputes.resolve.selector)
        );
        _allow(
            authority.ARBITER(),
            arbiter,
            address(energy),
            abi.encode(
                IMeters.restoreMeter.selector,
                IMeters.replaceMeter.selector,
                IMeters.retireMeter.selector,
                IHandover.moveProject.selector
            )
        );
        _allow(authority.ARBITER(), arbiter, address(shares), abi.encode(IProjectShares.approveSpending.selector));
        _allow(authority.INDEXER(), indexer, address(uf), abi.encode(IUFIndex.publish.selector));
        _allow(authority.OPERATOR(), operator, address(uf), abi.encode(IUFIndex.setMaxChange.selector));
        bytes memory pauses = abi.encode(IMarketSettings.pause.selector, IMarketSettings.unpause.selector);
        _allow(authority.GUARDIAN(), guardian, address(market), pauses);
        _allow(authority.GUARDIAN(), guardian, address(energy), pauses);
        bytes memory upgrade = abi.encode(UUPSUpgradeable.upgradeToAndCall.selector);
        _allow(authority.UPGRADER(), upgrader, address(market), upgrade);
        _allow(authority.UPGRADER(), upgrader, address(shares), upgrade);
        _allow(authority.UPGRADER(), upgrader, address(energy), upgrade);
    }

    /// @param selectors ABI-encoded, a word each
    function _allow(uint64 role, address account, address target, bytes memory selectors) private {
        bytes memory array = bytes.concat(abi.encode(32, selectors.length / 32), selectors);
        authority.setTargetFunctionRole(target, abi.decode(array, (bytes4[])), role);
        authority.grantRole(role, account, role == authority.UPGRADER() ? UPGRADE_DELAY : 0);
    }

    /* ACCOUNTS */

    function _account(string memory name) internal returns (address account) {
        uint256 key = uint256(keccak256(bytes(name)));
        account = vm.addr(key);
        keyOf[account] = key;
        vm.label(account, name);
    }
}
