// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IReadings} from "../interfaces/energy/IReadings.sol";
import {EnergyState} from "./EnergyState.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title Meters' keys, and what they sign
/// @dev OpenZeppelin's `SignatureChecker` judges signatures, with two additions for batches of strangers' readings: the signature
/// of an account's own key, by far the most, costs no look at whether the account has code; and a contract that is asked gets a frame of
/// its own with limited gas, so that neither what it uses nor what it answers can use up the batch's.
abstract contract Keys is EnergyState {
    uint256 private constant ACCOUNT_LENGTH = 20;
    /// @dev To judge one signature by a contract. P-256 takes 362,000 at most where the chain has no precompile for it.
    uint256 private constant JUDGING_GAS = 500_000;

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
        if (keyLength == ACCOUNT_LENGTH) {
            // slither-disable-next-line unused-return: after an error the signer is 0, which is no key
            (signer,,) = ECDSA.tryRecoverCalldata(digest, signature);
            signed = signer == key || (key.code.length > 0 && _judge(abi.encodePacked(key), digest, signature));
        } else if (signature.length >= keyLength) {
            // The signature brings the key, which is stored as its hash only.
            bytes calldata fullKey = signature[:keyLength];
            signed = _short(fullKey) == key && _judge(fullKey, digest, signature[keyLength:]);
        }
    }

    function _judge(bytes memory key, bytes32 digest, bytes calldata signature) private view returns (bool signed) {
        try this.isSigned{gas: JUDGING_GAS}(key, digest, signature) returns (bool yes) {
            signed = yes;
        } catch {}
    }

    /// @inheritdoc IReadings
    function isSigned(bytes calldata key, bytes32 digest, bytes calldata signature) external view returns (bool) {
        return SignatureChecker.isValidSignatureNow(key, digest, signature);
    }
}
