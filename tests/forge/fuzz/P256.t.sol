// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {IReadings} from "../../../contracts/interfaces/energy/IReadings.sol";
import {atMost, equal, same} from "../support/Check.sol";
import {Scenario} from "../support/Scenario.sol";
import {timeNow, vm} from "../support/Vm.sol";

/// @title Meters that sign with P-256
abstract contract P256Tests is Scenario {
    uint256 private constant ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551;
    uint256 private constant KEY_LENGTH = 84; // a verifier's address and a point

    /// @dev What it may cost to verify one signature.
    function _gasAllowed() internal pure virtual returns (uint256 least, uint256 most);

    /// @dev Whatever key and registers: what it signed counts.
    function testFuzz_report_takesP256(uint256 secret, uint32 generated) external {
        uint256 id = _operateP256(secret);
        IEnergyTypes.Reading memory reading = _read(id, generated % 1e6, 0);
        energy.report(reading);
        equal("generated", id, energy.meter(id).generatedWh, reading.generatedWh);
    }

    /// @dev A bit more or less, anywhere in the key or the signature, and it counts no more.
    function testFuzz_report_refusesAnotherBit(uint256 secret, uint256 bit) external {
        uint256 id = _operateP256(secret);
        IEnergyTypes.Reading memory reading = _read(id, 1000, 0);
        bit %= reading.signature.length * 8;
        reading.signature[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        _checkRefused(id, reading);
    }

    /// @dev Of the two signatures that are true for the same message, only the one with the lower `s` counts.
    function testFuzz_report_refusesTheHigherS(uint256 secret) external {
        uint256 id = _operateP256(secret);
        IEnergyTypes.Reading memory reading = _read(id, 1000, 0);
        uint256 s = ORDER - uint256(_wordAt(reading.signature, KEY_LENGTH + 32));
        bytes memory twin =
            bytes.concat(_slice(reading.signature, 0, KEY_LENGTH), _wordAt(reading.signature, KEY_LENGTH), bytes32(s));
        reading.signature = twin;
        _checkRefused(id, reading);
    }

    function testFuzz_report_refusesAnyOtherSignature(uint256 secret, bytes calldata signature) external {
        uint256 id = _operateP256(secret);
        IEnergyTypes.Reading memory reading = _read(id, 1000, 0);
        reading.signature = signature;
        _checkRefused(id, reading);
        reading.signature = bytes.concat(_p256Key(meterSecret), signature);
        _checkRefused(id, reading);
    }

    /// @dev Another P-256 key's signature, with that key or with the meter's in front of it.
    function testFuzz_report_refusesAnotherKey(uint256 secret, uint256 other) external {
        uint256 id = _operateP256(secret);
        IEnergyTypes.Reading memory reading = _read(id, 1000, 0);
        other = _toSecret(other);
        if (other == meterSecret) ++other;
        bytes32 digest = energy.readingDigest(id, 1000, 0, reading.time);
        reading.signature = bytes.concat(_p256Key(other), _signP256(other, digest));
        _checkRefused(id, reading);
        reading.signature = bytes.concat(_p256Key(meterSecret), _signP256(other, digest));
        _checkRefused(id, reading);
    }

    /// @dev Also that this chain has the precompile, or has it not, as it should.
    function testFuzz_verify_costsWhatItMay(uint256 secret, bytes32 digest) external view {
        secret = _toSecret(secret);
        (uint256 x, uint256 y) = vm.publicKeyP256(secret);
        bytes memory signature = _signP256(secret, digest);
        uint256 gas = gasleft();
        bytes4 answer = verifier.verify(abi.encodePacked(x, y), digest, signature);
        gas -= gasleft();
        same("verified", secret, answer == verifier.verify.selector, true);
        (uint256 least, uint256 most) = _gasAllowed();
        atMost("gas at most", secret, gas, most);
        atMost("gas at least", secret, least, gas);
    }

    /* STEPS */

    function _operateP256(uint256 secret) private returns (uint256 id) {
        meterSecret = _toSecret(secret);
        id = _operate();
        vm.warp(timeNow() + 30 days);
    }

    /// @dev A number that makes a P-256 key.
    function _toSecret(uint256 draw) private pure returns (uint256 secret) {
        secret = 1 + 3 * (draw % (ORDER / 4));
        same("kind", secret, _kindOf(secret) == KeyKind.P256, true);
    }

    function _checkRefused(uint256 id, IEnergyTypes.Reading memory reading) private {
        try energy.report(reading) {
            same("accepted", id, true, false);
        } catch (bytes memory reason) {
            bytes memory expected = abi.encodeWithSelector(
                IReadings.ReadingRefused.selector,
                id,
                IEnergyTypes.Refusal.BadSignature,
                0,
                uint256(uint160(energy.meter(id).key))
            );
            same("error", id, reason, expected);
        }
        equal("generated", id, energy.meter(id).generatedWh, 0);
    }

    function _slice(bytes memory data, uint256 from, uint256 length) private pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i; i < length; ++i) {
            part[i] = data[from + i];
        }
    }

    function _wordAt(bytes memory data, uint256 from) private pure returns (bytes32) {
        return bytes32(_slice(data, from, 32));
    }
}

/// @title A chain without the curve's precompile: Solidity verifies, within what a judge of signatures may use
contract P256InSolidityTest is P256Tests {
    function _gasAllowed() internal pure override returns (uint256 least, uint256 most) {
        return (200_000, 450_000);
    }
}

/// @title A chain with EIP-7951's precompile
/// forge-config: default.evm_version = "osaka"
contract P256ByPrecompileTest is P256Tests {
    function _gasAllowed() internal pure override returns (uint256 least, uint256 most) {
        return (6900, 20_000);
    }
}
