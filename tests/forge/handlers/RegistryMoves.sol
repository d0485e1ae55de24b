// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {IRegistry} from "../../../contracts/interfaces/market/IRegistry.sol";
import {equal} from "../support/Check.sol";
import {IndexMoves} from "./IndexMoves.sol";

/// @title Demands and offers: posted, changed, withdrawn
abstract contract RegistryMoves is IndexMoves {
    /// @dev Three classes: prices of a few pesos, where rounding shows; of a usual roof; and near what uint40 can hold.
    uint8[3] internal classes = [0, 3, 6];
    uint24[3] internal capacities = [1000, 10_000, 300_000]; // watts peak
    uint40[3] internal dearest = [60, 2_000_000, 300_000_000_000]; // pesos, of one offer
    uint8[3] internal regions = [5, 7, 13];

    /* DEMANDS */

    function postDemand(uint256 who, uint256 what, uint256 price) external {
        if (demandCount == MOST_DEMANDS) return;
        _postDemand(_mostlyOne(owners, who), _drawDemand(what, price), _drawTerms(what));
    }

    function updateDemand(uint256 who, uint256 which, uint256 what, uint256 price) external {
        uint256 id = _find(which, address(0), _isOpen);
        if (id == 0) return;
        address owner = projects[id].owner;
        address caller = _mostly(owner, who);
        IMarketTypes.Project memory p = _drawDemand(what, price);
        p.owner = owner;
        bool allowed = caller == owner && _isOpen(id, caller) && _mayPost(p);
        bytes memory data = abi.encodeCall(
            IRegistry.updateDemand, (id, p.sizeClass, p.region, p.maxPrice, p.energyPrice, p.crowdfunded)
        );
        if (!_try(allowed, caller, address(market), data)) return;
        projects[id] = p;
        _observe(id);
    }

    function setTerms(uint256 who, uint256 which, uint256 what) external {
        uint256 id = _find(which, address(0), _isOpen);
        if (id == 0) return;
        IMarketTypes.Terms memory t = _drawTerms(what);
        address caller = _mostly(projects[id].owner, who);
        bool allowed = caller == projects[id].owner && _isOpen(id, caller) && !_isPaused() && _areTerms(t);
        if (_try(allowed, caller, address(market), abi.encodeCall(IRegistry.setTerms, (id, t)))) terms[id] = t;
    }

    function withdrawDemand(uint256 who, uint256 which) external {
        // Most demands should live to be matched.
        uint256 id = _onceIn(3, which, "withdraw") ? _find(which, address(0), _isOpen) : 0;
        if (id == 0) return;
        address caller = _mostly(projects[id].owner, who);
        bool allowed = caller == projects[id].owner && _isOpen(id, caller);
        if (!_try(allowed, caller, address(market), abi.encodeCall(IRegistry.withdrawDemand, (id)))) return;
        projects[id].state = IMarketTypes.State.Withdrawn;
        _observe(id);
    }

    /// @dev With terms only where there are any.
    function _postDemand(address owner, IMarketTypes.Project memory p, IMarketTypes.Terms memory t) internal {
        p.owner = owner;
        bytes memory data = t.reserveBps == 0 && !t.followsUf
            ? abi.encodeCall(IRegistry.postDemand, (p.sizeClass, p.region, p.maxPrice, p.energyPrice, p.crowdfunded))
            : abi.encodeCall(
                IRegistry.postDemandWithTerms, (p.sizeClass, p.region, p.maxPrice, p.energyPrice, p.crowdfunded, t)
            );
        (bool done, bytes memory result) = _attempt(_mayPost(p) && _areTerms(t), owner, address(market), data);
        if (!done) return;
        uint256 id = ++demandCount;
        equal("id of a posted demand", id, abi.decode(result, (uint256)), id);
        projects[id] = p;
        terms[id] = t;
        _observe(id);
    }

    function _isOpen(uint256 id, address) internal view returns (bool) {
        return projects[id].state == IMarketTypes.State.Open;
    }

    function _drawDemand(uint256 what, uint256 price) private view returns (IMarketTypes.Project memory p) {
        uint256 size = _mix(what, "class") % 3;
        uint256 ample = uint256(dearest[size]) * 33 / 10; // three offers and the highest fee
        p.sizeClass = classes[size];
        p.region = regions[_mix(what, "region") % 3];
        p.maxPrice = uint40(_onceIn(4, price, "tight") ? _bound(price, 0, ample) : ample);
        p.energyPrice = uint16(_onceIn(8, price, "energy") ? type(uint16).max : _bound(price, 0, 300));
        p.crowdfunded = !_onceIn(3, what, "direct");
        p.feeBps = market.settings().feeBps;
        p.state = IMarketTypes.State.Open;
    }

    function _drawTerms(uint256 what) private pure returns (IMarketTypes.Terms memory t) {
        if (!_onceIn(3, what, "no reserve")) t.reserveBps = uint16(_bound(_mix(what, "reserve"), 0, 3100));
        t.followsUf = _onceIn(2, what, "follows the UF");
    }

    function _areTerms(IMarketTypes.Terms memory t) private pure returns (bool) {
        return t.reserveBps <= 3000;
    }

    function _mayPost(IMarketTypes.Project memory p) private view returns (bool) {
        return !_isPaused() && !records[p.owner].inDebt && p.maxPrice > 0 && _areOpen(p.sizeClass, _bit(p.region));
    }

    /* OFFERS */

    function postOffer(uint256 who, uint256 what, uint256 price, uint256 stock) external {
        if (offerCount == MOST_OFFERS) return;
        uint256 size = _mix(what, "class") % 3;
        IMarketTypes.Offer memory o;
        o.sizeClass = classes[size];
        o.role = IMarketTypes.Role(_mix(what, "role") % 3);
        _postOffer(_mostlyOne(suppliers, who), _drawOffer(o, what, price, stock));
    }

    function updateOffer(uint256 who, uint256 which, uint256 what, uint256 price, uint256 stock) external {
        uint256 id = 1 + which % offerCount;
        _updateOffer(_mostly(offers[id].supplier, who), id, _drawOffer(offers[id], what, price, stock));
    }

    function withdrawOffer(uint256 who, uint256 which) external {
        // Most offers should live to be matched.
        if (!_onceIn(8, which, "withdraw")) return;
        uint256 id = 1 + which % offerCount;
        address caller = _mostly(offers[id].supplier, who);
        bool allowed = caller == offers[id].supplier && !offers[id].withdrawn;
        bytes memory data = abi.encodeCall(IRegistry.withdrawOffer, (id));
        if (_try(allowed, caller, address(market), data)) offers[id].withdrawn = true;
    }

    function _updateOffer(address caller, uint256 id, IMarketTypes.Offer memory o) internal {
        bool allowed = caller == o.supplier && !o.withdrawn && !_isPaused() && _isOffer(o);
        bytes memory data = abi.encodeCall(IRegistry.updateOffer, (id, o.regions, o.price, o.stock));
        if (_try(allowed, caller, address(market), data)) offers[id] = o;
    }

    function _postOffer(address supplier, IMarketTypes.Offer memory o) internal {
        o.supplier = supplier;
        bytes memory data = abi.encodeCall(IRegistry.postOffer, (o.role, o.sizeClass, o.regions, o.price, o.stock));
        (bool done, bytes memory result) = _attempt(!_isPaused() && _isOffer(o), supplier, address(market), data);
        if (!done) return;
        uint256 id = ++offerCount;
        equal("id of a posted offer", id, abi.decode(result, (uint256)), id);
        offers[id] = o;
    }

    function _drawOffer(IMarketTypes.Offer memory o, uint256 what, uint256 price, uint256 stock)
        private
        view
        returns (IMarketTypes.Offer memory)
    {
        uint256 most = o.sizeClass == classes[0] ? dearest[0] : o.sizeClass == classes[1] ? dearest[1] : dearest[2];
        o.price = uint40(_onceIn(16, price, "free") ? 0 : _bound(price, 1, most));
        // The brim of a stock has a rule of its own when a project expires.
        o.stock = _onceIn(8, stock, "brim") ? type(uint16).max : uint16(_bound(stock, 0, 4));
        o.regions = _onceIn(4, what, "any regions") ? uint16(what) : _bit(5) | _bit(7) | _bit(13);
        return o;
    }

    function _isOffer(IMarketTypes.Offer memory o) private view returns (bool) {
        return o.price > 0 && _areOpen(o.sizeClass, o.regions);
    }

    /* CLASSES AND REGIONS */

    function _capacity(uint8 sizeClass) internal view returns (uint24) {
        for (uint256 i; i < classes.length; ++i) {
            if (classes[i] == sizeClass) return capacities[i];
        }
        return 0;
    }

    function _bit(uint8 region) internal pure returns (uint16) {
        return uint16(1 << (region - 1));
    }

    function _serves(uint16 set, uint8 region) internal pure returns (bool) {
        return set & _bit(region) != 0;
    }

    function _areOpen(uint8 sizeClass, uint16 set) private view returns (bool) {
        IMarketTypes.Settings memory s = market.settings();
        return s.openClasses & (1 << sizeClass) != 0 && set != 0 && set | s.openRegions == s.openRegions;
    }
}
