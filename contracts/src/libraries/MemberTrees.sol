// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPoseidon2} from "../interfaces/IPoseidon2.sol";
import {EmptyNodes} from "./EmptyNodes.sol";

/// @title The member trees, one for each epoch: four children a node, eight levels, the index is the path
/// @notice All nodes that differ from those of an empty tree are stored; a zero stands for an empty one.
library MemberTrees {
    uint256 internal constant DEPTH = 8;

    // "MEMBER" as a number, and three elements absorbed: docs/protocol.md, section 4.
    uint256 private constant CAPACITY = 0x004d454d42455200 + (3 << 64);

    struct Trees {
        mapping(uint256 epochLevelAndPlace => uint256 node) nodes;
    }

    /// @notice The leaf of a member in an epoch.
    function leafOf(IPoseidon2 poseidon2, uint32 epoch, uint256 owner, uint256 viewU, uint256 viewV) internal view returns (uint256 leaf) {
        return poseidon2.permute([owner, viewU, viewV, CAPACITY + (uint256(epoch) << 96)])[0];
    }

    /// @notice The root of an epoch's tree.
    function rootOf(Trees storage trees, uint32 epoch) internal view returns (uint256 root) {
        root = trees.nodes[_key(epoch, DEPTH, 0)];
        return root == 0 ? EmptyNodes.MEMBER_ROOT : root;
    }

    /// @notice Puts a leaf at an index, 0 for the empty one, and computes the eight nodes above it.
    /// @return root The tree's new root.
    function set(Trees storage trees, IPoseidon2 poseidon2, uint32 epoch, uint16 index, uint256 leaf) internal returns (uint256 root) {
        trees.nodes[_key(epoch, 0, index)] = leaf;
        root = leaf == 0 ? EmptyNodes.LEAF : leaf;
        uint256 place = index;
        uint256[4] memory children;
        for (uint256 level = 0; level < DEPTH; ++level) {
            uint256 empty = EmptyNodes.nodeAt(level);
            for (uint256 child = 0; child < 4; ++child) {
                if (child == place & 3) {
                    children[child] = root;
                } else {
                    uint256 sibling = trees.nodes[_key(epoch, level, (place & ~uint256(3)) | child)];
                    children[child] = sibling == 0 ? empty : sibling;
                }
            }
            root = poseidon2.node(children);
            place >>= 2;
            trees.nodes[_key(epoch, level + 1, place)] = root;
        }
    }

    function _key(uint32 epoch, uint256 level, uint256 place) private pure returns (uint256 key) {
        return (uint256(epoch) << 32) | (level << 16) | place;
    }
}
