// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Epochs} from "../src/Epochs.sol";
import {Dealing, IMemberRegistry} from "../src/interfaces/IMemberRegistry.sol";
import {Bundle} from "../src/interfaces/IZToken.sol";
import {IZTokenErrors} from "../src/interfaces/IZTokenErrors.sol";
import {MemberRegistry} from "../src/MemberRegistry.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract EpochsTest is LedgerFixture {
    uint32 private constant NEXT = FIRST_EPOCH + 1;
    uint64 private constant BOUNDARY = START + EPOCH_LENGTH;

    function test_A_sealed_epoch_begins_at_its_boundary_and_not_before() external {
        _deal(ALPHA, NEXT);
        _seal(NEXT);
        vm.warp(BOUNDARY - 1);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.BoundaryNotReached.selector, BOUNDARY));
        registry.advanceEpoch();
        vm.warp(BOUNDARY);
        vm.expectEmit(address(registry));
        emit IMemberRegistry.EpochBegan(NEXT, BOUNDARY + EPOCH_LENGTH);
        vm.prank(STRANGER);
        registry.advanceEpoch();
        require(registry.currentEpoch() == NEXT && registry.epochEnd() == BOUNDARY + EPOCH_LENGTH, "began");
        (bool exists, uint32 previous) = registry.previousEpoch();
        require(exists && previous == FIRST_EPOCH, "previous");
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.BoundaryNotReached.selector, BOUNDARY + EPOCH_LENGTH));
        registry.advanceEpoch();
    }

    function test_An_epoch_whose_next_is_not_sealed_is_prolonged() external {
        _deal(ALPHA, NEXT);
        uint256 root = registry.memberRoot(NEXT);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(keepers[i]);
            registry.sealEpoch(NEXT, root);
        }
        vm.warp(BOUNDARY + 5);
        vm.expectEmit(address(registry));
        emit IMemberRegistry.EpochProlonged(FIRST_EPOCH, BOUNDARY + EPOCH_LENGTH);
        registry.advanceEpoch();
        require(registry.currentEpoch() == FIRST_EPOCH, "goes on");
        zToken.shieldedTransfer(_transfer(T21));

        vm.prank(keepers[2]);
        registry.sealEpoch(NEXT, root);
        vm.warp(BOUNDARY + EPOCH_LENGTH);
        registry.advanceEpoch();
        require(registry.currentEpoch() == NEXT, "begins");
    }

    // Were the new end one that has passed, a second call could end the epoch in the block in which it began, and the grace of the one before.
    function test_After_several_boundaries_one_epoch_begins_and_lasts_to_the_next_boundary() external {
        _seal(NEXT);
        _seal(NEXT + 1);
        vm.warp(BOUNDARY + 3 * EPOCH_LENGTH + 1);
        registry.advanceEpoch();
        require(registry.currentEpoch() == NEXT && registry.epochEnd() == BOUNDARY + 4 * EPOCH_LENGTH, "one");
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.BoundaryNotReached.selector, BOUNDARY + 4 * EPOCH_LENGTH));
        registry.advanceEpoch();
    }

    function testFuzz_The_end_of_an_epoch_is_on_the_grid_and_after_now(uint32 late, bool isSealed) external {
        if (isSealed) {
            _seal(NEXT);
        }
        vm.warp(uint256(BOUNDARY) + late);
        registry.advanceEpoch();
        uint64 end = registry.epochEnd();
        require(end > block.timestamp && end - block.timestamp <= EPOCH_LENGTH && (end - START) % EPOCH_LENGTH == 0, "end");
        require(registry.currentEpoch() == (isSealed ? NEXT : FIRST_EPOCH), "epoch");
    }

    function test_The_previous_epoch_is_accepted_for_grace_blocks_with_its_own_number_and_nothing_older_ever() external {
        _deal(ALPHA, NEXT);
        uint256 first = registry.memberRoot(FIRST_EPOCH);
        uint256 second = registry.memberRoot(NEXT);
        _seal(NEXT);
        require(!registry.isAccepted(second, NEXT), "not before it begins");
        vm.warp(BOUNDARY);
        registry.advanceEpoch();
        uint256 switched = block.number;
        require(registry.isAccepted(second, NEXT) && registry.isAccepted(first, FIRST_EPOCH), "both");
        require(!registry.isAccepted(second, FIRST_EPOCH) && !registry.isAccepted(first, NEXT), "each with its own epoch");
        vm.roll(switched + GRACE_BLOCKS);
        require(registry.isAccepted(first, FIRST_EPOCH), "the last block of grace");
        vm.roll(switched + GRACE_BLOCKS + 1);
        require(!registry.isAccepted(first, FIRST_EPOCH) && registry.isAccepted(second, NEXT), "after it");

        _seal(NEXT + 1);
        vm.warp(BOUNDARY + EPOCH_LENGTH);
        registry.advanceEpoch();
        require(!registry.isAccepted(first, FIRST_EPOCH) && registry.isAccepted(second, NEXT), "two back");
    }

    function test_A_bundle_under_the_previous_epoch_is_taken_within_the_grace_and_refused_after_it() external {
        Bundle memory early = _transfer(T21);
        Bundle memory late = _transfer(T21);
        _seal(NEXT);
        vm.warp(BOUNDARY);
        registry.advanceEpoch();
        vm.roll(block.number + GRACE_BLOCKS);
        zToken.shieldedTransfer(early);
        vm.roll(block.number + 1);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownMemberRoot.selector, late.inputs[1], FIRST_EPOCH));
        zToken.shieldedTransfer(late);
    }

    function test_Keepers_seal_the_root_of_now() external {
        uint256 before = registry.memberRoot(NEXT);
        vm.prank(keepers[0]);
        registry.sealEpoch(NEXT, before);
        _deal(ALPHA, NEXT);
        uint256 root = registry.memberRoot(NEXT);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongRoot.selector, before, root));
        vm.prank(keepers[1]);
        registry.sealEpoch(NEXT, before);

        // The vote for the other root does not count: three are needed again.
        for (uint256 i = 0; i < 3; ++i) {
            require(!registry.isSealed(NEXT), "too early");
            vm.prank(keepers[i]);
            registry.sealEpoch(NEXT, root);
        }
        require(registry.isSealed(NEXT), "sealed");
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.EpochIsSealed.selector, NEXT));
        vm.prank(keepers[3]);
        registry.sealEpoch(NEXT, root);
    }

    function test_A_keeper_seals_once() external {
        uint256 root = registry.memberRoot(NEXT);
        vm.startPrank(keepers[0]);
        registry.sealEpoch(NEXT, root);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.AlreadyApproved.selector, keepers[0]));
        registry.sealEpoch(NEXT, root);
    }

    function test_Only_epochs_that_are_prepared_are_sealed() external {
        uint256 root = registry.memberRoot(NEXT);
        uint32[3] memory epochs = [FIRST_EPOCH - 1, FIRST_EPOCH, FIRST_EPOCH + 3];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.EpochNotOpen.selector, epochs[i]));
            vm.prank(keepers[0]);
            registry.sealEpoch(epochs[i], root);
        }
    }

    function test_A_sealed_tree_takes_no_leaf_before_it_begins_and_then_it_does() external {
        Dealing memory dealing = _dealing();
        vm.prank(BETA);
        registry.publishDealing(NEXT, dealing);
        (bytes32 dealingHash,) = registry.pendingDealing(NEXT, beta);
        _deal(ALPHA, NEXT);
        _seal(NEXT);
        uint256 root = registry.memberRoot(NEXT);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.EpochIsSealed.selector, NEXT));
        vm.prank(keepers[0]);
        registry.approve(beta, NEXT, dealingHash);
        Dealing memory other = _dealing();
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.EpochIsSealed.selector, NEXT));
        vm.prank(BETA);
        registry.publishDealing(NEXT, other);

        vm.warp(BOUNDARY);
        registry.advanceEpoch();
        require(registry.isAccepted(root, NEXT), "as it was sealed");
        _approve(beta, NEXT, dealingHash);
        require(registry.memberRoot(NEXT) != root && registry.leafOf(NEXT, beta) != 0, "joined");
    }

    function test_Viewing_keys_are_dealt_for_this_epoch_and_two_ahead() external {
        uint32[3] memory closed = [FIRST_EPOCH - 1, FIRST_EPOCH + 3, type(uint32).max];
        for (uint256 i = 0; i < 3; ++i) {
            Dealing memory dealing = _dealing();
            vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.EpochNotOpen.selector, closed[i]));
            vm.prank(ALPHA);
            registry.publishDealing(closed[i], dealing);
        }
        _deal(ALPHA, FIRST_EPOCH + 1);
        _deal(ALPHA, FIRST_EPOCH + 2);
    }

    function test_A_leaf_of_an_epoch_is_set_once() external {
        Dealing memory dealing = _dealing();
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.LeafTaken.selector, alpha, FIRST_EPOCH));
        vm.prank(ALPHA);
        registry.publishDealing(FIRST_EPOCH, dealing);
    }

    function test_Approvals_for_an_epoch_that_has_passed_are_refused() external {
        Dealing memory dealing = _dealing();
        vm.prank(ALPHA);
        registry.publishDealing(NEXT, dealing);
        (bytes32 dealingHash,) = registry.pendingDealing(NEXT, alpha);
        for (uint32 i = 1; i <= 2; ++i) {
            _seal(FIRST_EPOCH + i);
            vm.warp(START + i * EPOCH_LENGTH);
            registry.advanceEpoch();
        }
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.EpochNotOpen.selector, NEXT));
        vm.prank(keepers[0]);
        registry.approve(alpha, NEXT, dealingHash);
    }

    // A member whose dealing of the new epoch is not approved is not in its tree.
    function test_Nobody_is_carried_into_the_next_epoch() external {
        _deal(ALPHA, NEXT);
        require(registry.leafOf(NEXT, alpha) != 0 && registry.leafOf(NEXT, beta) == 0, "leaves");
        require(registry.leafOf(NEXT, alpha) != registry.leafOf(FIRST_EPOCH, alpha), "another epoch, another leaf");
    }

    function test_The_last_epoch_is_only_ever_prolonged() external {
        Epochs.Settings memory settings = _settings();
        settings.firstEpoch = type(uint32).max;
        MemberRegistry last = new MemberRegistry(governance, hasher, services, settings, 0);
        vm.warp(BOUNDARY);
        last.advanceEpoch();
        require(last.currentEpoch() == type(uint32).max && last.epochEnd() == BOUNDARY + EPOCH_LENGTH, "prolonged");
    }

    function test_Settings_that_could_not_work_are_refused() external {
        for (uint256 i = 0; i < 13; ++i) {
            Epochs.Settings memory settings = _settings();
            if (i == 0) settings.threshold = 0;
            if (i == 1) settings.faults = 2;
            if (i == 2) settings.threshold = 4;
            if (i == 3) settings.keepers[3] = settings.keepers[1];
            if (i == 4) settings.keepers[4] = address(0);
            if (i == 5) settings.epochLength = 0;
            if (i == 6) settings.epochLength = 1 << 32;
            if (i == 7) settings.graceBlocks = 1 << 32;
            if (i == 8) settings.epochsAhead = 0;
            if (i == 9) settings.epochsAhead = 9;
            if (i == 10) settings.firstEpochEnd = uint64(block.timestamp);
            if (i == 11) settings.firstEpochEnd = 1 << 48;
            if (i == 12) settings.keepers = new address[](256);
            vm.expectRevert(IMemberRegistry.BadSettings.selector);
            new MemberRegistry(governance, hasher, services, settings, 0);
        }
    }

    function test_The_ledgers_id_is_that_of_chain_and_registry() external view {
        require(registry.ledgerId() == keccak256(abi.encode(block.chainid, address(registry))), "id");
    }
}
