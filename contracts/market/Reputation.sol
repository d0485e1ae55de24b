// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IReputation} from "../interfaces/market/IReputation.sol";
import {MarketState} from "./MarketState.sol";

/// @title What parties say of each other, and what an account owes
abstract contract Reputation is MarketState {
    uint256 private constant PARTIES = 4;

    /// @inheritdoc IReputation
    function rate(uint256 projectId, Party from, Party to, int8 score) external {
        Project memory p = _projects[projectId];
        // slither-disable-next-line incorrect-equality: an enum
        require(
            p.state == State.Operating || p.state == State.Expired || p.state == State.Cancelled,
            WrongState(projectId, p.state)
        );
        require(p.state != State.Expired || to == Party.Owner, OnlyOwnerRated(projectId));
        require(score >= -1 && score <= 1, BadScore(score));
        address rater = _msgSender();
        require(rater == _party(p, from), NotParty(projectId, rater));
        address rated = _party(p, to);
        require(rated != rater, SelfRating(rated));
        uint256 pair = _pair(from, to);
        require(_rated[projectId] & pair == 0, AlreadyRated(projectId, from, to));

        _rated[projectId] |= pair;
        Record storage r = _records[rated];
        if (score > 0) ++r.positive;
        else if (score < 0) ++r.negative;
        else ++r.neutral;
        emit Rated(projectId, rater, rated, score);
    }

    /// @inheritdoc IReputation
    function markDebtor(address account, bool inDebt) external onlyEnergy {
        _records[account].inDebt = inDebt;
        emit DebtorMarked(account, inDebt);
    }

    /// @inheritdoc IReputation
    function hasRated(uint256 projectId, Party from, Party to) external view returns (bool) {
        return _rated[projectId] & _pair(from, to) != 0;
    }

    function _pair(Party from, Party to) private pure returns (uint256) {
        return uint256(1) << (uint256(from) * PARTIES + uint256(to));
    }
}
