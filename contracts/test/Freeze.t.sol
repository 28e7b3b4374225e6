// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Dealing, IMemberRegistry, MemberStatus} from "../src/interfaces/IMemberRegistry.sol";
import {Bundle} from "../src/interfaces/IZToken.sol";
import {IZTokenErrors} from "../src/interfaces/IZTokenErrors.sol";
import {Roles} from "../src/libraries/Roles.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract FreezeTest is LedgerFixture {
    uint32 private constant NEXT = FIRST_EPOCH + 1;

    function test_Freezing_empties_the_leaf_in_every_tree_in_use_and_unfreezing_brings_the_same_back() external {
        _deal(ALPHA, NEXT);
        _deal(BETA, NEXT);
        _seal(NEXT);
        vm.warp(START + EPOCH_LENGTH);
        registry.advanceEpoch();
        _deal(ALPHA, NEXT + 1);
        _deal(ALPHA, NEXT + 2);
        // Previous within its grace, current, two prepared.
        uint256[4] memory roots = _roots();
        vm.prank(FREEZER);
        registry.freeze(alpha);
        uint256[4] memory frozen = _roots();
        for (uint256 i = 0; i < 4; ++i) {
            require(frozen[i] != roots[i], "emptied");
        }
        require(!registry.isAccepted(roots[0], FIRST_EPOCH) && !registry.isAccepted(roots[1], NEXT), "nothing under the roots before");
        require(registry.isFrozenAccount(ALPHA) && !registry.isActiveAccount(ALPHA), "account");
        vm.prank(FREEZER);
        registry.unfreeze(alpha);
        uint256[4] memory after_ = _roots();
        for (uint256 i = 0; i < 4; ++i) {
            require(after_[i] == roots[i], "the same again");
        }
        require(registry.isActiveAccount(ALPHA) && !registry.isFrozenAccount(ALPHA), "account again");
    }

    function test_A_tree_of_members_who_are_all_frozen_is_the_empty_one() external {
        vm.startPrank(FREEZER);
        registry.freeze(alpha);
        registry.freeze(beta);
        require(registry.memberRoot(FIRST_EPOCH) == 0x031a3ba5bf5bb4552e7f9b3902ade72f555c034a4d9b2d4fcf2433b14bcfb9bf, "empty");
    }

    function test_A_bundle_under_the_root_before_a_freeze_is_refused_in_the_same_block() external {
        Bundle memory bundle = _transfer(T21);
        vm.prank(FREEZER);
        registry.freeze(beta);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownMemberRoot.selector, bundle.inputs[1], FIRST_EPOCH));
        zToken.shieldedTransfer(bundle);
    }

    // What was not in a tree does not get there by being unfrozen.
    function test_Unfreezing_brings_nobody_into_a_tree_where_it_never_was() external {
        _deal(BETA, NEXT);
        uint256 root = registry.memberRoot(NEXT);
        vm.startPrank(FREEZER);
        registry.freeze(alpha);
        registry.unfreeze(alpha);
        vm.stopPrank();
        require(registry.memberRoot(NEXT) == root && registry.leafOf(NEXT, alpha) == 0, "not there");
    }

    function test_A_frozen_leaf_does_not_come_back_with_the_next_epoch() external {
        _deal(BETA, NEXT);
        uint256 withoutAlpha = registry.memberRoot(NEXT);
        _deal(ALPHA, NEXT);
        vm.prank(FREEZER);
        registry.freeze(alpha);
        require(registry.memberRoot(NEXT) == withoutAlpha, "prepared tree");
        _seal(NEXT);
        vm.warp(START + EPOCH_LENGTH);
        registry.advanceEpoch();
        require(registry.isAccepted(withoutAlpha, NEXT), "current tree");
    }

    function test_A_frozen_members_dealing_is_approved_and_its_leaf_waits() external {
        uint256 root = registry.memberRoot(NEXT);
        vm.prank(FREEZER);
        registry.freeze(alpha);
        _deal(ALPHA, NEXT);
        require(registry.memberRoot(NEXT) == root && registry.leafOf(NEXT, alpha) != 0, "waits");
        vm.prank(FREEZER);
        registry.unfreeze(alpha);
        require(registry.memberRoot(NEXT) != root, "is there");
    }

    function test_Freezing_does_not_undo_a_seal_and_changes_the_sealed_tree() external {
        _deal(ALPHA, NEXT);
        _seal(NEXT);
        uint256 root = registry.memberRoot(NEXT);
        vm.prank(FREEZER);
        registry.freeze(alpha);
        require(registry.isSealed(NEXT) && registry.memberRoot(NEXT) != root, "sealed");
        vm.warp(START + EPOCH_LENGTH);
        registry.advanceEpoch();
        require(registry.currentEpoch() == NEXT, "begins");
    }

    function test_Seals_that_are_not_complete_are_for_the_tree_before_the_freeze() external {
        _deal(ALPHA, NEXT);
        uint256 root = registry.memberRoot(NEXT);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(keepers[i]);
            registry.sealEpoch(NEXT, root);
        }
        vm.prank(FREEZER);
        registry.freeze(alpha);
        uint256 now_ = registry.memberRoot(NEXT);
        vm.prank(keepers[2]);
        registry.sealEpoch(NEXT, now_);
        require(!registry.isSealed(NEXT), "one vote for this tree");
    }

    function test_After_the_grace_the_previous_tree_is_left_alone() external {
        _seal(NEXT);
        vm.warp(START + EPOCH_LENGTH);
        registry.advanceEpoch();
        vm.roll(block.number + GRACE_BLOCKS + 1);
        uint256 root = registry.memberRoot(FIRST_EPOCH);
        vm.prank(FREEZER);
        registry.freeze(alpha);
        require(registry.memberRoot(FIRST_EPOCH) == root && !registry.isAccepted(root, FIRST_EPOCH), "not accepted, not changed");
    }

    function test_Freezing_has_its_role_and_its_status() external {
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.NotAllowed.selector, Roles.FREEZER, ADMIN));
        vm.prank(ADMIN);
        registry.freeze(alpha);
        vm.startPrank(FREEZER);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Active));
        registry.unfreeze(alpha);
        registry.freeze(alpha);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Frozen));
        registry.freeze(alpha);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, 99, MemberStatus.None));
        registry.freeze(99);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.NotAllowed.selector, Roles.ADMIN, FREEZER));
        registry.retire(alpha);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.NotAllowed.selector, Roles.FREEZER, ALPHA));
        vm.prank(ALPHA);
        registry.unfreeze(alpha);
    }

    function test_Retiring_is_for_ever() external {
        Dealing memory dealing = _dealing();
        vm.prank(ALPHA);
        registry.publishDealing(NEXT, dealing);
        (bytes32 dealingHash,) = registry.pendingDealing(NEXT, alpha);
        vm.prank(ADMIN);
        registry.retire(alpha);
        uint256 root = registry.memberRoot(FIRST_EPOCH);
        vm.startPrank(FREEZER);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Retired));
        registry.unfreeze(alpha);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Retired));
        registry.freeze(alpha);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Retired));
        vm.prank(ADMIN);
        registry.retire(alpha);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Retired));
        vm.prank(keepers[0]);
        registry.approve(alpha, NEXT, dealingHash);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Retired));
        vm.prank(ALPHA);
        registry.publishDealing(NEXT, dealing);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.AccountTaken.selector, ALPHA));
        vm.prank(ADMIN);
        registry.invite(ALPHA);
        require(registry.memberRoot(FIRST_EPOCH) == root && !registry.isActiveAccount(ALPHA) && !registry.isFrozenAccount(ALPHA), "out");
    }

    function test_Retiring_empties_the_leaf_in_every_tree_in_use() external {
        _deal(ALPHA, NEXT);
        uint256[4] memory roots = _roots();
        vm.prank(FREEZER);
        registry.freeze(alpha);
        uint256[4] memory without = _roots();
        vm.prank(FREEZER);
        registry.unfreeze(alpha);
        vm.prank(ADMIN);
        registry.retire(alpha);
        uint256[4] memory after_ = _roots();
        for (uint256 i = 0; i < 4; ++i) {
            require(after_[i] == without[i], "as when it is frozen");
        }
        require(after_[0] != roots[0] && after_[1] != roots[1], "out of this epoch's and of the next one's");
    }

    function test_A_frozen_member_is_retired_and_its_leaves_stay_out() external {
        vm.prank(FREEZER);
        registry.freeze(alpha);
        uint256 root = registry.memberRoot(FIRST_EPOCH);
        vm.prank(ADMIN);
        registry.retire(alpha);
        require(registry.memberRoot(FIRST_EPOCH) == root && registry.memberOf(alpha).status == MemberStatus.Retired, "out");
    }

    function _roots() private view returns (uint256[4] memory roots) {
        for (uint32 i = 0; i < 4; ++i) {
            roots[i] = registry.memberRoot(FIRST_EPOCH + i);
        }
    }
}
