// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Requests} from "./Requests.sol";
import {vm} from "./Vm.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A meter's account as a contract, which signs by a key that it keeps
contract SmartMeter {
    address private immutable KEY;

    constructor(address key) {
        KEY = key;
    }

    /// @dev As IERC1271 has it, but for `view`: a meter may mean harm.
    function isValidSignature(bytes32 digest, bytes calldata signature) public virtual returns (bytes4) {
        return ECDSA.recover(digest, signature) == KEY ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// @title The three kinds of keys that a meter may have, each from a secret number
/// @dev The number says the kind: of three that follow each other, one is of each.
abstract contract Signers is Requests {
    enum KeyKind {
        Account,
        P256,
        Contract
    }

    uint256 private constant N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551; // order of P-256

    mapping(uint256 secret => SmartMeter) private smartMeters;

    function _kindOf(uint256 secret) internal pure returns (KeyKind) {
        return KeyKind(secret % 3);
    }

    /// @dev The key as `IMeters.commission` takes it.
    function _keyOf(uint256 secret) internal returns (bytes memory) {
        KeyKind kind = _kindOf(secret);
        if (kind == KeyKind.P256) return _p256Key(secret);
        if (kind == KeyKind.Account) return abi.encodePacked(vm.addr(secret));
        if (address(smartMeters[secret]) == address(0)) smartMeters[secret] = _newSmartMeter(vm.addr(secret));
        return abi.encodePacked(smartMeters[secret]);
    }

    function _newSmartMeter(address key) internal virtual returns (SmartMeter) {
        return new SmartMeter(key);
    }

    /// @dev What `IEnergyTypes.Reading` must bring as the signature of a digest.
    function _signatureOf(uint256 secret, bytes32 digest) internal view returns (bytes memory) {
        if (_kindOf(secret) == KeyKind.P256) return bytes.concat(_p256Key(secret), _signP256(secret, digest));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(secret, digest);
        return abi.encodePacked(r, s, v);
    }

    function _p256Key(uint256 secret) internal view returns (bytes memory) {
        (uint256 x, uint256 y) = vm.publicKeyP256(secret);
        return abi.encodePacked(verifier, x, y);
    }

    /// @dev With the lower of the two `s` that verify, the only one that is taken.
    function _signP256(uint256 secret, bytes32 digest) internal pure returns (bytes memory) {
        (bytes32 r, bytes32 s) = vm.signP256(secret, digest);
        if (uint256(s) > N / 2) s = bytes32(N - uint256(s));
        return abi.encodePacked(r, s);
    }

    /// @dev How a key is shown and stored: `IEnergyTypes.Meter.key`.
    function _shortOf(bytes memory key) internal pure returns (address) {
        return key.length == 20 ? address(bytes20(key)) : address(uint160(uint256(keccak256(key))));
    }
}
