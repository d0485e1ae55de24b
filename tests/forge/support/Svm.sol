// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {vm} from "./Vm.sol";

/// @title The few of Halmos' cheatcodes that the proofs use beside Forge's: values that stand for all values
interface Svm {
    /// @notice A call of any function of a contract that changes something, with any arguments.
    function createCalldata(string calldata contractName) external returns (bytes memory);
    function createUint256(string calldata name) external returns (uint256);
    /// @notice From now on, every slot of a contract that was not written holds anything at all.
    function enableSymbolicStorage(address account) external;
}

Svm constant svm = Svm(address(uint160(uint256(keccak256("svm cheat code")))));

/// @dev Leaves out of a proof what does not satisfy `condition`.
function assume(bool condition) pure {
    vm.assume(condition);
}
