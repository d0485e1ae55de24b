// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The marketplace: demands, offers, teams, escrow, disputes and ratings
/// @notice An owner posts a demand; a vendor, an installer and a manager post offers; a match makes the demand a project;
/// the owner or a crowd pays into an escrow; the escrow pays each supplier on the word of the next one in the chain.
/// @dev Units: money in whole Chilean pesos (the token has 0 decimals), times in seconds since 1970, fees in basis points,
/// capacities in watts peak, prices of energy in pesos per kWh. Regions are Chile's official codes, 1 to 16; in a set of
/// regions, region `r` is bit `r - 1`. Classes are 0 to 15.
///
/// Trusted: the token is CLPToken (no hooks, no fee on transfer); `shares` and `energy` are Antu's own contracts. Nothing is
/// trusted of a keeper but liveness, nor of an arbiter but fairness: neither can send money anywhere but to a
/// project's team, the treasury and the holders of its shares.
interface IMarketplace {
    /* TYPES */

    /// @notice Where a demand, and the project it becomes, stands.
    /// @dev The six states from `Delivering` to `Connected` are what the documents call Building. They alternate: in
    /// `Delivering`, `Installing` and `Connecting` somebody is awaited until the deadline; in `Delivered`, `Installed` and
    /// `Connected` the awaited word was given and the deadline is the end of the challenge window.
    enum State {
        None,
        Open,
        Withdrawn,
        Funding,
        Expired,
        Delivering,
        Delivered,
        Installing,
        Installed,
        Connecting,
        Connected,
        Disputed,
        Cancelled,
        Operating
    }

    /// @notice What a supplier does.
    enum Role {
        Vendor,
        Installer,
        Manager
    }

    /// @notice Who took part in a project, for ratings.
    enum Party {
        Owner,
        Vendor,
        Installer,
        Manager
    }

    /// @notice Why a team cannot have a demand.
    enum Mismatch {
        None,
        DemandNotOpen,
        OfferNotOpen,
        WrongRole,
        WrongClass,
        RegionNotServed,
        OutOfStock,
        OverMaximum
    }

    /// @notice A demand and the project it becomes. The first slot is what the owner asked, and a match leaves it as it is;
    /// the second is what the match gave.
    struct Project {
        // slot 0
        address owner;
        uint40 maxPrice; // pesos, fee included
        uint8 region; // 1 to 16
        uint8 sizeClass; // 0 to 15
        bool crowdfunded;
        uint16 feeBps; // the fee when the demand was posted or last changed
        uint16 energyPrice; // pesos per kWh that the owner will pay for what it uses itself
        // slot 1
        State state;
        uint32 deadline; // seconds; of the funding, the awaited step, or the challenge window
        uint32 vendorOffer;
        uint32 installerOffer;
        uint32 managerOffer;
        uint40 vendorPrice; // pesos, as of the match
        uint40 installerPrice;
        uint40 managerPrice;
    }

    /// @notice How a project's energy will be sold, beyond the promised price. All zero unless its owner said otherwise.
    struct Terms {
        uint16 reserveBps; // basis points of the revenue kept for operation and maintenance
        bool followsUf; // the promised price follows the UF from the day of commissioning
    }

    /// @notice A supplier's price for one role and class, in one slot.
    struct Offer {
        address supplier;
        uint40 price; // pesos
        uint16 stock; // projects it can still serve
        uint16 regions; // a bit each
        uint8 sizeClass;
        Role role;
        bool withdrawn;
    }

    /// @notice A demand and the three offers that would serve it.
    struct Team {
        uint32 demandId;
        uint32 vendorOffer;
        uint32 installerOffer;
        uint32 managerOffer;
    }

    /// @notice What the marketplace remembers of an account.
    struct Record {
        uint32 positive; // ratings received
        uint32 neutral;
        uint32 negative;
        uint32 expired; // projects it was to pay for directly and did not
        bool inDebt; // owes for energy; may neither post demands nor fund
    }

    /// @notice What the operator and the guardian set, and the counters of what was posted. Ids run from 1.
    struct Settings {
        uint32 demandCount;
        uint32 offerCount;
        uint16 feeBps;
        uint16 openRegions; // a bit each
        uint16 openClasses; // a bit each
        bool paused;
    }

    /// @notice Where building stood when it was frozen or cancelled.
    struct Halt {
        State stage;
        uint40 since; // seconds; when the dispute froze the escrow
        uint40 backing; // shares whose holders asked to freeze this stage, while they are below a tenth
    }

    /* EVENTS */

    event DemandPosted(
        uint256 indexed demandId,
        address indexed owner,
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded,
        uint16 feeBps
    );
    event DemandUpdated(
        uint256 indexed demandId,
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded,
        uint16 feeBps
    );
    event DemandWithdrawn(uint256 indexed demandId);
    event TermsSet(uint256 indexed demandId, Terms terms);
    event OfferPosted(
        uint256 indexed offerId,
        address indexed supplier,
        Role role,
        uint8 sizeClass,
        uint16 regions,
        uint40 price,
        uint16 stock
    );
    event OfferUpdated(uint256 indexed offerId, uint16 regions, uint40 price, uint16 stock);
    event OfferWithdrawn(uint256 indexed offerId);

    /// @param goal pesos to be paid in: the three prices and the fee
    event Matched(
        uint256 indexed projectId,
        uint32 vendorOffer,
        uint32 installerOffer,
        uint32 managerOffer,
        uint40 goal,
        uint32 deadline
    );
    /// @param offerId the offer at fault, 0 where it is the demand or the sum
    event MatchSkipped(uint256 indexed demandId, Team team, Mismatch reason, uint256 offerId);

    event Funded(uint256 indexed projectId, address indexed funder, uint256 amount);
    event GoalReached(uint256 indexed projectId, uint32 deadline);
    event Expired(uint256 indexed projectId);
    event Refunded(uint256 indexed projectId, address indexed holder, uint256 shares, uint256 amount);

    /// @param stage the state entered
    event Confirmed(uint256 indexed projectId, address indexed by, State stage, uint32 windowEnd);
    event Commissioned(uint256 indexed projectId, bytes32 te4Hash);
    event Released(uint256 indexed projectId, address indexed payee, uint256 amount);
    event Operating(uint256 indexed projectId);

    event DisputeBacked(uint256 indexed projectId, address indexed holder, uint256 backing, bytes32 reasonHash);
    event Disputed(uint256 indexed projectId, address indexed by, State stage, bytes32 reasonHash);
    event Resumed(uint256 indexed projectId, State stage, uint32 deadline);
    event Cancelled(uint256 indexed projectId, State stage, uint256 refundable);

    event Rated(uint256 indexed projectId, address indexed rater, address indexed rated, int8 score);
    event DebtorMarked(address indexed account, bool inDebt);

    event FeeSet(uint16 feeBps);
    event TreasurySet(address treasury);
    event EligibilitySet(address eligibility);
    event ClassOpened(uint8 sizeClass, uint24 capacityWp);
    event ClassClosed(uint8 sizeClass);
    event RegionsSet(uint16 regions);
    event Paused(address by);
    event Unpaused(address by);

    /* ERRORS */

    error MarketPaused();
    error InDebt(address account);
    error ClassNotOpen(uint8 sizeClass);
    error RegionsNotOpen(uint16 asked, uint16 open);
    error ZeroPrice();
    error ReserveTooHigh(uint16 reserveBps, uint16 maximum);
    error NotYours(uint256 id, address owner);
    error WrongState(uint256 projectId, State state);
    error OfferIsWithdrawn(uint256 offerId);
    error TeamRefused(uint256 demandId, Mismatch reason, uint256 offerId);

    error OnlyOwnerFunds(uint256 projectId, address owner);
    error NotEligible(address account, uint256 projectId);
    error ZeroAmount();
    error DeadlinePassed(uint256 projectId, uint256 deadline);
    error DeadlineAhead(uint256 projectId, uint256 deadline);
    error NothingToRefund(uint256 projectId, address holder);

    error NotParty(uint256 projectId, address account);
    error NotBacked(uint256 projectId);
    error AlreadyDisputed(uint256 projectId, address account, State stage);
    error AlreadyRated(uint256 projectId, Party from, Party to);
    error OnlyOwnerRated(uint256 projectId);
    error SelfRating(address account);
    error BadScore(int8 score);

    error OnlyEnergy(address caller);
    error FeeTooHigh(uint16 feeBps, uint16 maximum);
    error BadClass(uint8 sizeClass, uint24 capacityWp);
    error BadRegion(uint8 region);
    error ZeroAddress();

    /* ADMINISTRATION */

    /// @notice Sets the fee of demands posted or changed from now on. Operator only.
    /// @param feeBps basis points of the three prices' sum, at most 1,000
    function setFee(uint16 feeBps) external;

    /// @notice Sets who receives the fees released from now on. Operator only.
    function setTreasury(address treasury) external;

    /// @notice Sets the contract that decides who may fund crowdfunded projects; zero opens them to all. Operator only.
    function setEligibility(address eligibility) external;

    /// @notice Opens a class for new demands and offers. Operator only.
    /// @param capacityWp watts peak; a class opened before keeps its capacity, which projects rely on
    function openClass(uint8 sizeClass, uint24 capacityWp) external;

    /// @notice Closes a class for new demands and offers; what is posted stays. Operator only.
    function closeClass(uint8 sizeClass) external;

    /// @notice Sets the regions open for new demands and offers; what is posted stays. Operator only.
    function setRegions(uint16 regions) external;

    /// @notice Stops posting, matching and funding. Guardian only. Nothing that lets money out is ever stopped.
    function pause() external;

    /// @notice Ends a pause. Guardian only.
    function unpause() external;

    /* REGISTRY */

    /// @notice Posts a demand. Anyone without debts, while not paused.
    /// @param maxPrice pesos the owner would pay at most, fee included
    /// @param energyPrice pesos per kWh the owner promises for what it will use itself; a project that its owner pays
    /// directly owes nothing for it
    /// @param crowdfunded whether financiers pay, or the owner itself
    function postDemand(uint8 sizeClass, uint8 region, uint40 maxPrice, uint16 energyPrice, bool crowdfunded)
        external
        returns (uint256 demandId);

    /// @notice Changes an open demand, as if posted anew: it takes the fee of today. Its owner only, without debts, while
    /// not paused.
    function updateDemand(
        uint256 demandId,
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded
    ) external;

    /// @notice As `postDemand`, with terms.
    function postDemandWithTerms(
        uint8 sizeClass,
        uint8 region,
        uint40 maxPrice,
        uint16 energyPrice,
        bool crowdfunded,
        Terms calldata itsTerms
    ) external returns (uint256 demandId);

    /// @notice Sets the terms of an open demand. Its owner only, while not paused. Once matched, they never change.
    /// @param itsTerms with at most 3,000 basis points of reserve
    function setTerms(uint256 demandId, Terms calldata itsTerms) external;

    /// @notice Withdraws an open demand for good. Its owner only, paused or not.
    function withdrawDemand(uint256 demandId) external;

    /// @notice Posts an offer. Anyone, while not paused.
    /// @param price pesos per project, above 0
    /// @param stock how many projects it can serve
    function postOffer(Role role, uint8 sizeClass, uint16 regions, uint40 price, uint16 stock)
        external
        returns (uint256 offerId);

    /// @notice Changes an offer for the matches to come. Its supplier only, while not paused.
    /// @dev A stock of 0 lasts until a project expires and gives its unit back; `withdrawOffer` is for good.
    function updateOffer(uint256 offerId, uint16 regions, uint40 price, uint16 stock) external;

    /// @notice Withdraws an offer for good; its matched projects go on. Its supplier only, paused or not.
    function withdrawOffer(uint256 offerId) external;

    /* MATCHING */

    /// @notice Matches demands with teams. Keeper only, while not paused. A team that does not hold is skipped with an event.
    /// @return matched how many were matched
    function matchBatch(Team[] calldata teams) external returns (uint256 matched);

    /// @notice Matches the caller's own demand with a team it picks, at the prices that the offers have by then: the maximum
    /// price is the owner's protection. The demand's owner only, while not paused.
    function matchOwn(Team calldata team) external;

    /* FUNDING */

    /// @notice Pays into a project that is being funded, cut to what is missing, and mints a share per peso to the caller.
    /// The owner only, or anyone eligible if it is crowdfunded; nobody in debt; until the deadline; while not paused.
    /// @param amount pesos offered at most; needs the token's allowance
    /// @return paid pesos taken
    function fund(uint256 projectId, uint256 amount) external returns (uint256 paid);

    /// @notice As `fund`, with the token's ERC-2612 permit for `amount` instead of an allowance given before.
    /// @dev A permit that somebody else has already spent is no failure if the allowance it gave is there.
    function fundWithPermit(uint256 projectId, uint256 amount, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s)
        external
        returns (uint256 paid);

    /// @notice Closes a project that was not funded in time: its stock goes back to the offers and its shares can be
    /// refunded. Anyone.
    function expire(uint256 projectId) external;

    /// @notice Burns the caller's shares of an expired or cancelled project and pays for them: in full if expired; if
    /// cancelled, its part of what the escrow still held, rounded down. The holder only, paused or not.
    /// @return amount pesos paid
    function refund(uint256 projectId) external returns (uint256 amount);

    /* ESCROW */

    /// @notice The installer confirms that the equipment arrived. The vendor's money may be released after the window.
    function confirmDelivery(uint256 projectId) external;

    /// @notice The manager confirms the installation. The installer's money may be released after the window.
    function confirmInstallation(uint256 projectId) external;

    /// @notice The cooperative connected the meter. The manager's money and the fee may be released after the window.
    /// @dev EnergySales only, which checks the cooperative.
    /// @param te4Hash hash of the TE-4 registration of the installation
    function commission(uint256 projectId, bytes32 te4Hash) external;

    /// @notice Pays what the last confirmation earned, once its challenge window has passed. Anyone, paused or not.
    function release(uint256 projectId) external;

    /// @notice Cancels a project whose awaited step is late, or whose dispute the arbiter left undecided for 30 days.
    /// Anyone, paused or not.
    function cancel(uint256 projectId) external;

    /* DISPUTES */

    /// @notice Freezes the escrow of a project in building: at once if the caller is its owner or of its team, else once
    /// the holders who called have a tenth of its shares. Each account once per stage; within the window if one runs.
    /// @param reasonHash hash of the document that states the reason
    function dispute(uint256 projectId, bytes32 reasonHash) external;

    /// @notice Freezes the escrow of a project for holders who asked and are less than a tenth. Arbiter only, and only at a
    /// stage that a holder has backed by `dispute`.
    /// @dev Whoever takes nine tenths of a project's shares must not silence the rest.
    function uphold(uint256 projectId, bytes32 reasonHash) external;

    /// @notice Ends a dispute: building goes on where it stood, with a fresh deadline or window, or is cancelled.
    /// Arbiter only.
    function resolve(uint256 projectId, bool proceed) external;

    /* REPUTATION */

    /// @notice Rates another party of an ended project (operating, expired or cancelled), once. The party itself only.
    /// @dev An expired project was never paid, so it says something of its owner only: else anyone could match itself with
    /// suppliers that it wants to harm, and rate them for nothing.
    /// @param from the party that the caller is
    /// @param score -1, 0 or 1
    function rate(uint256 projectId, Party from, Party to, int8 score) external;

    /// @notice Notes that an account began or ceased to owe for energy. EnergySales only.
    function markDebtor(address account, bool inDebt) external;

    /* VIEWS */

    function project(uint256 projectId) external view returns (Project memory);
    function terms(uint256 projectId) external view returns (Terms memory);
    function offer(uint256 offerId) external view returns (Offer memory);
    function record(address account) external view returns (Record memory);
    function settings() external view returns (Settings memory);
    function halt(uint256 projectId) external view returns (Halt memory);
    function treasury() external view returns (address);
    function eligibility() external view returns (address);

    /// @notice Watts peak of a class; 0 if it was never opened.
    function classCapacity(uint8 sizeClass) external view returns (uint24 capacityWp);

    /// @notice The account of a party; zero before the match for all but the owner.
    function partyOf(uint256 projectId, Party party) external view returns (address);

    /// @notice Pesos to be paid in: the three prices and the fee, which is rounded down; 0 before the match.
    function goal(uint256 projectId) external view returns (uint256);

    /// @notice Pesos that the escrow holds for a project and owes to its suppliers, the treasury or its holders.
    function escrowed(uint256 projectId) external view returns (uint256);

    function hasRated(uint256 projectId, Party from, Party to) external view returns (bool);
}
