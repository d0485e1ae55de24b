// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {System} from "./System.sol";
import {timeNow, vm} from "./Vm.sol";
import {ERC2771Forwarder} from "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol";

/// @title What accounts sign for the forwarder
abstract contract Requests is System {
    uint256 private constant REQUEST_GAS = 100_000_000; // enough for a move, and for another within it

    /// @dev An account's next request, good until this second: who calls what.
    function _signRequest(address who, address target, bytes memory data)
        internal
        view
        returns (ERC2771Forwarder.ForwardRequestData memory request)
    {
        return _signRequestFor(who, who, target, data);
    }

    /// @dev A request in an account's name that `signer` signed, the account itself or somebody who forges it.
    function _signRequestFor(address signer, address who, address target, bytes memory data)
        internal
        view
        returns (ERC2771Forwarder.ForwardRequestData memory request)
    {
        (,,, uint256 chainId,,,) = forwarder.eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Antu Forwarder"),
                keccak256("1"),
                chainId,
                address(forwarder)
            )
        );
        uint48 deadline = uint48(timeNow());
        bytes32 signed = keccak256(
            abi.encode(
                keccak256(
                    "ForwardRequest(address from,address to,uint256 value,uint256 gas,uint256 nonce,uint48 deadline,bytes data)"
                ),
                who,
                target,
                0,
                REQUEST_GAS,
                forwarder.nonces(who),
                deadline,
                keccak256(data)
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[signer], keccak256(abi.encodePacked(hex"1901", domain, signed)));
        request =
            ERC2771Forwarder.ForwardRequestData(who, target, 0, REQUEST_GAS, deadline, data, abi.encodePacked(r, s, v));
    }
}
