// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Bundle, IZToken} from "../src/interfaces/IZToken.sol";
import {IZTokenErrors} from "../src/interfaces/IZTokenErrors.sol";
import {EmptyNodes} from "../src/libraries/EmptyNodes.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";
import {PlainTree} from "./support/PlainTree.sol";

contract NoteRootsTest is LedgerFixture {
    uint256[] private leaves;

    function test_The_empty_trees_root_is_accepted_from_the_start() external view {
        require(zToken.isAcceptedNoteRoot(EmptyNodes.NOTE_ROOT) && zToken.noteRoot() == EmptyNodes.NOTE_ROOT && zToken.leafCount() == 0, "empty");
    }

    function test_Payments_and_change_are_appended_in_their_order() external {
        _take(_transfer(T28));
        _take(_transfer(T81));
        _take(_transfer(T21));
        require(zToken.leafCount() == 13 && leaves.length == 13, "count");
        require(zToken.noteRoot() == PlainTree.rootOf(hasher, leaves, 16), "root");
        uint256[49] memory nodes = zToken.frontier();
        require(nodes[0] == leaves[12], "thirteen is 31 to the base of four: one leaf, three nodes above");
        require(nodes[3] == hasher.node([leaves[0], leaves[1], leaves[2], leaves[3]]), "node");
        require(nodes[5] == hasher.node([leaves[8], leaves[9], leaves[10], leaves[11]]), "node");
    }

    // The first bundle of a later block records the root, and may be under it itself.
    function test_The_root_at_the_end_of_a_block_is_sealed_by_the_next_blocks_first_bundle() external {
        _take(_transfer(T21));
        uint256 root = zToken.noteRoot();
        require(!zToken.isAcceptedNoteRoot(root), "within its block");
        vm.roll(block.number + 1);
        require(zToken.isAcceptedNoteRoot(root), "after its block");
        Bundle memory bundle = _transfer(T21);
        require(bundle.inputs[0] == root, "proven under it");
        vm.roll(block.number + 100);
        vm.expectEmit(address(zToken));
        emit IZToken.NoteRootSealed(root, 2);
        zToken.shieldedTransfer(bundle);
        require(zToken.isAcceptedNoteRoot(root), "accepted");
    }

    function test_Of_several_bundles_in_one_block_only_the_last_root_is_accepted() external {
        Bundle[3] memory bundles = [_transfer(T21), _transfer(T21), _transfer(T21)];
        uint256[3] memory roots;
        for (uint256 i = 0; i < 3; ++i) {
            zToken.shieldedTransfer(bundles[i]);
            roots[i] = zToken.noteRoot();
        }
        vm.roll(block.number + 1);
        require(!zToken.isAcceptedNoteRoot(roots[0]) && !zToken.isAcceptedNoteRoot(roots[1]) && zToken.isAcceptedNoteRoot(roots[2]), "view");
        Bundle memory bundle = _transfer(T21);
        bundle.inputs[0] = roots[1];
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownNoteRoot.selector, roots[1]));
        zToken.shieldedTransfer(bundle);
        bundle.inputs[0] = roots[2];
        zToken.shieldedTransfer(bundle);
    }

    function test_A_bundle_is_not_under_the_root_of_its_own_block() external {
        Bundle memory first = _transfer(T21);
        Bundle memory second = _transfer(T21);
        zToken.shieldedTransfer(first);
        second.inputs[0] = zToken.noteRoot();
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownNoteRoot.selector, second.inputs[0]));
        zToken.shieldedTransfer(second);
    }

    function test_A_refused_bundle_seals_nothing() external {
        _take(_transfer(T21));
        Bundle memory bundle = _transfer(T21);
        services.refuseProofs(true);
        vm.expectRevert(IZTokenErrors.WrongProof.selector);
        zToken.shieldedTransfer(bundle);
        services.refuseProofs(false);
        vm.expectEmit(address(zToken));
        emit IZToken.NoteRootSealed(bundle.inputs[0], 2);
        zToken.shieldedTransfer(bundle);
    }

    function test_The_last_256_roots_are_accepted_and_the_one_before_is_not() external {
        _take(_transfer(T21));
        Bundle memory old = _transfer(T21);
        uint256 root = old.inputs[0];
        // It is the first of 256, the last of which is to be sealed by whoever comes next.
        for (uint256 i = 1; i < 256; ++i) {
            zToken.shieldedTransfer(_transfer(T21));
        }
        vm.roll(block.number + 1);
        require(zToken.isAcceptedNoteRoot(root), "the last of 256");
        old.expiry = type(uint64).max;
        zToken.shieldedTransfer(old);
        require(zToken.isAcceptedNoteRoot(root), "still, in this block");
        vm.roll(block.number + 1);
        require(!zToken.isAcceptedNoteRoot(root), "one more is due");
        Bundle memory late = _transfer(T21);
        late.inputs[0] = root;
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownNoteRoot.selector, root));
        zToken.shieldedTransfer(late);
    }

    // Blocks without bundles use up no roots.
    function test_A_root_stays_accepted_while_nothing_happens() external {
        _take(_transfer(T21));
        uint256 root = zToken.noteRoot();
        vm.roll(block.number + 1_000_000);
        require(zToken.isAcceptedNoteRoot(root), "accepted");
        _take(_transfer(T21));
    }

    function test_A_tree_without_room_for_all_outputs_takes_none_of_them() external {
        Bundle memory two = _transfer(T21);
        Bundle memory nine = _transfer(T28);
        // Two places are left.
        vm.store(address(zToken), _slotOfState(), bytes32(uint256(1 << 128) | ((1 << 32) - 2)));
        require(zToken.leafCount() == (1 << 32) - 2, "count");
        vm.expectRevert(IZTokenErrors.TreeFull.selector);
        zToken.shieldedTransfer(nine);
        require(!zToken.isNullifierSeen(nine.inputs[3]), "nothing is written");
        zToken.shieldedTransfer(two);
        require(zToken.leafCount() == 1 << 32, "full");
        uint256 root = zToken.noteRoot();
        vm.roll(block.number + 1);
        Bundle memory last = _transfer(T21);
        require(last.inputs[0] == root && zToken.isAcceptedNoteRoot(root), "its root is accepted");
        vm.expectRevert(IZTokenErrors.TreeFull.selector);
        zToken.shieldedTransfer(last);
    }

    function _take(Bundle memory bundle) private {
        uint256 outputs = (bundle.shape & 15) + 1;
        uint256 first = 3 + (bundle.shape >> 4);
        for (uint256 i = 0; i < outputs; ++i) {
            leaves.push(bundle.inputs[first + 2 * i]);
        }
        zToken.shieldedTransfer(bundle);
    }

    // The word of a pool without notes and with one sealed root; its place is the compiler's.
    function _slotOfState() private view returns (bytes32 slot) {
        for (uint256 i = 0; i < 128; ++i) {
            if (vm.load(address(zToken), bytes32(i)) == bytes32(uint256(1) << 128)) {
                return bytes32(i);
            }
        }
        require(false, "no slot holds the state");
    }
}
