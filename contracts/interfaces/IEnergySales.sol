// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Sales of energy: cooperatives, meters, signed readings, bills
/// @notice A meter signs its cumulative registers; anyone may bring a reading here; the owner is billed for the energy it
/// used itself and the cooperative for the energy it received, and what they pay goes to the holders of the project's shares.
/// @dev Units: energy in Wh since the meter was made, capacity in watts peak, prices in pesos per kWh, money in whole pesos,
/// times in seconds since 1970. A bill is the difference of two cumulative amounts, each rounded down, so that it does
/// not matter how many readings a period is cut into.
///
/// Trusted: the operator names cooperatives, a cooperative names the meter's key, the key signs true registers. Nothing is
/// trusted of whoever brings a reading. Bounded: a reading never bills more than the plant's capacity, day and night, with the tolerance.
interface IEnergySales {
    /* TYPES */

    enum MeterStatus {
        None,
        Commissioned,
        Operating,
        Retired
    }

    /// @notice Why a reading was refused.
    enum Refusal {
        None,
        NoMeter,
        NotOperating,
        Retired,
        FromFuture,
        NotNewer,
        WentBack,
        ExportedMoreThanGenerated,
        BeyondCapacity,
        BadSignature
    }

    /// @notice A reading as the meter signs it (EIP-712), with its signature.
    /// @dev Typed data: `Reading(uint256 project,uint48 generatedWh,uint48 exportedWh,uint40 time)` in the domain
    /// {name: "Antu EnergySales", version: "1", chainId, verifyingContract: this proxy}.
    struct Reading {
        uint32 projectId;
        uint48 generatedWh; // cumulative
        uint48 exportedWh; // cumulative
        uint40 time;
        bytes signature; // r, s, v
    }

    /// @notice A project's meter: its last registers and, cached when it was commissioned, all that billing needs.
    struct Meter {
        // slot 0
        uint48 generatedWh;
        uint48 exportedWh;
        uint40 time; // of the last reading, or of commissioning
        uint24 capacityWp;
        uint16 energyPrice; // pesos per kWh, the owner's
        uint32 cooperativeId;
        bool ownerPays; // false where the owner paid for the project itself, and would only owe itself
        MeterStatus status;
        // slot 1
        address key;
        // slot 2
        address owner;
    }

    /// @notice A cooperative, in one slot.
    struct Cooperative {
        address account;
        uint16 regions; // a bit each; where it may commission
        uint16 price; // pesos per kWh injected, as last announced
        uint40 priceFrom; // seconds; before it, the prices announced earlier hold
    }

    /// @notice What an account has prepaid and what it owes, in pesos.
    struct Account {
        uint64 prepaid;
        uint64 owed; // to all projects together
    }

    /* EVENTS */

    event CooperativeRegistered(uint256 indexed cooperativeId, address indexed account, uint16 regions, uint16 price);
    event CooperativeRegionsSet(uint256 indexed cooperativeId, uint16 regions);
    event PriceAnnounced(uint256 indexed cooperativeId, uint16 price, uint40 from);
    event ToleranceSet(uint16 toleranceBps);

    event MeterCommissioned(
        uint256 indexed projectId, uint256 indexed cooperativeId, address key, uint48 generatedWh, uint48 exportedWh
    );
    event MeterRetired(uint256 indexed projectId);
    event ProjectOffered(uint256 indexed projectId, uint256 indexed cooperativeId);
    event ProjectMoved(uint256 indexed projectId, uint256 indexed cooperativeId);

    /// @param ownerBill pesos for the energy that the owner used itself
    /// @param cooperativeBill pesos for the energy exported
    /// @param paid pesos of both bills that prepaid balances covered; the rest is debt
    event ReadingAccepted(
        uint256 indexed projectId,
        uint48 generatedWh,
        uint48 exportedWh,
        uint40 time,
        uint256 ownerBill,
        uint256 cooperativeBill,
        uint256 paid
    );
    /// @param value what the reading said and `limit` what it broke; their meaning is given with `ReadingRefused`
    event ReadingSkipped(uint256 indexed projectId, Refusal reason, uint256 value, uint256 limit);

    event Deposited(address indexed account, uint256 amount);
    event Withdrawn(address indexed account, uint256 amount);
    event DebtIncurred(uint256 indexed projectId, address indexed debtor, uint256 amount);
    event DebtSettled(uint256 indexed projectId, address indexed debtor, address indexed payer, uint256 amount);

    /* ERRORS */

    error NotCooperative(address account);
    error AlreadyCooperative(address account);
    error RegionNotServed(uint256 cooperativeId, uint8 region);
    error UnknownCooperative(uint256 cooperativeId);
    error AnnouncementPending(uint40 from);
    error NotOffered(uint256 projectId, uint256 cooperativeId);
    error BadMeterKey(address key);
    error MeterKeyInUse(address key);
    error RegistersInverted(uint48 generatedWh, uint48 exportedWh);
    error NoMeter(uint256 projectId);
    error AlreadyRetired(uint256 projectId);
    error ToleranceOutOfBounds(uint16 toleranceBps);
    error ZeroAmount();
    error ZeroAddress();
    error InsufficientPrepaid(address account, uint256 prepaid, uint256 asked);
    error NoDebt(uint256 projectId, address debtor);

    /// @param value and limit: FromFuture, NotNewer: its time, and now or the last reading's; WentBack: its register (generated or
    /// exported Wh) and the last one; ExportedMoreThanGenerated: Wh exported and generated since the last
    /// reading; BeyondCapacity: Wh generated since, and at most possible; BadSignature: who signed, and the
    /// meter's key; NotOperating: the project's state, and Operating; NoMeter, Retired: 0 and 0
    error ReadingRefused(uint256 projectId, Refusal reason, uint256 value, uint256 limit);

    /* COOPERATIVES */

    /// @notice Registers a cooperative. Operator only.
    /// @param price pesos per kWh injected, from now on
    function registerCooperative(address account, uint16 regions, uint16 price) external returns (uint256 cooperativeId);

    /// @notice Sets where a cooperative may commission meters from now on. Operator only.
    function setCooperativeRegions(uint256 cooperativeId, uint16 regions) external;

    /// @notice Announces the caller's next price, which holds for readings from 30 days later. A cooperative only.
    /// An announcement must hold before the next one is made.
    /// @dev All prices are kept for good, so that a reading that comes late is billed at the price of its own time. All
    /// energy since the reading before is billed at that price: whoever minds brings a reading before a change.
    function announcePrice(uint16 price) external;

    /* METERS */

    /// @notice Connects a project's meter: its team has ended the work, and the escrow's last release may follow.
    /// A cooperative of the project's region only.
    /// @param key the meter's address; not the owner's, nor a cooperative's, nor used by another project that was not cancelled
    /// @param generatedWh and exportedWh: the registers at this moment, from which billing counts
    /// @param te4Hash hash of the TE-4 registration
    function commission(uint256 projectId, address key, uint48 generatedWh, uint48 exportedWh, bytes32 te4Hash) external;

    /// @notice Ends a project's readings for good. Arbiter only.
    function retireMeter(uint256 projectId) external;

    /// @notice Offers a project to another cooperative. Arbiter only. A later offer replaces it.
    function moveProject(uint256 projectId, uint256 cooperativeId) external;

    /// @notice Takes over a project that the arbiter offered: the caller pays for all energy since the last reading; debts
    /// stay with the one that made them. That cooperative only, and only in its regions: nobody pays without a call of its own.
    function acceptProject(uint256 projectId) external;

    /// @notice Sets how much of its capacity a plant may generate, averaged since the last reading. Operator only.
    /// @param toleranceBps basis points of capacity times time, 5,000 to 15,000
    function setTolerance(uint16 toleranceBps) external;

    /* READINGS */

    /// @notice Takes a reading, bills it and pays the revenue. Anyone, while not paused.
    function report(Reading calldata reading) external;

    /// @notice As `report` for many; a reading that is refused is skipped with an event.
    /// @return accepted how many were taken
    function reportBatch(Reading[] calldata readings) external returns (uint256 accepted);

    /// @notice The digest that a meter signs.
    function readingDigest(uint256 projectId, uint48 generatedWh, uint48 exportedWh, uint40 time)
        external
        view
        returns (bytes32);

    /* BALANCES */

    /// @notice Adds to the caller's prepaid balance. While not paused. Debts are settled by `settle`, not by this.
    function deposit(uint256 amount) external;

    /// @notice As `deposit`, with the token's ERC-2612 permit instead of an allowance given before.
    function depositWithPermit(uint256 amount, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s) external;

    /// @notice Takes from the caller's prepaid balance. Never paused.
    function withdraw(uint256 amount) external;

    /// @notice Pays a debt to a project, whole or in part, with the caller's money. Anyone; never paused.
    /// @param amount pesos offered at most
    /// @return paid pesos taken: at most the debt
    function settle(uint256 projectId, address debtor, uint256 amount) external returns (uint256 paid);

    /// @notice Stops readings and deposits. Guardian only.
    function pause() external;

    /// @notice Ends a pause. Guardian only.
    function unpause() external;

    /* VIEWS */

    function meter(uint256 projectId) external view returns (Meter memory);
    function cooperative(uint256 cooperativeId) external view returns (Cooperative memory);
    function cooperativeCount() external view returns (uint32);
    /// @notice Its number, 0 if the account is no cooperative.
    function cooperativeIdOf(address account) external view returns (uint256);
    /// @notice Pesos per kWh that a cooperative pays for readings of a time, past or to come.
    function priceAt(uint256 cooperativeId, uint256 time) external view returns (uint256);
    function accountOf(address account) external view returns (Account memory);
    /// @notice Pesos that `debtor` owes to the holders of a project's shares.
    function debtOf(uint256 projectId, address debtor) external view returns (uint256);
    function toleranceBps() external view returns (uint16);
}
