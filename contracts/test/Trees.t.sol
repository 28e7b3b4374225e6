// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EmptyNodes} from "../src/libraries/EmptyNodes.sol";
import {MemberTrees} from "../src/libraries/MemberTrees.sol";
import {NoteTree} from "../src/libraries/NoteTree.sol";
import {Poseidon2} from "../src/libraries/Poseidon2.sol";
import {Poseidon2Hasher} from "../src/verifiers/Poseidon2Hasher.sol";
import {PlainTree} from "./support/PlainTree.sol";

contract TreesTest {
    using NoteTree for NoteTree.Frontier;
    using MemberTrees for MemberTrees.Trees;

    Poseidon2Hasher private immutable hasher = new Poseidon2Hasher();
    NoteTree.Frontier private tree;
    MemberTrees.Trees private members;

    function test_Nodes_over_empty_leaves_are_the_table_of_the_protocol() external view {
        uint256 node = PlainTree.EMPTY;
        for (uint256 height = 0; height < 16; ++height) {
            require(EmptyNodes.nodeAt(height) == node, "node");
            require(height != 8 || node == EmptyNodes.MEMBER_ROOT, "members");
            node = hasher.node([node, node, node, node]);
        }
        require(node == EmptyNodes.NOTE_ROOT, "notes");
        require(tree.rootOf(hasher, 0) == EmptyNodes.NOTE_ROOT && members.rootOf(7) == EmptyNodes.MEMBER_ROOT, "roots");
    }

    // 85 leaves: past the boundaries of the first three levels.
    function test_The_note_tree_has_the_root_of_its_leaves_after_each_of_them() external {
        uint256[] memory all = new uint256[](85);
        for (uint256 count = 0; count < all.length; ++count) {
            all[count] = _element(count);
            tree.append(hasher, count, all[count]);
            require(tree.rootOf(hasher, count + 1) == PlainTree.rootOf(hasher, _first(all, count + 1), 16), "root");
        }
    }

    function testFuzz_The_note_tree_has_the_root_of_any_number_of_leaves(uint16 number, uint256 seed) external {
        uint256[] memory all = new uint256[](number % 300);
        for (uint256 i = 0; i < all.length; ++i) {
            all[i] = uint256(keccak256(abi.encode(seed, i))) % Poseidon2.R;
            tree.append(hasher, i, all[i]);
        }
        require(tree.rootOf(hasher, all.length) == PlainTree.rootOf(hasher, all, 16), "root");
    }

    // The last leaf completes a node at every level; the root stands behind them.
    function test_The_last_leaf_of_the_note_tree_completes_it() external {
        for (uint256 place = 0; place < 48; ++place) {
            tree.nodes[place] = _element(place);
        }
        uint256 node = _element(48);
        tree.append(hasher, NoteTree.CAPACITY - 1, node);
        for (uint256 place = 0; place < 48; place += 3) {
            node = hasher.node([_element(place), _element(place + 1), _element(place + 2), node]);
        }
        require(tree.rootOf(hasher, NoteTree.CAPACITY) == node, "root");
    }

    // "MEMBER" and the number of elements in the capacity, and the epoch above them: docs/protocol.md, sections 4 and 5.
    function test_The_leaf_of_a_member_has_its_epoch_in_the_capacity() external view {
        uint256 capacity = (uint256(uint64(bytes8(hex"004d454d42455200")))) + (3 << 64) + (uint256(9) << 96);
        uint256 expected = hasher.permute([uint256(1), 2, 3, capacity])[0];
        require(MemberTrees.leafOf(hasher, 9, 1, 2, 3) == expected, "leaf");
        require(MemberTrees.leafOf(hasher, 8, 1, 2, 3) != expected, "epoch");
    }

    function testFuzz_The_member_tree_has_the_root_of_its_leaves(uint16[8] memory indices, uint8 removed, uint32 epoch) external {
        uint256[] memory all = new uint256[](512);
        for (uint256 i = 0; i < all.length; ++i) {
            all[i] = PlainTree.EMPTY;
        }
        uint256 root;
        for (uint256 i = 0; i < 8; ++i) {
            uint16 index = indices[i] % 512;
            uint256 leaf = removed & (1 << i) == 0 ? _element(i) : 0;
            all[index] = leaf == 0 ? PlainTree.EMPTY : leaf;
            root = members.set(hasher, epoch, index, leaf);
        }
        require(root == PlainTree.rootOf(hasher, all, 8) && members.rootOf(epoch) == root, "root");
        unchecked {
            require(members.rootOf(epoch + 1) == EmptyNodes.MEMBER_ROOT, "another epoch's tree");
        }
    }

    // The highest index of all: its path is the last child at every level.
    function test_The_last_member_is_the_last_child_everywhere() external {
        uint256 node = _element(1);
        uint256 root = members.set(hasher, 1, type(uint16).max, node);
        for (uint256 height = 0; height < 8; ++height) {
            uint256 empty = EmptyNodes.nodeAt(height);
            node = hasher.node([empty, empty, empty, node]);
        }
        require(root == node, "root");
    }

    function _first(uint256[] memory all, uint256 count) private pure returns (uint256[] memory some) {
        some = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            some[i] = all[i];
        }
    }

    function _element(uint256 seed) private pure returns (uint256 element) {
        return uint256(keccak256(abi.encode("leaf", seed))) % Poseidon2.R;
    }
}
