// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The few of Forge's cheatcodes that these tests use
interface Vm {
    function accesses(address account) external returns (bytes32[] memory reads, bytes32[] memory writes);
    function addr(uint256 key) external pure returns (address);
    function assume(bool condition) external pure;
    function etch(address account, bytes calldata code) external;
    function getBlockTimestamp() external view returns (uint256);
    function label(address account, string calldata name) external;
    function prank(address caller) external;
    function publicKeyP256(uint256 key) external pure returns (uint256 x, uint256 y);
    function record() external;
    function revertToState(uint256 snapshot) external returns (bool);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function signP256(uint256 key, bytes32 digest) external pure returns (bytes32 r, bytes32 s);
    function snapshotState() external returns (uint256 snapshot);
    function stopRecord() external;
    function store(address account, bytes32 slot, bytes32 value) external;
    function toString(bytes calldata value) external pure returns (string memory);
    function warp(uint256 time) external;
    function writeFile(string calldata path, string calldata data) external;
    function writeLine(string calldata path, string calldata data) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @dev Not `block.timestamp`: the optimizer takes that for constant within a call, and `warp` changes it.
function timeNow() view returns (uint256) {
    return vm.getBlockTimestamp();
}
