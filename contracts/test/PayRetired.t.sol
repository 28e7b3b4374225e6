// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {IZToken} from "../src/interfaces/IZToken.sol";
import {IZTokenErrors} from "../src/interfaces/IZTokenErrors.sol";
import {Roles} from "../src/libraries/Roles.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract PayRetiredTest is LedgerFixture {
    function setUp() public override {
        super.setUp();
        _shield(ALPHA, 1000);
    }

    function test_A_retired_member_is_paid_out_once_what_three_keepers_approved() external {
        _retire();
        _approvePay(3, 400, BETA);
        vm.expectEmit(address(zToken));
        emit IZToken.RetiredPaid(alpha, EURO, 400, BETA);
        vm.prank(ADMIN);
        zToken.payRetired(alpha, EURO, 400, BETA);
        require(euro.balanceOf(BETA) == 400 && zToken.poolOf(EURO) == 600 && euro.balanceOf(address(zToken)) == 600, "paid");

        vm.expectRevert(abi.encodeWithSelector(IZToken.AlreadyPaid.selector, alpha, EURO));
        vm.prank(ADMIN);
        zToken.payRetired(alpha, EURO, 400, BETA);
        // Nor anything else that was approved for it in this asset.
        _approvePay(3, 100, BETA);
        vm.expectRevert(abi.encodeWithSelector(IZToken.AlreadyPaid.selector, alpha, EURO));
        vm.prank(ADMIN);
        zToken.payRetired(alpha, EURO, 100, BETA);
    }

    function test_Approvals_are_for_exactly_what_they_say() external {
        _retire();
        _approvePay(2, 400, BETA);
        vm.prank(keepers[2]);
        zToken.approvePayRetired(alpha, EURO, 401, BETA);
        vm.prank(keepers[3]);
        zToken.approvePayRetired(alpha, EURO, 400, ALPHA);
        vm.prank(keepers[4]);
        zToken.approvePayRetired(alpha, 840, 400, BETA);
        require(zToken.payRetiredApprovals(alpha, EURO, 400, BETA) == 2, "two");
        vm.expectRevert(abi.encodeWithSelector(IZToken.ApprovalsMissing.selector, 2));
        vm.prank(ADMIN);
        zToken.payRetired(alpha, EURO, 400, BETA);
    }

    function test_Only_keepers_approve_once_each_and_only_the_admin_pays() external {
        _retire();
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotAKeeper.selector, ADMIN));
        vm.prank(ADMIN);
        zToken.approvePayRetired(alpha, EURO, 400, BETA);
        _approvePay(1, 400, BETA);
        vm.expectRevert(abi.encodeWithSelector(IZToken.AlreadyApproved.selector, keepers[0]));
        vm.prank(keepers[0]);
        zToken.approvePayRetired(alpha, EURO, 400, BETA);
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotAllowed.selector, Roles.ADMIN, keepers[0]));
        vm.prank(keepers[0]);
        zToken.payRetired(alpha, EURO, 400, BETA);
    }

    // Before it is retired it could still spend what it would be paid.
    function test_Nothing_is_approved_or_paid_for_a_member_who_is_not_retired() external {
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotRetired.selector, alpha));
        vm.prank(keepers[0]);
        zToken.approvePayRetired(alpha, EURO, 400, BETA);
        vm.prank(FREEZER);
        registry.freeze(alpha);
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotRetired.selector, alpha));
        vm.prank(keepers[0]);
        zToken.approvePayRetired(alpha, EURO, 400, BETA);
    }

    function test_No_more_is_paid_than_is_in_the_pool_and_to_active_members_only() external {
        _retire();
        _approvePay(3, 1001, BETA);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.PoolTooLow.selector, 1000, 1001));
        vm.prank(ADMIN);
        zToken.payRetired(alpha, EURO, 1001, BETA);
        _approvePay(3, 5, STRANGER);
        vm.expectRevert(abi.encodeWithSignature("NotAMember(address)", STRANGER));
        vm.prank(ADMIN);
        zToken.payRetired(alpha, EURO, 5, STRANGER);
        vm.prank(keepers[0]);
        zToken.approvePayRetired(alpha, 840, 5, BETA);
        vm.prank(keepers[1]);
        zToken.approvePayRetired(alpha, 840, 5, BETA);
        vm.prank(keepers[2]);
        zToken.approvePayRetired(alpha, 840, 5, BETA);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownAsset.selector, 840));
        vm.prank(ADMIN);
        zToken.payRetired(alpha, 840, 5, BETA);
    }

    function test_Nothing_is_paid_while_the_contract_is_paused() external {
        _retire();
        _approvePay(3, 400, BETA);
        vm.prank(PAUSER);
        governance.pause();
        vm.expectRevert(IZTokenErrors.Paused.selector);
        vm.prank(ADMIN);
        zToken.payRetired(alpha, EURO, 400, BETA);
    }

    function _retire() private {
        vm.prank(ADMIN);
        registry.retire(alpha);
    }

    function _approvePay(uint256 count, uint64 amount, address target) private {
        for (uint256 i = 0; i < count; ++i) {
            vm.prank(keepers[i]);
            zToken.approvePayRetired(alpha, EURO, amount, target);
        }
    }
}
