// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IUFIndex} from "./interfaces/IUFIndex.sol";
import {Months} from "./libraries/Months.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title The UF, month by month
contract UFIndex is IUFIndex, AccessManaged {
    using Checkpoints for Checkpoints.Trace208;

    uint256 private constant BPS = 10_000;
    uint16 private constant DEFAULT_MAX_CHANGE_BPS = 300;
    uint16 private constant LEAST_MAX_CHANGE_BPS = 50;
    uint16 private constant MOST_MAX_CHANGE_BPS = 1000;
    /// @dev How many months without a value widen the bound of the next: else leaving them out would buy a jump of any size.
    uint256 private constant MOST_MONTHS = 12;

    Latest private _latest;
    /// @dev Every value, by its month.
    Checkpoints.Trace208 private _values;

    constructor(address authority) AccessManaged(authority) {
        _setMaxChange(DEFAULT_MAX_CHANGE_BPS);
    }

    /// @inheritdoc IUFIndex
    function publish(uint16 month, uint32 value) external restricted {
        require(value > 0, ZeroValue());
        uint256 next = Months.containing(block.timestamp) + 1;
        require(month <= next, MonthAhead(month, next));
        Latest memory last = _latest;
        if (last.value > 0) {
            require(month > last.month, MonthNotNext(month, last.month));
            uint256 months = Math.min(month - last.month, MOST_MONTHS);
            uint256 change = last.value * months * last.maxChangeBps / BPS;
            uint256 least = change < last.value ? last.value - change : 0;
            uint256 most = last.value + change;
            require(value >= least && value <= most, ChangeTooLarge(value, least, most));
        }
        _latest.month = month;
        _latest.value = value;
        // slither-disable-next-line unused-return: it is `last.value`, and `value`
        _values.push(month, value);
        emit UFPublished(month, value);
    }

    /// @inheritdoc IUFIndex
    function setMaxChange(uint16 maxChangeBps) external restricted {
        _setMaxChange(maxChangeBps);
    }

    function _setMaxChange(uint16 maxChangeBps) private {
        require(
            maxChangeBps >= LEAST_MAX_CHANGE_BPS && maxChangeBps <= MOST_MAX_CHANGE_BPS,
            MaxChangeOutOfBounds(maxChangeBps)
        );
        _latest.maxChangeBps = maxChangeBps;
        emit MaxChangeSet(maxChangeBps);
    }

    /// @inheritdoc IUFIndex
    function valueAt(uint256 time) external view returns (uint32 value) {
        uint256 month = Months.containing(time);
        // Most ask for the present; only the past needs the history.
        if (month >= _latest.month) return _latest.value;
        return uint32(_values.upperLookup(uint48(month))); // before the last month, a uint16; of a uint32
    }

    /// @inheritdoc IUFIndex
    function latest() external view returns (Latest memory) {
        return _latest;
    }
}
