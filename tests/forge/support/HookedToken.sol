// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title A token that may refuse a receiver, or call somebody while it pays
contract HookedToken is ERC20 {
    enum Answer {
        Pays,
        Reverts,
        SaysNo, // returns false
        SaysNonsense, // returns neither yes nor no
        CallsAndReverts
    }

    struct Hook {
        Answer answer;
        address target; // called before the answer, unless zero
        bytes data;
    }

    mapping(address receiver => Hook) private hooks;

    constructor() ERC20("Hooked", "HOOK") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setHook(address receiver, Answer answer, address target, bytes memory data) external {
        hooks[receiver] = Hook(answer, target, data);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        Hook memory hook = hooks[to];
        if (hook.target != address(0)) {
            delete hooks[to].target; // once
            (bool done,) = hook.target.call(hook.data);
            require(done, "the call within failed");
        }
        if (hook.answer == Answer.Pays) return super.transfer(to, amount);
        if (hook.answer == Answer.SaysNo) return false;
        require(hook.answer == Answer.SaysNonsense, "refused");
        assembly {
            mstore(0, 2)
            return(0, 32)
        }
    }
}
