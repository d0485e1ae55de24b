// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICorrections} from "../interfaces/energy/ICorrections.sol";
import {IMarketTypes} from "../interfaces/market/IMarketTypes.sol";
import {Months} from "../libraries/Months.sol";
import {Balances} from "./Balances.sol";
import {Cooperatives} from "./Cooperatives.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title A cooperative's corrections of its own past bills
abstract contract Corrections is Cooperatives, Balances {
    uint256 private constant MONTHS_OPEN = 12;
    uint256 private constant MONTH_HOURS = 730;
    /// @dev Of full power, all month. A plant in Chile generates 10 to 21 % of that.
    uint256 private constant CAP_BPS = 300;

    /// @inheritdoc ICorrections
    function correct(uint256 projectId, uint16 month, int256 amount, bytes32 documentHash)
        external
        nonReentrant
        whenNotPaused
    {
        Meter storage m = _meters[projectId];
        uint256 cooperativeId = m.cooperativeId;
        require(_msgSender() == _cooperatives[cooperativeId].account, NotItsCooperative(projectId, _msgSender()));
        require(amount != 0, ZeroAmount());
        // Before it operates it may still be cancelled, and a debt to it could never be settled.
        require(MARKET.project(projectId).state == IMarketTypes.State.Operating, ProjectNotOperating(projectId));
        _requireOpen(month, m.since);
        uint256 pesos = amount > 0 ? uint256(amount) : uint256(-(amount + 1)) + 1; // the smallest int has no opposite
        _count(projectId, month, pesos, m.capacityWp, cooperativeId);
        uint256 paid = 0;
        if (amount < 0) {
            creditOf[projectId][cooperativeId] += pesos;
            m.credited = true;
        } else {
            if (m.credited) {
                pesos -= _useCredit(projectId, cooperativeId, pesos);
                m.credited = creditOf[projectId][cooperativeId] > 0;
            }
            paid = _charge(projectId, _msgSender(), pesos);
        }
        emit Corrected(projectId, cooperativeId, month, amount, paid, documentHash);
        if (paid > 0) _payIn(projectId, paid);
    }

    /// @dev Months in which the cooperative was billed for the project, ended, and not long ago.
    function _requireOpen(uint16 month, uint256 since) private view {
        uint256 current = Months.containing(block.timestamp);
        uint256 first = Months.containing(since);
        if (first + MONTHS_OPEN < current) first = current - MONTHS_OPEN;
        require(month >= first && month < current, MonthNotOpen(month, first, current - 1));
    }

    /// @dev Counts a correction against what its month may still be corrected by.
    function _count(uint256 projectId, uint256 month, uint256 pesos, uint256 capacityWp, uint256 cooperativeId)
        private
    {
        // Not at a price that the cooperative announced for the purpose: at most at the one that the operator registered.
        uint256 price = Math.min(
            _priceAt(cooperativeId, _cooperatives[cooperativeId], block.timestamp), _pricesFrom[cooperativeId][0]
        );
        uint256 most = capacityWp * MONTH_HOURS * CAP_BPS * price / (BPS * WH_PER_KWH);
        uint256 corrected = correctedOf[projectId][month];
        uint256 left = corrected < most ? most - corrected : 0; // a price may have fallen since
        require(pesos <= left, CorrectionTooLarge(projectId, uint16(month), pesos, left));
        correctedOf[projectId][month] = corrected + pesos;
    }
}
