// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEligibility} from "./interfaces/IEligibility.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @title Eligibility by a list that the operator keeps
contract AllowList is IEligibility, AccessManaged {
    mapping(address account => bool) public allowed;

    event AllowedSet(address indexed account, bool allowed);

    constructor(address authority) AccessManaged(authority) {}

    /// @notice Puts accounts on the list, or takes them off. Operator only. What they have funded stays theirs.
    function set(address[] calldata accounts, bool allow) external restricted {
        for (uint256 i; i < accounts.length; ++i) {
            allowed[accounts[i]] = allow;
            emit AllowedSet(accounts[i], allow);
        }
    }

    /// @inheritdoc IEligibility
    function mayFund(address account, uint256) external view returns (bool) {
        return allowed[account];
    }
}
