// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEnergyTypes} from "../../../contracts/interfaces/energy/IEnergyTypes.sol";
import {IMeters} from "../../../contracts/interfaces/energy/IMeters.sol";
import {IEscrow} from "../../../contracts/interfaces/market/IEscrow.sol";
import {IMarketTypes} from "../../../contracts/interfaces/market/IMarketTypes.sol";
import {timeNow} from "../support/Vm.sol";
import {FundingMoves} from "./FundingMoves.sol";

/// @title Meters' keys, and the day a meter is connected
abstract contract MeterMoves is FundingMoves {
    uint256 private constant SECRETS = uint256(keccak256("meters"));

    mapping(bytes32 keyHash => uint256 projectId) private projectOfKey;
    /// @dev The secrets of a project's meters, the present one last.
    mapping(uint256 projectId => uint256[]) internal secretsOf;
    uint256 private secretCount;

    /* COMMISSIONING */

    function _commission(address who, uint256 id, uint256 how) internal {
        // Straight to the marketplace is nobody's way but the energy sales'.
        if (_onceIn(16, how, "straight")) {
            _try(false, who, address(market), abi.encodeCall(IEscrow.commission, (id, bytes32(how))));
            return;
        }
        (bytes memory key, uint256 secret) = _drawKey(id, how);
        (uint48 generated, uint48 exported) = _drawRegisters(how);
        uint256 cooperativeId = energy.cooperativeIdOf(who);
        uint256 baseUf = projects[id].crowdfunded && terms[id].followsUf ? _ufAt(timeNow()) : 0;
        bool allowed = cooperativeId != 0 && projects[id].state == IMarketTypes.State.Connecting
            && _serves(energy.cooperative(cooperativeId).regions, projects[id].region) && secret != 0 && _isFree(key)
            && exported <= generated && (baseUf > 0 || !projects[id].crowdfunded || !terms[id].followsUf);
        bytes memory data = abi.encodeCall(IMeters.commission, (id, key, generated, exported, bytes32(how)));
        if (!_try(allowed, who, address(energy), data)) return;
        IEnergyTypes.Meter storage m = meters[id];
        (m.generatedWh, m.exportedWh) = (generated, exported);
        m.capacityWp = _capacity(projects[id].sizeClass);
        m.energyPrice = projects[id].energyPrice;
        m.cooperativeId = uint24(cooperativeId);
        m.baseUf = uint32(baseUf);
        m.ownerPays = projects[id].crowdfunded;
        m.owner = projects[id].owner;
        m.since = uint40(timeNow());
        _install(id, key, secret, generated, exported);
        metersAtFirst[id] = m;
        _enterFor(id, IMarketTypes.State.Connected, CHALLENGE_WINDOW);
        _observe(id);
    }

    /// @dev What a meter that was just connected amounts to, a project's first or a later one.
    function _install(uint256 id, bytes memory key, uint256 secret, uint48 generated, uint48 exported) internal {
        if (projectOfKey[keccak256(key)] != 0) ++happened["a meter used again"];
        projectOfKey[keccak256(key)] = id;
        secretsOf[id].push(secret);
        shown[id] = Registers(generated, exported);
        IEnergyTypes.Meter storage m = meters[id];
        m.time = uint40(timeNow());
        m.status = IEnergyTypes.MeterStatus.Commissioned;
        m.key = _shortOf(key);
        m.keyLength = uint8(key.length);
        m.carriedGeneratedWh = int40(int48(m.generatedWh) - int48(generated));
        m.carriedExportedWh = int40(int48(m.exportedWh) - int48(exported));
    }

    function _drawRegisters(uint256 how) internal pure returns (uint48 generated, uint48 exported) {
        generated = uint48(_mix(how, "generated") % 1e9);
        exported = uint48(_mix(how, "exported") % (uint256(generated) * 9 / 8 + 1));
    }

    /* KEYS */

    /// @dev Mostly a key of its own or of a cancelled project; else another's, or one that no meter may have.
    /// @return key as `commission` takes it
    /// @return secret what it is made from, 0 if no meter may have it
    function _drawKey(uint256 id, uint256 how) internal returns (bytes memory key, uint256 secret) {
        uint256 kind = _mix(how, "key") % 16;
        if (kind < 2) return (_badKey(id, how), 0);
        uint256 other = kind < 4 ? _anyProject(how) : kind < 10 ? _findFit(how, address(0), _leftMeter) : 0;
        secret = other == 0 || secretsOf[other].length == 0 ? SECRETS + ++secretCount : _secretOf(other);
        return (_keyOf(secret), secret);
    }

    function _badKey(uint256 id, uint256 how) private view returns (bytes memory) {
        uint256 kind = _mix(how, "bad") % 7;
        if (kind == 0) return "";
        if (kind == 1) return new bytes(19);
        if (kind == 2) return new bytes(20);
        if (kind == 3) return abi.encodePacked(projects[id].owner);
        if (kind == 4) return abi.encodePacked(_one(cooperatives, how));
        if (kind == 5) return abi.encodePacked(address(uint160(how)), new bytes(64)); // no verifier there
        return abi.encodePacked(verifier, new bytes(236)); // a byte more than its length can say
    }

    function _secretOf(uint256 id) internal view returns (uint256) {
        return secretsOf[id][secretsOf[id].length - 1];
    }

    /// @dev A key that is or was some meter's, or will be.
    function _anySecret(uint256 seed) internal view returns (uint256) {
        return SECRETS + 1 + _mix(seed, "secret") % (secretCount + 1);
    }

    function _leftMeter(uint256 id, address) private view returns (bool) {
        return projects[id].state == IMarketTypes.State.Cancelled && secretsOf[id].length > 0;
    }

    /// @dev Whether a key was never a meter's, or last of a project that was cancelled.
    function _isFree(bytes memory key) internal view returns (bool) {
        uint256 last = projectOfKey[keccak256(key)];
        return last == 0 || projects[last].state == IMarketTypes.State.Cancelled;
    }
}
