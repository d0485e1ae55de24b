// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ICLPToken} from "./interfaces/ICLPToken.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Chilean pesos on chain, minted against deposits and never above the reserve
contract CLPToken is ERC20, ERC20Permit, AccessManaged, ICLPToken {
    /// @inheritdoc ICLPToken
    uint256 public reserve;
    /// @inheritdoc ICLPToken
    mapping(bytes32 depositRef => bool) public depositUsed;

    constructor(address authority)
        ERC20("Peso chileno Antu", "CLPA")
        ERC20Permit("Peso chileno Antu")
        AccessManaged(authority)
    {}

    /// @inheritdoc ICLPToken
    function mint(address to, uint256 amount, bytes32 depositRef) external restricted {
        require(amount > 0, ZeroAmount());
        require(!depositUsed[depositRef], DepositUsed(depositRef));
        uint256 supply = totalSupply();
        // Neither difference nor sum can leave the range: whatever is asked is refused by name, never by a panic.
        require(
            amount <= Math.saturatingSub(reserve, supply), BeyondReserve(Math.saturatingAdd(supply, amount), reserve)
        );
        depositUsed[depositRef] = true;
        emit Minted(to, amount, depositRef);
        _mint(to, amount);
    }

    /// @inheritdoc ICLPToken
    function publishReserve(uint256 published, bytes32 documentHash) external restricted {
        reserve = published;
        emit ReservePublished(published, documentHash);
    }

    /// @inheritdoc ICLPToken
    function redeem(uint256 amount, bytes32 withdrawalRef) external {
        require(amount > 0, ZeroAmount());
        // A reserve published below the supply must not stop an exit, so it goes down to 0 at most.
        reserve = reserve > amount ? reserve - amount : 0;
        emit Redeemed(msg.sender, amount, withdrawalRef);
        _burn(msg.sender, amount);
    }

    function decimals() public pure override returns (uint8) {
        return 0;
    }

    function nonces(address owner) public view override(ERC20Permit, IERC20Permit) returns (uint256) {
        return super.nonces(owner);
    }
}
