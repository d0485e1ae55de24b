// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICLPToken} from "../interfaces/ICLPToken.sol";
import {IBalances} from "../interfaces/energy/IBalances.sol";
import {EnergyState} from "./EnergyState.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Prepaid balances, and debts where they ran out
abstract contract Balances is EnergyState {
    using SafeCast for uint256;
    using SafeERC20 for ICLPToken;

    /* PREPAID */

    /// @inheritdoc IBalances
    function deposit(uint256 amount) external {
        _deposit(amount);
    }

    /// @inheritdoc IBalances
    function depositWithPermit(uint256 amount, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s) external {
        // Anyone can spend a permit seen in the mempool; what counts is whether the allowance is there, below.
        try TOKEN.permit(_msgSender(), address(this), amount, permitDeadline, v, r, s) {} catch {}
        _deposit(amount);
    }

    function _deposit(uint256 amount) private nonReentrant whenNotPaused {
        require(amount > 0, ZeroAmount());
        address account = _msgSender();
        _accounts[account].prepaid += amount.toUint64();
        emit Deposited(account, amount);
        TOKEN.safeTransferFrom(account, address(this), amount);
    }

    /// @inheritdoc IBalances
    function withdraw(uint256 amount) external nonReentrant {
        require(amount > 0, ZeroAmount());
        address account = _msgSender();
        uint256 prepaid = _accounts[account].prepaid;
        require(amount <= prepaid, InsufficientPrepaid(account, prepaid, amount));
        _accounts[account].prepaid = uint64(prepaid - amount);
        emit Withdrawn(account, amount);
        TOKEN.safeTransfer(account, amount);
    }

    /* DEBTS */

    /// @inheritdoc IBalances
    function settle(uint256 projectId, address debtor, uint256 amount) external nonReentrant returns (uint256 paid) {
        uint256 debt = debtOf[projectId][debtor];
        require(debt > 0, NoDebt(projectId, debtor));
        require(amount > 0, ZeroAmount());
        paid = amount < debt ? amount : debt;
        debtOf[projectId][debtor] = debt - paid;
        uint64 owed = _accounts[debtor].owed - uint64(paid); // at most the debt, itself part of what is owed
        _accounts[debtor].owed = owed;
        address payer = _msgSender();
        emit DebtSettled(projectId, debtor, payer, paid);

        TOKEN.safeTransferFrom(payer, address(this), paid);
        _payIn(projectId, paid);
        if (owed == 0) MARKET.markDebtor(debtor, false);
    }

    /// @dev Bills an account: from its prepaid balance as far as it goes, the rest becomes a debt to the project.
    /// @return paid pesos taken from the balance, which the caller must pay into the project
    function _charge(uint256 projectId, address debtor, uint256 bill) internal returns (uint256 paid) {
        // slither-disable-next-line incorrect-equality: no bill, no work; every other amount is compared with <=
        if (bill == 0) return 0;
        Account storage a = _accounts[debtor];
        uint256 prepaid = a.prepaid;
        if (bill <= prepaid) {
            a.prepaid = uint64(prepaid - bill);
            return bill;
        }
        a.prepaid = 0;
        _owe(projectId, debtor, bill - prepaid);
        return prepaid;
    }

    function _owe(uint256 projectId, address debtor, uint256 amount) private {
        debtOf[projectId][debtor] += amount;
        uint256 owed = _accounts[debtor].owed;
        _accounts[debtor].owed = (owed + amount).toUint64();
        emit DebtIncurred(projectId, debtor, amount);
        // slither-disable-next-line incorrect-equality: whether this is the only debt
        if (owed == 0) MARKET.markDebtor(debtor, true);
    }

    /// @dev Uses a cooperative's credit up, as far as it goes.
    /// @return used pesos, at most `most`
    function _useCredit(uint256 projectId, uint256 cooperativeId, uint256 most) internal returns (uint256 used) {
        uint256 credit = creditOf[projectId][cooperativeId];
        used = most < credit ? most : credit;
        if (used > 0) {
            creditOf[projectId][cooperativeId] = credit - used;
            emit CreditUsed(projectId, cooperativeId, used);
        }
    }

    /// @inheritdoc IBalances
    function accountOf(address account) external view returns (Account memory) {
        return _accounts[account];
    }
}
