// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CLPToken} from "contracts/CLPToken.sol";

/// @title Pesos that some accounts cannot get, as with tokens that keep a list of the blocked
/// @dev Its storage begins with CLPToken's, so that its code may take the place of a CLPToken's.
contract PickyToken is CLPToken {
    mapping(address account => bool) public refused;

    error Refused(address account);

    constructor(address authority) CLPToken(authority) {}

    function refuse(address account, bool refuses) external {
        refused[account] = refuses;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!refused[to], Refused(to));
        super._update(from, to, amount);
    }
}
