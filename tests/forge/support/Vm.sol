// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The few of Forge's cheatcodes that these tests use
interface Vm {
    function addr(uint256 key) external pure returns (address);
    function assume(bool condition) external pure;
    function getBlockTimestamp() external view returns (uint256);
    function label(address account, string calldata name) external;
    function pauseGasMetering() external;
    function prank(address caller) external;
    function publicKeyP256(uint256 key) external pure returns (uint256 x, uint256 y);
    function revertToState(uint256 snapshot) external returns (bool);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function signP256(uint256 key, bytes32 digest) external pure returns (bytes32 r, bytes32 s);
    function snapshotState() external returns (uint256 snapshot);
    function store(address account, bytes32 slot, bytes32 value) external;
    function warp(uint256 time) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @dev Not `block.timestamp`: the optimizer takes that for constant within a call, and `warp` changes it.
function timeNow() view returns (uint256) {
    return vm.getBlockTimestamp();
}
