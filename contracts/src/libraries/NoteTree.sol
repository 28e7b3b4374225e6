// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPoseidon2} from "../interfaces/IPoseidon2.sol";
import {EmptyNodes} from "./EmptyNodes.sol";

/// @title The note tree, of which the complete nodes are kept whose parents are not complete
/// @notice Four children a node, 16 levels. At each level as many nodes count as the number of leaves has in that digit to the base of four; the places after them hold old ones.
library NoteTree {
    uint256 internal constant DEPTH = 16;
    uint256 internal constant CAPACITY = 1 << 32;

    // The root of a full tree stands behind the 16 levels of three.
    struct Frontier {
        uint256[49] nodes;
    }

    /// @notice Appends a leaf.
    /// @param position Leaves so far, less than CAPACITY.
    function append(Frontier storage frontier, IPoseidon2 poseidon2, uint256 position, uint256 leaf) internal {
        uint256 node = leaf;
        for (uint256 place = 0; place < 3 * DEPTH; place += 3) {
            uint256 digit = position & 3;
            if (digit != 3) {
                frontier.nodes[place + digit] = node;
                return;
            }
            node = poseidon2.node([frontier.nodes[place], frontier.nodes[place + 1], frontier.nodes[place + 2], node]);
            position >>= 2;
        }
        frontier.nodes[3 * DEPTH] = node;
    }

    /// @notice The root over so many leaves and empty ones: up to 16 permutations.
    function rootOf(Frontier storage frontier, IPoseidon2 poseidon2, uint256 count) internal view returns (uint256 root) {
        if (count == CAPACITY) {
            return frontier.nodes[3 * DEPTH];
        }

        // The node over the leaf that comes next, and whether it is over nothing but empty leaves.
        root = EmptyNodes.LEAF;
        bool isEmpty = true;
        uint256[4] memory children;
        for (uint256 level = 0; level < DEPTH; ++level) {
            uint256 digit = count & 3;
            count >>= 2;
            isEmpty = isEmpty && digit == 0;
            if (isEmpty) {
                root = level + 1 == DEPTH ? EmptyNodes.NOTE_ROOT : EmptyNodes.nodeAt(level + 1);
                continue;
            }

            uint256 empty = EmptyNodes.nodeAt(level);
            for (uint256 child = 0; child < 4; ++child) {
                children[child] = child < digit ? frontier.nodes[3 * level + child] : child == digit ? root : empty;
            }
            root = poseidon2.node(children);
        }
    }
}
