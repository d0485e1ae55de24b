// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICLPToken} from "../../../contracts/interfaces/ICLPToken.sol";
import {UpgradeMoves} from "./UpgradeMoves.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Pesos: deposited, withdrawn, passed on
abstract contract BankMoves is UpgradeMoves {
    uint256 internal minted; // pesos
    uint256 internal redeemed; // pesos
    /// @dev Pesos in the bank, as far as is known: last published, less what was redeemed since.
    uint256 internal banked;
    uint256 internal highestReserve; // pesos, ever published
    /// @dev What the supply was when the attestor published less, and may be until it publishes more: pesos.
    uint256 internal shortSupply;
    uint256 internal depositCount;

    function mint(uint256 who, uint256 to, uint256 amount, uint256 depositRef) external {
        address caller = _mostly(issuer, who);
        uint256 supply = minted - redeemed;
        uint256 free = banked > supply ? banked - supply : 0;
        amount = _onceIn(8, amount, "all") ? free : _bound(amount, 0, free + free / 6);
        // A reference that was used before, once in a while.
        uint256 used = _onceIn(8, depositRef, "used") ? 1 : 0;
        address receiver = _anyone(to);
        bool allowed = caller == issuer && amount > 0 && amount <= free && used == 0 && _agrees(receiver);
        if (allowed && amount == free) ++happened["a mint up to the reserve"];
        _mint(allowed, caller, receiver, amount, used == 1 ? 1 : depositCount + 1);
    }

    function _mint(bool allowed, address who, address to, uint256 amount, uint256 depositRef) internal {
        bytes memory data = abi.encodeCall(ICLPToken.mint, (to, amount, bytes32(depositRef)));
        if (allowed) {
            depositCount = depositRef;
            minted += amount;
            _earn(to, amount);
        }
        _try(allowed, who, address(token), data);
    }

    function publishReserve(uint256 who, uint256 amount) external {
        uint256 supply = token.totalSupply();
        // Mostly more than there is, for new deposits; at times less.
        uint256 least = _onceIn(4, amount, "short") ? supply / 2 : supply;
        _publishReserve(_mostly(attestor, who), _bound(amount, least, supply * 5 / 4));
    }

    function _publishReserve(address who, uint256 reserve) internal {
        bytes memory data = abi.encodeCall(ICLPToken.publishReserve, (reserve, bytes32(reserve)));
        if (!_try(who == attestor, who, address(token), data)) return;
        banked = reserve;
        if (reserve > highestReserve) highestReserve = reserve;
        shortSupply = reserve < token.totalSupply() ? token.totalSupply() : 0;
        if (shortSupply > 0) ++happened["a reserve below the supply"];
    }

    function redeem(uint256 who, uint256 amount) external {
        address caller = _anyone(who);
        // Seldom all: who has nothing left can do little.
        uint256 most = _onceIn(16, amount, "all") ? purse[caller] : purse[caller] / 16;
        amount = _bound(amount, 0, most);
        _redeem(caller, _onceIn(8, amount, "more") ? purse[caller] + 1 : amount);
    }

    function _redeem(address who, uint256 amount) internal {
        bool allowed = amount > 0 && amount <= purse[who] && _agrees(who);
        bytes memory data = abi.encodeCall(ICLPToken.redeem, (amount, bytes32(redeemed)));
        if (allowed) {
            _begin(who);
            _spend(amount);
            redeemed += amount;
            banked -= _min(amount, banked);
        }
        _try(allowed, who, address(token), data);
    }

    /// @notice Tokens to another account, or by mistake to a contract, where they must count for nothing.
    function passTokens(uint256 who, uint256 to, uint256 amount) external {
        address caller = _anyone(who);
        amount = _bound(amount, 0, purse[caller] / 16);
        address[3] memory vaults = [address(market), address(shares), address(energy)];
        bool mistaken = _onceIn(4, to, "mistake");
        address receiver = mistaken ? vaults[to % 3] : _anyone(to);
        bool allowed = _agrees(caller) && _agrees(receiver);
        if (allowed) {
            _begin(caller);
            _spend(amount);
            if (mistaken) donated[receiver] += amount;
            else _earn(receiver, amount);
        }
        _try(allowed, caller, address(token), abi.encodeCall(IERC20.transfer, (receiver, amount)));
    }
}
