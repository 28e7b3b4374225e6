// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {KeeperVotes} from "../src/libraries/KeeperVotes.sol";

contract KeeperVotesTest {
    using KeeperVotes for mapping(bytes32 => uint256);

    mapping(bytes32 => uint256) private votes;

    function testFuzz_Votes_are_the_bits_that_are_set(uint256 bits) external pure {
        uint256 count = 0;
        for (uint256 i = 0; i < 256; ++i) {
            count += (bits >> i) & 1;
        }
        require(KeeperVotes.countOf(bits) == count, "count");
    }

    function test_Every_keeper_of_255_votes_once() external {
        require(KeeperVotes.countOf(0) == 0 && KeeperVotes.countOf(type(uint256).max) == 256, "none and all");
        for (uint256 position = 1; position <= 255; ++position) {
            (bool added, uint256 count) = votes.add("what", uint8(position));
            require(added && count == position, "added");
            (added, count) = votes.add("what", uint8(position));
            require(!added && count == position, "again");
        }
        (, uint256 other) = votes.add("something else", 255);
        require(other == 1, "apart");
    }
}
