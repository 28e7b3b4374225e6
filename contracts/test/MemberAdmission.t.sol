// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Dealing, IMemberRegistry, Member, MemberStatus} from "../src/interfaces/IMemberRegistry.sol";
import {Poseidon2} from "../src/libraries/Poseidon2.sol";
import {Roles} from "../src/libraries/Roles.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract MemberAdmissionTest is LedgerFixture {
    address private constant GAMMA = address(0xb003);
    bytes32 private constant GAMMA_NAME = "549300GAMMABANK00042";

    function test_Three_approvals_of_five_keepers_admit_a_member_and_two_do_not() external {
        uint256 before = registry.memberRoot(FIRST_EPOCH);
        (uint16 index, bytes32 dealingHash,) = _requestAs(GAMMA, _draw());
        require(index == 2 && registry.memberCount() == 3, "the next index");
        for (uint256 i = 0; i < 3; ++i) {
            require(!registry.isActiveAccount(GAMMA) && registry.memberRoot(FIRST_EPOCH) == before, "too early");
            vm.prank(keepers[4 - i]);
            registry.approve(index, FIRST_EPOCH, dealingHash);
        }
        Member memory member = registry.memberOf(index);
        require(member.status == MemberStatus.Active && member.account == GAMMA && member.name == GAMMA_NAME, "member");
        require(registry.isActiveAccount(GAMMA) && registry.memberRoot(FIRST_EPOCH) != before, "in the tree");
        (bool exists, uint16 found) = registry.memberOfAccount(GAMMA);
        require(exists && found == index, "found");
        (bytes32 pendingHash, uint256 approvals) = registry.pendingDealing(FIRST_EPOCH, index);
        require(pendingHash == 0 && approvals == 0, "nothing waits");
    }

    function test_A_keeper_approves_once() external {
        (uint16 index, bytes32 dealingHash,) = _requestAs(GAMMA, _draw());
        vm.startPrank(keepers[0]);
        registry.approve(index, FIRST_EPOCH, dealingHash);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.AlreadyApproved.selector, keepers[0]));
        registry.approve(index, FIRST_EPOCH, dealingHash);
    }

    function test_Nobody_but_a_keeper_approves_or_seals() external {
        (uint16 index, bytes32 dealingHash,) = _requestAs(GAMMA, _draw());
        uint256 root = registry.memberRoot(FIRST_EPOCH + 1);
        address[3] memory others = [ADMIN, FREEZER, GAMMA];
        for (uint256 i = 0; i < 3; ++i) {
            vm.startPrank(others[i]);
            vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.NotAKeeper.selector, others[i]));
            registry.approve(index, FIRST_EPOCH, dealingHash);
            vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.NotAKeeper.selector, others[i]));
            registry.sealEpoch(FIRST_EPOCH + 1, root);
            vm.stopPrank();
        }
    }

    // Where no dealing waits, no hash is that of one, zero neither.
    function test_What_was_not_dealt_is_not_approved() external {
        uint16[3] memory indices = [alpha, beta, 7];
        for (uint256 i = 0; i < 3; ++i) {
            vm.startPrank(keepers[i]);
            vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongDealing.selector, indices[i], FIRST_EPOCH + 1, bytes32(0)));
            registry.approve(indices[i], FIRST_EPOCH + 1, 0);
            vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongDealing.selector, indices[i], FIRST_EPOCH + 1, bytes32("no dealing")));
            registry.approve(indices[i], FIRST_EPOCH + 1, "no dealing");
            vm.stopPrank();
        }
    }

    function test_Approvals_of_a_dealing_that_was_replaced_do_not_count() external {
        (uint16 index, bytes32 first, uint256 owner) = _requestAs(GAMMA, _draw());
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(keepers[i]);
            registry.approve(index, FIRST_EPOCH, first);
        }
        Dealing memory other = _dealing();
        vm.prank(GAMMA);
        registry.requestAdmission(owner, GAMMA_NAME, FIRST_EPOCH, other);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongDealing.selector, index, FIRST_EPOCH, first));
        vm.prank(keepers[2]);
        registry.approve(index, FIRST_EPOCH, first);
        (bytes32 second, uint256 approvals) = registry.pendingDealing(FIRST_EPOCH, index);
        require(second != first && approvals == 0, "begins anew");
    }

    // Else keepers who approved a dealing for one owner would admit another.
    function test_A_dealing_that_was_approved_for_one_owner_admits_no_other() external {
        (uint16 index, bytes32 first,) = _requestAs(GAMMA, _draw());
        Dealing memory dealing = _dealing();
        uint256 another = _draw();
        vm.prank(GAMMA);
        registry.requestAdmission(another, GAMMA_NAME, FIRST_EPOCH + 1, dealing);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongDealing.selector, index, FIRST_EPOCH, first));
        vm.prank(keepers[0]);
        registry.approve(index, FIRST_EPOCH, first);
    }

    function test_The_hash_that_keepers_approve_holds_index_epoch_owner_name_account_and_dealing() external {
        uint256 owner = _draw();
        Dealing memory dealing = _dealing();
        (dealing.commitments[5], dealing.shares[7], dealing.proof[9]) = (0x01, 0x02, 0x03);
        vm.prank(ADMIN);
        uint16 index = registry.invite(GAMMA);
        vm.expectEmit(address(registry));
        emit IMemberRegistry.MemberRequested(index, owner, GAMMA_NAME, GAMMA);
        vm.expectEmit(address(registry));
        emit IMemberRegistry.DealingPublished(index, FIRST_EPOCH, _hashOf(index, FIRST_EPOCH, owner, GAMMA_NAME, GAMMA, dealing), dealing);
        vm.prank(GAMMA);
        registry.requestAdmission(owner, GAMMA_NAME, FIRST_EPOCH, dealing);
    }

    function test_An_owner_is_given_once_for_ever() external {
        uint256 taken = registry.memberOf(alpha).owner;
        bytes memory refusal = abi.encodeWithSelector(IMemberRegistry.OwnerTaken.selector, taken);
        _refusedRequest(taken, GAMMA_NAME, _dealing(), refusal);
        vm.prank(ADMIN);
        registry.retire(alpha);
        Dealing memory dealing = _dealing();
        vm.expectRevert(refusal);
        vm.prank(GAMMA);
        registry.requestAdmission(taken, GAMMA_NAME, FIRST_EPOCH, dealing);
    }

    // Whoever sees a request cannot take its owner away by asking first: what is approved first counts.
    function test_Of_two_requests_with_one_owner_the_first_that_is_approved_is_admitted() external {
        uint256 owner = _draw();
        (uint16 thief, bytes32 theft,) = _requestAs(STRANGER, owner);
        (uint16 index, bytes32 dealingHash,) = _requestAs(GAMMA, owner);
        _approve(index, FIRST_EPOCH, dealingHash);
        require(registry.isActiveAccount(GAMMA), "admitted");
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(keepers[i]);
            registry.approve(thief, FIRST_EPOCH, theft);
        }
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.OwnerTaken.selector, owner));
        vm.prank(keepers[2]);
        registry.approve(thief, FIRST_EPOCH, theft);
    }

    function test_A_viewing_point_is_given_once_for_ever_and_its_negative_with_it() external {
        Dealing memory dealing = _dealing();
        vm.prank(ALPHA);
        registry.publishDealing(FIRST_EPOCH + 1, dealing);
        // Not approved yet, so it is nobody's: else anybody could take it away.
        Dealing memory copy = _dealing();
        (copy.viewU, copy.viewV) = (Poseidon2.R - dealing.viewU, dealing.viewV);
        vm.prank(BETA);
        registry.publishDealing(FIRST_EPOCH + 1, copy);
        (bytes32 dealingHash,) = registry.pendingDealing(FIRST_EPOCH + 1, alpha);
        (bytes32 copyHash,) = registry.pendingDealing(FIRST_EPOCH + 1, beta);
        _approve(alpha, FIRST_EPOCH + 1, dealingHash);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(keepers[i]);
            registry.approve(beta, FIRST_EPOCH + 1, copyHash);
        }
        vm.expectRevert(IMemberRegistry.ViewingPointTaken.selector);
        vm.prank(keepers[2]);
        registry.approve(beta, FIRST_EPOCH + 1, copyHash);

        // Also for another epoch, and when its member has gone.
        vm.prank(ADMIN);
        registry.retire(alpha);
        vm.expectRevert(IMemberRegistry.ViewingPointTaken.selector);
        vm.prank(BETA);
        registry.publishDealing(FIRST_EPOCH + 2, copy);
    }

    function test_A_viewing_point_that_is_not_of_prime_order_is_refused() external {
        Dealing memory dealing = _dealing();
        services.refusePrimeOrder(dealing.viewU);
        _refusedRequest(_draw(), GAMMA_NAME, dealing, abi.encodeWithSelector(IMemberRegistry.BadViewingPoint.selector));
    }

    function test_Lengths_of_a_dealing_are_those_of_the_committee() external {
        Dealing memory dealing = _dealing();
        dealing.commitments = new bytes(96);
        _refusedRequest(_draw(), GAMMA_NAME, dealing, abi.encodeWithSelector(IMemberRegistry.WrongCommitmentsLength.selector, 96));
        dealing.commitments = new bytes(64);
        dealing.shares = new bytes(4 * 80);
        _refusedAgain(_draw(), GAMMA_NAME, dealing, abi.encodeWithSelector(IMemberRegistry.WrongSharesLength.selector, 320));
        dealing.shares = new bytes(5 * 80);
        dealing.proof = new bytes(63);
        _refusedAgain(_draw(), GAMMA_NAME, dealing, abi.encodeWithSelector(IMemberRegistry.WrongKnowledgeProofLength.selector, 63));
    }

    function test_An_owner_that_is_no_element_is_refused() external {
        _refusedRequest(Poseidon2.R, GAMMA_NAME, _dealing(), abi.encodeWithSelector(IMemberRegistry.OwnerNotCanonical.selector, Poseidon2.R));
    }

    function test_A_name_is_a_BIC_or_an_LEI() external {
        bytes32[8] memory names =
            [bytes32(0), "ALPHDEF", "ALPHDEFFX", "ALPHdEFF", "ALPH EFF", "549300GAMMABANK0004", bytes32("ALPHDEFF") | bytes32(uint256(1)), "549300GAMMABANK000420"];
        vm.prank(ADMIN);
        registry.invite(GAMMA);
        for (uint256 i = 0; i < names.length; ++i) {
            _refusedAgain(_draw(), names[i], _dealing(), abi.encodeWithSelector(IMemberRegistry.BadName.selector, names[i]));
        }
    }

    function test_Nobody_asks_without_an_invitation_and_no_account_is_invited_twice() external {
        Dealing memory dealing = _dealing();
        uint256 owner = _draw();
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.UnknownAccount.selector, GAMMA));
        vm.prank(GAMMA);
        registry.requestAdmission(owner, GAMMA_NAME, FIRST_EPOCH, dealing);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.NotAllowed.selector, Roles.ADMIN, GAMMA));
        vm.prank(GAMMA);
        registry.invite(GAMMA);
        vm.startPrank(ADMIN);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.AccountTaken.selector, ALPHA));
        registry.invite(ALPHA);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.AccountTaken.selector, address(0)));
        registry.invite(address(0));
    }

    function test_A_member_does_not_ask_again() external {
        Dealing memory dealing = _dealing();
        uint256 owner = _draw();
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Active));
        vm.prank(ALPHA);
        registry.requestAdmission(owner, ALPHA_NAME, FIRST_EPOCH, dealing);
    }

    function test_Who_is_not_admitted_deals_by_asking_only() external {
        vm.prank(ADMIN);
        uint16 index = registry.invite(GAMMA);
        Dealing memory dealing = _dealing();
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, index, MemberStatus.Invited));
        vm.prank(GAMMA);
        registry.publishDealing(FIRST_EPOCH, dealing);
    }

    function test_The_last_index_is_given_and_then_no_more() external {
        // memberCount stands at the fixture's two; the layout is the compiler's: it is looked for.
        bytes32 slot = _slotOfMemberCount();
        vm.store(address(registry), slot, bytes32(uint256(65_535)));
        vm.startPrank(ADMIN);
        require(registry.invite(GAMMA) == 65_535 && registry.memberCount() == 65_536, "the last");
        vm.expectRevert(IMemberRegistry.RegistryFull.selector);
        registry.invite(STRANGER);
    }

    function _slotOfMemberCount() private view returns (bytes32 slot) {
        for (uint256 i = 0; i < 32; ++i) {
            if (vm.load(address(registry), bytes32(i)) == bytes32(uint256(2)) && registry.memberCount() == 2) {
                return bytes32(i);
            }
        }
        require(false, "no slot holds the count");
    }

    function _requestAs(address account, uint256 owner) private returns (uint16 index, bytes32 dealingHash, uint256 sameOwner) {
        Dealing memory dealing = _dealing();
        vm.prank(ADMIN);
        index = registry.invite(account);
        vm.prank(account);
        registry.requestAdmission(owner, GAMMA_NAME, FIRST_EPOCH, dealing);
        return (index, _hashOf(index, FIRST_EPOCH, owner, GAMMA_NAME, account, dealing), owner);
    }

    function _refusedRequest(uint256 owner, bytes32 name, Dealing memory dealing, bytes memory refusal) private {
        vm.prank(ADMIN);
        registry.invite(GAMMA);
        _refusedAgain(owner, name, dealing, refusal);
    }

    function _refusedAgain(uint256 owner, bytes32 name, Dealing memory dealing, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(GAMMA);
        registry.requestAdmission(owner, name, FIRST_EPOCH, dealing);
    }
}
