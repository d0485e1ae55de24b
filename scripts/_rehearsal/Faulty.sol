// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";

/// @title An implementation with a fault, for rehearsals on copies of a chain
/// @dev Put in the place of a healthy one, whose code moves to another address; that keeps its immutables, and so still takes
/// itself for the implementation, as an upgrade asks it to.
contract Faulty is Proxy {
    address private immutable HEALTHY;
    bool private immutable SILENT;
    bytes4 private immutable FIRST;
    bytes4 private immutable SECOND;
    bytes4 private immutable THIRD;

    error Broken();

    /// @param healthy where the code is that still works
    /// @param silent whether broken functions do nothing and answer 0, instead of refusing
    /// @param broken the functions that do not work, three of them; a function may be named again
    constructor(address healthy, bool silent, bytes4[3] memory broken) {
        HEALTHY = healthy;
        SILENT = silent;
        (FIRST, SECOND, THIRD) = (broken[0], broken[1], broken[2]);
    }

    function _fallback() internal override {
        if (msg.sig != FIRST && msg.sig != SECOND && msg.sig != THIRD) super._fallback();
        require(SILENT, Broken());
        assembly ("memory-safe") {
            mstore(0, 0)
            return(0, 32)
        }
    }

    function _implementation() internal view override returns (address) {
        return HEALTHY;
    }
}
