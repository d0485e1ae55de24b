// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Marketplace} from "../../../../contracts/Marketplace.sol";
import {ICLPToken} from "../../../../contracts/interfaces/ICLPToken.sol";
import {IProjectShares} from "../../../../contracts/interfaces/IProjectShares.sol";
import {svm} from "../../support/Svm.sol";
import {vm} from "../../support/Vm.sol";
import {Anything, EverybodysAuthority} from "./Stubs.sol";

/// @title The marketplace as it is deployed, with anything at all in its storage
/// @dev Any project in any state, any offers, records and settings. Everybody has every role.
abstract contract AnyMarket {
    /// @dev Where OpenZeppelin's AccessManaged keeps the authority (ERC-7201).
    bytes32 private constant AUTHORITY_SLOT = 0xf3177357ab46d8af007ab3fdb9af81da189e1068fefdc0073dca88a2cab40a00;
    /// @dev Calls come in person; what the forwarder brings differs in who acts only.
    address internal constant FORWARDER = address(0xF0);

    Marketplace internal market;

    function _deploy(address token, address shares, address forwarder) internal {
        market = new Marketplace(ICLPToken(token), IProjectShares(shares), address(new Anything()), forwarder);
        svm.enableSymbolicStorage(address(market));
        address authority = address(new EverybodysAuthority());
        vm.store(address(market), AUTHORITY_SLOT, bytes32(uint256(uint160(authority))));
        require(market.authority() == authority);
        market.setEligibility(address(new Anything()));
    }
}
