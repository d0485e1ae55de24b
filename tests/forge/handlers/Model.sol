// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {timeNow} from "../support/Vm.sol";
import {Cast} from "./Cast.sol";

/// @title What must be true, kept by the plainest bookkeeping
/// @dev The model has loops over people and no clever sums. Only the account whose call is running can spend
/// (`_spend`), so that the model cannot even say that one account moved another's money.
abstract contract Model is Cast {
    uint256 internal constant MOST_DEMANDS = 16;
    uint256 internal constant MOST_OFFERS = 24;
    uint256 internal constant CHALLENGE_WINDOW = 3 days;
    uint256 internal constant STEP_PERIOD = 180 days;
    uint256 internal constant ARBITRATION_PERIOD = 30 days;
    /// @dev Entitlements are counted in 2^-96 pesos, far finer than the contract's 2^-64.
    uint256 internal constant ENTITLEMENT_BITS = 96;

    /// @notice What happened to a project, in pesos where nothing else is said.
    struct Story {
        bytes32 terms; // hash of what a match fixed; 0 before
        address[4] parties; // by IMarketTypes.Party, as of the match
        uint256 paidIn;
        uint256 released;
        uint256 refunded;
        IMarketTypes.State stage; // where it was frozen or cancelled
        uint256 frozenAt; // seconds
        uint256 backing; // shares
        IMarketTypes.State backed; // the stage that `backing` is for
        uint256 revenue; // shared out among the holders
        uint256 payments; // how many of them
        uint256 claimed;
        uint256 billed; // by readings and by corrections upwards
        uint256 billsPaid; // from prepaid balances
        uint256 creditUsed; // that bills were reduced by
        uint256 settled;
        uint256 reserved; // of what was paid in
        uint256 spent; // of the reserve
        uint256 closed; // of the reserve, shared out in the end
    }

    /// @notice What a meter shows, in Wh.
    struct Registers {
        uint48 generated;
        uint48 exported;
    }

    uint256 internal demandCount;
    uint256 internal offerCount;
    mapping(uint256 projectId => IMarketTypes.Project) internal projects;
    mapping(uint256 projectId => IMarketTypes.Terms) internal terms;
    mapping(uint256 offerId => IMarketTypes.Offer) internal offers;
    mapping(uint256 projectId => IEnergyTypes.Meter) internal meters;
    mapping(uint256 projectId => IEnergyTypes.Meter) internal metersAtFirst;
    mapping(uint256 projectId => Registers) internal shown;
    mapping(uint256 projectId => Story) internal stories;
    mapping(address account => IMarketTypes.Record) internal records;

    mapping(address account => uint256 pesos) internal purse;
    mapping(address account => uint256 pesos) internal donated;
    mapping(uint256 projectId => mapping(address account => uint256)) internal sharesOf;
    mapping(uint256 projectId => mapping(address account => bool)) internal everHeld;
    mapping(uint256 projectId => mapping(address account => uint256)) internal entitled;
    mapping(uint256 projectId => mapping(address account => uint256 pesos)) internal claimedBy;
    mapping(uint256 projectId => mapping(address account => uint256 stages)) internal disputes;
    mapping(uint256 projectId => mapping(uint256 pair => bool)) internal rated;

    mapping(address account => uint256 pesos) internal prepaid;
    mapping(uint256 projectId => mapping(address account => uint256 pesos)) internal debts;
    mapping(uint256 projectId => mapping(uint256 cooperativeId => uint256 pesos)) internal credits;

    struct Announcement {
        uint256 from; // seconds
        uint256 price; // pesos per kWh
    }

    mapping(uint256 cooperativeId => Announcement[]) internal announcements;

    /// @dev Whose call is running.
    address internal mover;

    /* MONEY */

    /// @dev Says whose call is about to run, for a model that moves before the call.
    function _begin(address who) internal {
        mover = who;
    }

    function _spend(uint256 amount) internal {
        purse[mover] -= amount;
    }

    function _earn(address account, uint256 amount) internal {
        purse[account] += amount;
    }

    function _mintShares(uint256 id, address account, uint256 amount) internal {
        sharesOf[id][account] += amount;
        everHeld[id][account] = true;
    }

    function _supply(uint256 id) internal view returns (uint256 supply) {
        for (uint256 i; i < people.length; ++i) {
            supply += sharesOf[id][people[i]];
        }
    }

    function _holdersEver(uint256 id) internal view returns (uint256 count) {
        for (uint256 i; i < people.length; ++i) {
            if (everHeld[id][people[i]]) ++count;
        }
    }

    /// @dev Keeps a payment's part for the reserve and gives the holders the rest.
    function _distribute(uint256 id, uint256 amount) internal {
        uint256 kept = amount * terms[id].reserveBps / 10_000;
        stories[id].reserved += kept;
        _share(id, amount - kept);
    }

    /// @dev Gives each holder its part of a payment at once, which the contract must not do but must amount to.
    function _share(uint256 id, uint256 amount) internal {
        if (amount == 0) return;
        Story storage story = stories[id];
        story.revenue += amount;
        ++story.payments;
        uint256 supply = _supply(id);
        for (uint256 i; i < people.length; ++i) {
            uint256 held = sharesOf[id][people[i]];
            if (held > 0) entitled[id][people[i]] += (amount << ENTITLEMENT_BITS) * held / supply;
        }
    }

    /// @dev Pesos that a project has in reserve.
    function _reserve(uint256 id) internal view returns (uint256) {
        Story storage story = stories[id];
        return story.reserved - story.spent - story.closed;
    }

    function _owed(address account) internal view returns (uint256 owed) {
        for (uint256 id = 1; id <= demandCount; ++id) {
            owed += debts[id][account];
        }
    }

    /// @dev The last price that was announced for a time, or earlier.
    function _priceAt(uint256 cooperativeId, uint256 time) internal view returns (uint256 price) {
        Announcement[] storage all = announcements[cooperativeId];
        for (uint256 i; i < all.length && all[i].from <= time; ++i) {
            price = all[i].price;
        }
    }

    /* PROJECTS */

    function _cost(IMarketTypes.Project memory p) internal pure returns (uint256) {
        return uint256(p.vendorPrice) + p.installerPrice + p.managerPrice;
    }

    function _fee(IMarketTypes.Project memory p) internal pure returns (uint256) {
        return _cost(p) * p.feeBps / 10_000;
    }

    function _goal(uint256 id) internal view returns (uint256) {
        IMarketTypes.Project memory p = projects[id];
        return _cost(p) + _fee(p);
    }

    /// @dev Pesos that are in the escrow for a project, by what went in and out.
    function _pot(uint256 id) internal view returns (uint256) {
        Story storage story = stories[id];
        return story.paidIn - story.released - story.refunded;
    }

    /// @dev Pesos that a project which is cancelled, or was never funded, owes for these shares.
    function _refundFor(uint256 id, uint256 amount) internal view returns (uint256) {
        if (projects[id].state == IMarketTypes.State.Expired) return amount;
        return amount * (stories[id].paidIn - stories[id].released) / _goal(id);
    }

    function _isAwaiting(IMarketTypes.State state) internal pure returns (bool) {
        return state == IMarketTypes.State.Delivering || state == IMarketTypes.State.Installing
            || state == IMarketTypes.State.Connecting;
    }

    function _isWindow(IMarketTypes.State state) internal pure returns (bool) {
        return state == IMarketTypes.State.Delivered || state == IMarketTypes.State.Installed
            || state == IMarketTypes.State.Connected;
    }

    function _isBuilding(IMarketTypes.State state) internal pure returns (bool) {
        return _isAwaiting(state) || _isWindow(state);
    }

    function _hasFailed(IMarketTypes.State state) internal pure returns (bool) {
        return state == IMarketTypes.State.Expired || state == IMarketTypes.State.Cancelled;
    }

    function _enterState(uint256 id, IMarketTypes.State state, uint256 deadline) internal {
        projects[id].state = state;
        projects[id].deadline = uint32(deadline);
    }

    function _enterFor(uint256 id, IMarketTypes.State state, uint256 period) internal {
        _enterState(id, state, timeNow() + period);
    }

    /// @dev Hash of what a match fixes for ever.
    function _termsOf(IMarketTypes.Project memory p, IMarketTypes.Terms memory t, address[4] memory parties)
        internal
        pure
        returns (bytes32)
    {
        p.state = IMarketTypes.State.None;
        p.deadline = 0;
        return keccak256(abi.encode(p, t, parties));
    }

    function _partiesOf(uint256 id) internal view returns (address[4] memory parties) {
        for (uint256 i; i < 4; ++i) {
            parties[i] = market.partyOf(id, IMarketTypes.Party(i));
        }
    }
}
