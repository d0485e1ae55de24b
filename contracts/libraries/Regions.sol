// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Sets of Chile's regions: region `r`, 1 to 16, is bit `r - 1`
library Regions {
    uint8 internal constant COUNT = 16;

    function isRegion(uint8 region) internal pure returns (bool) {
        return region >= 1 && region <= COUNT;
    }

    /// @dev The region must be one.
    function only(uint8 region) internal pure returns (uint16 set) {
        unchecked {
            return uint16(1) << (region - 1); // a region is 1 or more
        }
    }

    /// @dev The region must be one.
    function has(uint16 set, uint8 region) internal pure returns (bool) {
        unchecked {
            return (set >> (region - 1)) & 1 == 1; // a region is 1 or more
        }
    }
}
