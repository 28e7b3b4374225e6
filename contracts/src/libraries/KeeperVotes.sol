// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Which keepers approved what: a bit for each, under a hash of exactly what they approved
library KeeperVotes {
    /// @notice Adds a keeper's vote.
    /// @param votes Votes by the hash of what they are for.
    /// @param what The hash.
    /// @param position The keeper's position, 1 to 255.
    /// @return added False where the keeper voted before.
    /// @return count Votes with this one.
    function add(mapping(bytes32 => uint256) storage votes, bytes32 what, uint8 position) internal returns (bool added, uint256 count) {
        uint256 before = votes[what];
        uint256 vote = 1 << position;
        added = before & vote == 0;
        votes[what] = before | vote;
        count = countOf(before | vote);
    }

    /// @notice The bits that are set, added up in pairs, fours, and so on.
    function countOf(uint256 bits) internal pure returns (uint256 count) {
        unchecked {
            uint256 ones = type(uint256).max;
            bits -= (bits >> 1) & (ones / 3);
            bits = (bits & (ones / 5)) + ((bits >> 2) & (ones / 5));
            bits = (bits + (bits >> 4)) & (ones / 17);
            bits = (bits + (bits >> 8)) & (ones / 257);
            bits = (bits + (bits >> 16)) & (ones / 65537);
            bits = (bits + (bits >> 32)) & (ones / 0x100000001);
            bits = bits + (bits >> 64);
            return (bits + (bits >> 128)) & 0x1ff;
        }
    }
}
