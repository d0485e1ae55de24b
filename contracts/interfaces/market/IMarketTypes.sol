// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What the marketplace keeps of demands, projects, offers and accounts
/// @dev Part of `IMarketplace`, which says the units and what is trusted.
interface IMarketTypes {
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
        OverMaximum,
        PriceRisen
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
        Role role;
        uint8 sizeClass;
        uint16 regions; // a bit each
        uint40 price; // pesos
        uint16 stock; // projects it can still serve
        bool withdrawn;
    }

    /// @notice A demand and the three offers that would serve it, at what whoever matches them saw that they cost.
    struct Team {
        uint32 demandId;
        uint32 vendorOffer;
        uint32 installerOffer;
        uint32 managerOffer;
        uint40 maxGoal; // pesos; the most that the match may cost its payers, three prices and fee
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
}
