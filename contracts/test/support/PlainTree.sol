// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPoseidon2} from "../../src/interfaces/IPoseidon2.sol";

/// @title The root of a tree computed from its leaves alone, level by level, as the definition says
library PlainTree {
    uint256 internal constant EMPTY = 0x5f8e17c3bfdd18b71dc720f1a7daf7737db3dc4de1a00679bb370438e3bb8fef;

    /// @notice The root over leaves from position 0 on; all other leaves are empty.
    function rootOf(IPoseidon2 hasher, uint256[] memory leaves, uint256 depth) internal view returns (uint256 root) {
        uint256 empty = EMPTY;
        uint256[] memory nodes = leaves;
        for (uint256 level = 0; level < depth; ++level) {
            uint256[] memory parents = new uint256[]((nodes.length + 3) / 4);
            for (uint256 i = 0; i < parents.length; ++i) {
                uint256[4] memory children = [empty, empty, empty, empty];
                for (uint256 j = 0; j < 4 && 4 * i + j < nodes.length; ++j) {
                    children[j] = nodes[4 * i + j];
                }
                parents[i] = hasher.node(children);
            }
            empty = hasher.node([empty, empty, empty, empty]);
            nodes = parents;
        }
        return nodes.length == 0 ? empty : nodes[0];
    }
}
