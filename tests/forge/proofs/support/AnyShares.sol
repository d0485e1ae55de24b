// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ProjectShares} from "../../../../contracts/ProjectShares.sol";
import {IEnergySales} from "../../../../contracts/interfaces/IEnergySales.sol";
import {IMarketplace} from "../../../../contracts/interfaces/IMarketplace.sol";
import {IProjectShares} from "../../../../contracts/interfaces/IProjectShares.sol";
import {assume, svm} from "../../support/Svm.sol";
import {Pesos} from "./Stubs.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The shares as they are deployed, with anything at all in their storage
/// @dev The proof is the market and the energy sales at once.
abstract contract AnyShares {
    uint256 internal constant FRACTION_BITS = 64;
    address internal constant FORWARDER = address(0xF0);

    Pesos internal pesos;
    ProjectShares internal shares;

    function _deploy() internal {
        pesos = new Pesos();
        shares = new ProjectShares(
            IERC20(address(pesos)), IMarketplace(address(this)), IEnergySales(address(this)), FORWARDER
        );
        svm.enableSymbolicStorage(address(shares));
    }

    /// @dev What a holder has earned and was not paid, in pesos * 2^64, by the meaning of the two slots. It is below 2^128 for it is
    /// part of the revenue, which fits 64 bits: see the lemmas.
    function _earned(address holder, uint256 id) internal view returns (uint256 earned) {
        IProjectShares.Position memory p = shares.position(holder, id);
        uint128 reached = shares.series(id).revenuePerShare;
        assume(p.revenuePerShare <= reached);
        // Written as the contract has it, so that a solver need not multiply to see that both are the same.
        unchecked {
            uint256 growth = reached - p.revenuePerShare;
            earned = p.earned;
            if (growth > 0) earned += shares.balanceOf(holder, id) * growth;
        }
        assume(earned < 1 << 128);
    }
}
