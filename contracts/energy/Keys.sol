// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EnergyState} from "./EnergyState.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Meters' keys, and what they sign
/// @dev OpenZeppelin's `SignatureChecker` would do, but for three things that a batch of strangers' readings needs: the stored
/// form of a key is one word; a key of an account, by far the most, costs no look at whether it has code; and whoever is
/// asked about a signature gets a limited amount of gas, so that no meter can use up a whole batch's.
abstract contract Keys is EnergyState {
    uint256 private constant ACCOUNT_LENGTH = 20;
    /// @dev For an account or a verifier to judge one signature. P-256 without a precompile takes half of it.
    uint256 private constant JUDGES_GAS = 500_000;

    /// @dev The form in which a key is stored: the account, or the hash of any other key, shortened to an address.
    function _short(bytes memory key) internal pure returns (address) {
        return key.length == ACCOUNT_LENGTH ? address(bytes20(key)) : address(uint160(uint256(keccak256(key))));
    }

    /// @dev Whether a key could ever sign: an account, or a verifier that is there and a key for it.
    function _isKey(bytes calldata key) internal view returns (bool) {
        if (key.length == ACCOUNT_LENGTH) return bytes20(key) != 0;
        return key.length > ACCOUNT_LENGTH && key.length <= type(uint8).max && address(bytes20(key)).code.length > 0;
    }

    /// @return signed whether the key signed, and `signer` who did if it was another account; else 0
    function _isSignedBy(address key, uint256 keyLength, bytes32 digest, bytes calldata signature)
        internal
        view
        returns (bool signed, address signer)
    {
        if (keyLength > ACCOUNT_LENGTH) return (_isVerified(key, keyLength, digest, signature), address(0));
        (signer,,) = ECDSA.tryRecoverCalldata(digest, signature);
        signed = signer == key || (key.code.length > 0 && _agrees(key, _question1271(digest, signature)));
    }

    /// @dev The signature brings the key, which is stored as its hash only.
    function _isVerified(address key, uint256 keyLength, bytes32 digest, bytes calldata signature)
        private
        view
        returns (bool)
    {
        if (signature.length < keyLength) return false;
        bytes calldata fullKey = signature[:keyLength];
        if (_short(fullKey) != key) return false;
        return _agrees(
            address(bytes20(fullKey)),
            abi.encodeCall(IERC7913SignatureVerifier.verify, (fullKey[ACCOUNT_LENGTH:], digest, signature[keyLength:]))
        );
    }

    function _question1271(bytes32 digest, bytes calldata signature) private pure returns (bytes memory) {
        return abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
    }

    /// @dev Both standards say yes by returning the selector of the function that was asked.
    function _agrees(address judge, bytes memory question) private view returns (bool) {
        (bool success, bytes memory answer) = judge.staticcall{gas: JUDGES_GAS}(question);
        return success && answer.length >= 32 && bytes32(answer) == bytes32(bytes4(question));
    }
}
