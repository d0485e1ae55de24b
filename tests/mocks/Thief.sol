// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title What a rogue upgrader would move into a proxy: it gives pesos to whoever asks
contract Thief is UUPSUpgradeable {
    function take(IERC20 token, uint256 amount) external {
        token.transfer(msg.sender, amount);
    }

    /// @notice For one that believes it can delegate a call here: ends the contract, where a chain still does that.
    function destroy() external {
        selfdestruct(payable(msg.sender));
    }

    function _authorizeUpgrade(address) internal override {}
}
