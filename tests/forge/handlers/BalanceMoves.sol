// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBalances} from "../../../contracts/interfaces/energy/IBalances.sol";
import {equal} from "../support/Check.sol";
import {ReserveMoves} from "./ReserveMoves.sol";

/// @title Prepaid balances and debts for energy
abstract contract BalanceMoves is ReserveMoves {
    function deposit(uint256 who, uint256 amount, uint256 how) external {
        address caller = _onceIn(2, who, "cooperative") ? _one(cooperatives, who) : _anyone(who);
        _deposit(caller, _bound(amount, 0, _onceIn(2, who, "large") ? 1e9 : 1000), _onceIn(2, how, "permit"), how);
    }

    function _deposit(address who, uint256 amount, bool withPermit, uint256 seed) internal {
        bool allowed =
            amount > 0 && amount <= purse[who] && !_isEnergyPaused() && _agrees(who) && _isFree(address(energy));
        bytes memory data = abi.encodeCall(IBalances.deposit, (amount));
        if (withPermit) {
            (uint256 deadline, uint8 v, bytes32 r, bytes32 s) = _signPermit(who, address(energy), amount, seed);
            data = abi.encodeCall(IBalances.depositWithPermit, (amount, deadline, v, r, s));
        } else {
            _approve(who, address(energy), amount);
        }
        if (allowed) {
            _begin(who);
            _spend(amount);
            prepaid[who] += amount;
        }
        _try(allowed, who, address(energy), data);
    }

    function withdraw(uint256 who, uint256 amount) external {
        address caller = _anyone(who);
        for (uint256 i; prepaid[caller] == 0 && i < people.length; ++i) {
            caller = people[i];
        }
        _withdraw(caller, _bound(amount, 0, prepaid[caller] + prepaid[caller] / 6));
    }

    function _withdraw(address who, uint256 amount) internal {
        bool allowed = amount > 0 && amount <= prepaid[who] && _agrees(who) && _isFree(address(energy));
        if (allowed) {
            _earn(who, amount);
            prepaid[who] -= amount;
        }
        _try(allowed, who, address(energy), abi.encodeCall(IBalances.withdraw, (amount)));
    }

    function settle(uint256 who, uint256 which, uint256 whose, uint256 amount) external {
        (uint256 id, address debtor) =
            _onceIn(8, which, "any debt") ? (_anyProject(which), _anyone(whose)) : _drawDebt(which, whose);
        if (id == 0) return;
        uint256 debt = debts[id][debtor];
        _settle(_anyone(who), id, debtor, _bound(amount, 0, debt + debt / 2));
    }

    function _settle(address payer, uint256 id, address debtor, uint256 amount) internal {
        uint256 paid = _min(amount, debts[id][debtor]);
        _approve(payer, address(energy), paid);
        bool allowed = paid > 0 && paid <= purse[payer] && _agrees(payer) && _isFree(address(energy));
        if (allowed) {
            _begin(payer);
            _spend(paid);
            debts[id][debtor] -= paid;
        }
        bytes memory data = abi.encodeCall(IBalances.settle, (id, debtor, amount));
        (bool done, bytes memory result) = _attempt(allowed, payer, address(energy), data);
        if (!done) return;
        equal("pesos of a settlement", id, abi.decode(result, (uint256)), paid);
        // What it pays is shared out when it is there.
        stories[id].settled += paid;
        _distribute(id, paid);
        records[debtor].inDebt = _owed(debtor) > 0;
        if (payer != debtor) ++happened["a debt settled by another"];
        if (debts[id][debtor] > 0) ++happened["a debt settled in part"];
        else if (!records[debtor].inDebt) ++happened["a debtor no longer"];
    }

    /// @dev A project and one who owes to it.
    function _drawDebt(uint256 which, uint256 whose) private view returns (uint256 id, address debtor) {
        for (uint256 i; i < people.length; ++i) {
            debtor = people[(whose % people.length + i) % people.length];
            id = _findFit(which, debtor, _owes);
            if (id != 0) return (id, debtor);
        }
    }

    function _owes(uint256 id, address debtor) internal view returns (bool) {
        return debts[id][debtor] > 0;
    }

    /// @dev Bills an account: first from what it prepaid, the rest becomes a debt to the project.
    function _bill(uint256 id, address account, uint256 amount) internal returns (uint256 paid) {
        paid = _min(amount, prepaid[account]);
        prepaid[account] -= paid;
        debts[id][account] += amount - paid;
        stories[id].billed += amount;
        stories[id].billsPaid += paid;
        if (amount == paid) return paid;
        records[account].inDebt = true;
        if (account == meters[id].owner) ++happened["a debt of an owner"];
        else ++happened["a debt of a cooperative"];
    }
}
