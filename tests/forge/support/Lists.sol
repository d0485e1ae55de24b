// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @return list of one element, for calls that take many
function one(uint256 element) pure returns (uint256[] memory list) {
    list = new uint256[](1);
    list[0] = element;
}

/// @return list of one account
function one(address account) pure returns (address[] memory list) {
    list = new address[](1);
    list[0] = account;
}
