// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC2771Forwarder} from "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title The door for those who have no ether: anybody may bring, and pay for, what an account has signed
/// @notice OpenZeppelin's ERC-2771 forwarder: requests are EIP-712 typed data with a nonce and a deadline, and name no relayer.
/// One thing is added: a contract that is somebody's wallet signs, too, by EIP-1271.
/// @dev It has no owner, no settings and no upgrade. The marketplace, the shares and the energy sales believe it alone when it says who
/// acts, so no role may ever be given to it: whatever it may do, anybody may.
///
/// A relayer has to look at a request's `to` before it pays: that contract is asked with all the gas there is whether it trusts this one.
contract Forwarder is ERC2771Forwarder {
    /// @dev To judge one signature by a wallet. P-256 takes 362,000 at most where the chain has no precompile for it.
    uint256 private constant JUDGING_GAS = 500_000;

    constructor() ERC2771Forwarder("Antu Forwarder") {}

    /// @dev The account's own key first, for it costs no look at whether the account has code. A wallet is asked in a frame of its own with
    /// limited gas: neither what a hostile one burns nor what it answers can use up the batch of others. A relayer that brings too little
    /// gas for the answer makes the request count as not signed; its nonce is not used up then.
    function _recoverForwardRequestSigner(ForwardRequestData calldata request)
        internal
        view
        override
        returns (bool isValid, address signer)
    {
        (isValid, signer) = super._recoverForwardRequestSigner(request);
        if ((isValid && signer == request.from) || request.from.code.length == 0) return (isValid, signer);
        try this.isSigned{gas: JUDGING_GAS}(request.from, _digest(request), request.signature) returns (bool yes) {
            if (yes) return (true, request.from);
        } catch {}
    }

    /// @notice Whether a wallet takes a signature of a digest for its own, by EIP-1271. Called by this contract itself.
    function isSigned(address wallet, bytes32 digest, bytes calldata signature) external view returns (bool) {
        return SignatureChecker.isValidERC1271SignatureNowCalldata(wallet, digest, signature);
    }

    /// @dev What an account signs for its next request, as `super` has it.
    function _digest(ForwardRequestData calldata request) private view returns (bytes32) {
        return _hashTypedDataV4(
            keccak256(
                abi.encode(
                    FORWARD_REQUEST_TYPEHASH,
                    request.from,
                    request.to,
                    request.value,
                    request.gas,
                    nonces(request.from),
                    request.deadline,
                    keccak256(request.data)
                )
            )
        );
    }
}
