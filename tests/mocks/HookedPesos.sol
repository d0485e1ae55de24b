// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CLPToken} from "contracts/CLPToken.sol";

interface IHooked {
    function onPesos() external;
}

/// @title Pesos that call whoever asked for it before they leave, and after they have come, as ERC-777 does
/// @dev Its storage begins with CLPToken's, so that its code may take the place of a CLPToken's.
contract HookedPesos is CLPToken {
    mapping(address account => bool) private _hooked;

    constructor(address authority) CLPToken(authority) {}

    function hook(address account) external {
        _hooked[account] = true;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (_hooked[from]) IHooked(from).onPesos();
        super._update(from, to, amount);
        if (_hooked[from]) IHooked(from).onPesos();
        if (_hooked[to]) IHooked(to).onPesos();
    }
}
