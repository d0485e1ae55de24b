// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";

/// @title The first tenant of every proxy
/// @notice It does nothing but let the authority's admin move the real contract in. Proxies come first, so that the
/// contracts behind them can know each other's addresses as immutables, and a deployment can stop and resume anywhere.
contract Vacant is Governed {
    /// @dev Nobody has anything to sign for here.
    constructor() Governed(address(0)) {}

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
    }
}
