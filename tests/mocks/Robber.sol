// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @title An account that, whenever it is asked anything, first tries to get more
contract Robber is IERC1271 {
    struct Call {
        address target;
        bytes data;
    }

    /// @dev How often it calls itself back within a call.
    uint256 private constant DEPTH = 2;

    Call[] private _calls;
    uint256 private _depth;
    uint256 public tried;

    function prepare(Call[] calldata calls) external {
        delete _calls;
        for (uint256 i; i < calls.length; ++i) {
            _calls.push(calls[i]);
        }
    }

    /// @notice Asked by pesos that leave or come: tries all it has prepared.
    function onPesos() external {
        if (_depth == DEPTH) return;
        ++_depth;
        for (uint256 i; i < _calls.length; ++i) {
            ++tried;
            (bool done,) = _calls[i].target.call(_calls[i].data);
            done; // either way it goes on
        }
        --_depth;
    }

    /// @notice Asked whether it signed: it did, if all it has prepared was refused. So its answer says that all was tried.
    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        for (uint256 i; i < _calls.length; ++i) {
            (bool done,) = _calls[i].target.staticcall(_calls[i].data);
            if (done) return 0xffffffff;
        }
        return IERC1271.isValidSignature.selector;
    }
}
