// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Sales of energy: cooperatives, meters, signed readings, bills
/// @notice A meter signs its cumulative registers; anyone may bring a reading here; the owner is billed for the energy it
/// used itself and the cooperative for the energy it received, and what they pay goes to the holders of the project's shares.
/// @dev Units: energy in Wh since the meter was made, capacity in watts peak, prices in pesos per kWh, money in whole pesos,
/// times in seconds since 1970. A bill is the difference of two cumulative amounts, each rounded down, so that it does
/// not matter how many readings a period is cut into. Billing months are civil months in UTC, counted from January 1970 as 0.
///
/// A meter's key is an ERC-7913 signer: 20 bytes are an account (a secp256k1 key, or a smart account by EIP-1271); more are
/// a verifier contract's address and the key that it knows how to check (P-256: 20 + 64 bytes).
///
/// Trusted: the operator names cooperatives, a cooperative names the meter's key, the key signs true registers. Nothing is
/// trusted of whoever brings a reading. Bounded: a reading never bills more than the plant's capacity, day and night, with
/// the tolerance; the UF, by `IUFIndex`; a cooperative's corrections of a month, by a share of the plant's capacity.
interface IEnergySales {
    /* TYPES */

    enum MeterStatus {
        None,
        Commissioned, // or restored, or replaced: with the next reading the marketplace is asked whether the project operates
        Operating,
        Suspended,
        Retired
    }

    /// @notice Why a reading was refused.
    enum Refusal {
        None,
        NoMeter,
        NotOperating,
        Retired,
        Suspended,
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
        uint48 generatedWh; // cumulative, as the meter shows it
        uint48 exportedWh; // cumulative, as the meter shows it
        uint40 time;
        bytes signature; // of an account: r, s, v, or what its EIP-1271 takes; of any other key: the key in full, then its signature
    }

    /// @notice A project's meter: what was counted so far and, cached when it was commissioned, all that billing needs.
    struct Meter {
        // slot 0
        uint48 generatedWh; // counted for the project since its first meter, all its meters together
        uint48 exportedWh;
        uint40 time; // of the last reading, of commissioning or of replacement
        uint24 capacityWp;
        uint16 energyPrice; // pesos per kWh, the owner's; of the commissioning if it is indexed
        uint24 cooperativeId;
        uint32 baseUf; // UF at commissioning, in hundredths of a peso; 0 if the owner's price is not indexed
        bool ownerPays; // false where the owner paid for the project itself, and would only owe itself
        bool credited; // the cooperative has a credit to use up
        MeterStatus status;
        // slot 1
        address key; // an account; or the last 20 bytes of the keccak hash of any other key
        uint8 keyLength; // bytes; 20 for an account
        int40 carriedGeneratedWh; // what is counted less what this meter shows: what the meters before it had counted
        int40 carriedExportedWh;
        // slot 2
        address owner;
        uint40 since; // seconds; from when the energy is its cooperative's to pay
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
    event Paused(address by);
    event Unpaused(address by);

    /// @param baseUf hundredths of a peso; 0 if the owner's price is not indexed
    event MeterCommissioned(
        uint256 indexed projectId,
        uint256 indexed cooperativeId,
        bytes key,
        uint48 generatedWh,
        uint48 exportedWh,
        uint32 baseUf
    );
    /// @param by the owner or the cooperative
    event MeterSuspended(uint256 indexed projectId, address indexed by, bytes32 reasonHash);
    event MeterRestored(uint256 indexed projectId);
    /// @param generatedWh and exportedWh: what the new meter shows, at which what was counted so far is carried on
    event MeterReplaced(uint256 indexed projectId, bytes key, uint48 generatedWh, uint48 exportedWh);
    event MeterRetired(uint256 indexed projectId);
    event ProjectOffered(uint256 indexed projectId, uint256 indexed cooperativeId);
    event ProjectMoved(uint256 indexed projectId, uint256 indexed cooperativeId);

    /// @param generatedWh and exportedWh: counted for the project so far
    /// @param ownerBill pesos for the energy that the owner used itself
    /// @param cooperativeBill pesos for the energy exported, before any credit
    /// @param paid pesos of both bills, less the credit used, that prepaid balances covered; the rest is debt
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

    /// @param month the billing month; `amount` pesos added to the cooperative's bill of it, or taken off
    event Corrected(
        uint256 indexed projectId, uint256 indexed cooperativeId, uint16 month, int256 amount, bytes32 documentHash
    );
    /// @param amount pesos of the cooperative's credit that a bill, or a correction upwards, used up
    event CreditUsed(uint256 indexed projectId, uint256 indexed cooperativeId, uint256 amount);

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
    error BadMeterKey(bytes key);
    error MeterKeyInUse(bytes key);
    error AccountIsMeter(address account);
    error UFNotPublished();
    error EnergyPaused();
    error RegistersInverted(uint48 generatedWh, uint48 exportedWh);
    error RegisterTooHigh(uint48 generatedWh, uint48 maximum);
    error NoMeter(uint256 projectId);
    error WrongMeterStatus(uint256 projectId, MeterStatus status);
    error NotSuspender(uint256 projectId, address account);
    error NotItsCooperative(uint256 projectId, address account);
    error ProjectNotOperating(uint256 projectId);
    error MonthNotOpen(uint16 month, uint256 first, uint256 last);
    error CorrectionTooLarge(uint256 projectId, uint16 month, uint256 amount, uint256 left);
    error ToleranceOutOfBounds(uint16 toleranceBps);
    error ZeroAmount();
    error ZeroAddress();
    error InsufficientPrepaid(address account, uint256 prepaid, uint256 asked);
    error NoDebt(uint256 projectId, address debtor);

    /// @param value and limit: FromFuture, NotNewer: its time, and now or the last reading's; WentBack: its register (generated or
    /// exported Wh) and the last one, both as the meter shows them; ExportedMoreThanGenerated: Wh exported and generated since the
    /// last reading; BeyondCapacity: Wh generated since, and at most possible; BadSignature: who signed (0 if that
    /// cannot be told), and the meter's key; NotOperating: the project's state, and Operating; NoMeter, Retired, Suspended: 0 and 0
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
    /// @dev If the demand's terms index the owner's price, the UF of this moment becomes its base.
    /// @param key the meter's, as an ERC-7913 signer; not the owner's account, nor a cooperative's, nor used before, unless by a
    /// project that was cancelled
    /// @param generatedWh and exportedWh: the registers at this moment, at most 2^38, from which billing counts
    /// @param te4Hash hash of the TE-4 registration
    function commission(uint256 projectId, bytes calldata key, uint48 generatedWh, uint48 exportedWh, bytes32 te4Hash)
        external;

    /// @notice Stops a meter's readings until the arbiter restores or replaces it. Its project's owner or cooperative only.
    /// No energy is lost meanwhile, for registers are cumulative; but all of it is billed at the price of the first reading that counts
    /// again. An arbiter who minds an announced price restores before it holds, and brings the waiting readings with the same transaction.
    /// @param reasonHash hash of the document that states the reason
    function suspendMeter(uint256 projectId, bytes32 reasonHash) external;

    /// @notice Lets a suspended meter's readings count again, with all energy since the last one. Arbiter only.
    function restoreMeter(uint256 projectId) external;

    /// @notice Puts another meter in the place of a project's, suspended or not. What was counted so far is carried on; what the old
    /// meter counted after its last reading is lost. Arbiter only.
    /// @param key as in `commission`
    /// @param generatedWh and exportedWh: what the new meter shows at this moment
    function replaceMeter(uint256 projectId, bytes calldata key, uint48 generatedWh, uint48 exportedWh) external;

    /// @notice Ends a project's readings for good. Arbiter only.
    function retireMeter(uint256 projectId) external;

    /// @notice Offers a project to another cooperative, until that takes it. Arbiter only. A later offer replaces it; one to the
    /// cooperative that has the project takes it back.
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
    /// @dev A signature that a contract has to judge (P-256, EIP-1271) gets 500,000 gas at most; where a transaction has less left,
    /// a good one may be skipped as `BadSignature`, and be brought again.
    /// @return accepted how many were taken
    function reportBatch(Reading[] calldata readings) external returns (uint256 accepted);

    /// @notice Whether a key, an ERC-7913 signer in bytes, signed a digest.
    function isSigned(bytes calldata key, bytes32 digest, bytes calldata signature) external view returns (bool);

    /// @notice The digest that a meter signs.
    function readingDigest(uint256 projectId, uint48 generatedWh, uint48 exportedWh, uint40 time)
        external
        view
        returns (bytes32);

    /* CORRECTIONS */

    /// @notice Corrects what the caller was billed for a month. The cooperative of a project that operates only, while not
    /// paused, within twelve months and since it has served the project. What it overpaid becomes a credit, of which each of its next
    /// bills for this project uses up to a quarter of the bill: nothing that holders have earned is ever taken back. What it underpaid
    /// uses up its credit first; the rest is billed at once.
    /// @dev A month's corrections, up and down together, are at most 3 % of what the plant could generate at full power
    /// in 730 hours, at the lower of the cooperative's price of today and the one that it was registered with.
    /// @param month months since January 1970; it must have ended
    /// @param amount pesos to add to the bill, negative to take off
    /// @param documentHash hash of the document that explains it
    function correct(uint256 projectId, uint16 month, int256 amount, bytes32 documentHash) external;

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
    function cooperativeCount() external view returns (uint24);
    /// @notice Its number, 0 if the account is no cooperative.
    function cooperativeIdOf(address account) external view returns (uint256);
    /// @notice Pesos per kWh that a cooperative pays for readings of a time, past or to come.
    function priceAt(uint256 cooperativeId, uint256 time) external view returns (uint256);
    function accountOf(address account) external view returns (Account memory);
    /// @notice Pesos that `debtor` owes to the holders of a project's shares.
    function debtOf(uint256 projectId, address debtor) external view returns (uint256);
    /// @notice Pesos that a cooperative's next bills for a project will be reduced by.
    function creditOf(uint256 projectId, uint256 cooperativeId) external view returns (uint256);
    /// @notice Pesos by which a month's bill of a project has been corrected, up and down together.
    function correctedOf(uint256 projectId, uint256 month) external view returns (uint256);
    function toleranceBps() external view returns (uint16);
    function paused() external view returns (bool);
}
