// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBalances} from "./energy/IBalances.sol";
import {ICooperatives} from "./energy/ICooperatives.sol";
import {ICorrections} from "./energy/ICorrections.sol";
import {IHandover} from "./energy/IHandover.sol";
import {IMeters} from "./energy/IMeters.sol";
import {IReadings} from "./energy/IReadings.sol";

/// @title Sales of energy: cooperatives, meters, signed readings, bills
/// @notice A meter signs its cumulative registers; anyone may bring a reading here; the owner is billed for the energy it
/// used itself and the cooperative for the energy it received, and what they pay goes to the holders of the project's shares.
/// @dev Each feature has an interface of its own in `energy/`; here is what they share.
///
/// Units: energy in Wh since the meter was made, capacity in watts peak, prices in pesos per kWh, money in whole pesos,
/// times in seconds since 1970. A bill is the difference of two cumulative amounts, each rounded down, so that it does
/// not matter how many readings a period is cut into. Billing months are civil months in UTC, counted from January 1970 as 0.
///
/// A meter's key is an ERC-7913 signer: 20 bytes are an account (a secp256k1 key, or a smart account by EIP-1271); more are
/// a verifier contract's address and the key that it knows how to check (P-256: 20 + 64 bytes).
///
/// Trusted: the operator names cooperatives, a cooperative names the meter's key, the key signs true registers. Nothing is
/// trusted of whoever brings a reading. Bounded: a reading never bills more than the plant's capacity, day and night, with
/// the tolerance; the UF, by `IUFIndex`; a cooperative's corrections of a month, by a share of the plant's capacity.
interface IEnergySales is ICooperatives, IMeters, IHandover, IReadings, ICorrections, IBalances {
    /* EVENTS */

    event Paused(address by);
    event Unpaused(address by);

    /* ERRORS OF SEVERAL FEATURES */

    error EnergyPaused();
    error ZeroAmount();

    /* FUNCTIONS */

    /// @notice Stops readings and deposits. Guardian only.
    function pause() external;

    /// @notice Ends a pause. Guardian only.
    function unpause() external;

    /* VIEWS */

    function paused() external view returns (bool);
}
