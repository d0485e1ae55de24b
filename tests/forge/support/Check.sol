// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

// Checks that fail with what was compared. `subject` is the project, offer or account that it is about.

error Unequal(string what, uint256 subject, uint256 actual, uint256 expected);
error Above(string what, uint256 subject, uint256 actual, uint256 limit);

function equal(string memory what, uint256 subject, uint256 actual, uint256 expected) pure {
    require(actual == expected, Unequal(what, subject, actual, expected));
}

function same(string memory what, uint256 subject, bool actual, bool expected) pure {
    require(actual == expected, Unequal(what, subject, actual ? 1 : 0, expected ? 1 : 0));
}

function same(string memory what, uint256 subject, bytes memory actual, bytes memory expected) pure {
    bytes32 actualHash = keccak256(actual);
    bytes32 expectedHash = keccak256(expected);
    require(actualHash == expectedHash, Unequal(what, subject, uint256(actualHash), uint256(expectedHash)));
}

function atMost(string memory what, uint256 subject, uint256 actual, uint256 limit) pure {
    require(actual <= limit, Above(what, subject, actual, limit));
}

function toSubject(address account) pure returns (uint256) {
    return uint256(uint160(account));
}
