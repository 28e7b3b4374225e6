// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {vm} from "./Vm.sol";
import {DepositCoin} from "../src/DepositCoin.sol";
import {IDepositCoin} from "../src/interfaces/IDepositCoin.sol";
import {Bundle} from "../src/interfaces/IZToken.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract DepositCoinTest is LedgerFixture {
    bytes32 private constant REFERENCE = "deposit 1";

    function test_A_unit_is_a_cent() external view {
        require(euro.decimals() == 2, "decimals");
    }

    function test_Its_issuer_mints_and_burns_and_nobody_else_does() external {
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotIssuer.selector, ADMIN));
        vm.prank(ADMIN);
        euro.mint(ALPHA, 1, REFERENCE);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotIssuer.selector, ALPHA));
        vm.prank(ALPHA);
        euro.burn(ALPHA, 1, REFERENCE);

        // The issuer of one coin is not that of another.
        DepositCoin dollar = new DepositCoin(governance, registry, address(zToken), "Deposited dollar", "USDD");
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotIssuer.selector, ISSUER));
        vm.prank(ISSUER);
        dollar.mint(ALPHA, 1, REFERENCE);
    }

    function test_A_reference_is_used_once() external {
        vm.startPrank(ISSUER);
        vm.expectRevert(IDepositCoin.NoReference.selector);
        euro.mint(ALPHA, 1, 0);
        euro.mint(ALPHA, 1, REFERENCE);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.ReferenceUsed.selector, REFERENCE));
        euro.mint(BETA, 1, REFERENCE);
        vm.stopPrank();

        // A redemption's references are others.
        vm.prank(ALPHA);
        euro.approve(ISSUER, 10);
        vm.startPrank(ISSUER);
        vm.expectRevert(IDepositCoin.NoReference.selector);
        euro.burn(ALPHA, 1, 0);
        euro.burn(ALPHA, 1, REFERENCE);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.ReferenceUsed.selector, REFERENCE));
        euro.burn(ALPHA, 1, REFERENCE);
    }

    function test_A_refused_mint_leaves_its_reference_unused() external {
        vm.startPrank(ISSUER);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotAMember.selector, STRANGER));
        euro.mint(STRANGER, 1, REFERENCE);
        euro.mint(ALPHA, 1, REFERENCE);
    }

    function test_Burning_takes_the_holders_allowance() external {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, ISSUER, 0, 5));
        vm.prank(ISSUER);
        euro.burn(ALPHA, 5, REFERENCE);
        vm.prank(ALPHA);
        euro.approve(ISSUER, 5);
        vm.prank(ISSUER);
        euro.burn(ALPHA, 5, REFERENCE);
        require(euro.balanceOf(ALPHA) == 999_995 && euro.totalSupply() == 999_995 && euro.allowance(ALPHA, ISSUER) == 0, "burned");
    }

    function test_Coins_move_between_active_members_only() external {
        vm.startPrank(ALPHA);
        require(euro.transfer(BETA, 10), "transfer");
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotAMember.selector, STRANGER));
        euro.transfer(STRANGER, 10);
        euro.approve(STRANGER, 100);
        vm.stopPrank();

        // Who moves them does not matter, whose they are and become does.
        vm.startPrank(STRANGER);
        require(euro.transferFrom(ALPHA, BETA, 10), "transferFrom");
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotAMember.selector, STRANGER));
        euro.transferFrom(ALPHA, STRANGER, 10);
        vm.stopPrank();
        require(euro.balanceOf(BETA) == 20, "moved");
    }

    function test_An_invited_account_holds_no_coins_until_it_is_admitted() external {
        vm.prank(ADMIN);
        registry.invite(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotAMember.selector, STRANGER));
        vm.prank(ISSUER);
        euro.mint(STRANGER, 1, REFERENCE);
    }

    function test_A_frozen_account_neither_gives_nor_gets() external {
        vm.prank(ALPHA);
        euro.approve(ISSUER, 100);
        vm.prank(FREEZER);
        registry.freeze(alpha);
        bytes memory refusal = abi.encodeWithSelector(IDepositCoin.AccountFrozen.selector, ALPHA);
        vm.expectRevert(refusal);
        vm.prank(ALPHA);
        euro.transfer(BETA, 1);
        vm.expectRevert(refusal);
        vm.prank(BETA);
        euro.transfer(ALPHA, 0);
        vm.startPrank(ISSUER);
        vm.expectRevert(refusal);
        euro.mint(ALPHA, 1, REFERENCE);
        vm.expectRevert(refusal);
        euro.burn(ALPHA, 1, REFERENCE);
        vm.stopPrank();

        vm.prank(FREEZER);
        registry.unfreeze(alpha);
        vm.prank(ALPHA);
        require(euro.transfer(BETA, 1), "unfrozen");
    }

    function test_A_frozen_account_neither_shields_nor_is_unshielded_to() external {
        _shield(ALPHA, 100);
        vm.prank(FREEZER);
        registry.freeze(beta);
        Bundle memory unshield = _unshieldBundle(BETA, 5);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.AccountFrozen.selector, BETA));
        zToken.unshield(unshield);
        vm.prank(FREEZER);
        registry.freeze(alpha);
        Bundle memory shield = _shieldBundle(ALPHA, 5);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.AccountFrozen.selector, ALPHA));
        vm.prank(ALPHA);
        zToken.shield(shield);
    }

    function test_A_retired_member_can_only_redeem() external {
        vm.prank(ADMIN);
        registry.retire(alpha);
        vm.startPrank(ALPHA);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotAMember.selector, ALPHA));
        euro.transfer(BETA, 1);
        euro.approve(ISSUER, 1_000_000);
        vm.stopPrank();
        vm.prank(ISSUER);
        euro.burn(ALPHA, 1_000_000, REFERENCE);
        require(euro.totalSupply() == 0, "redeemed");
    }

    function test_The_pool_is_closed_to_everything_but_the_z_contract() external {
        _shield(ALPHA, 100);
        vm.startPrank(ALPHA);
        vm.expectRevert(IDepositCoin.PoolClosed.selector);
        euro.transfer(address(zToken), 1);
        vm.expectRevert(IDepositCoin.PoolClosed.selector);
        euro.transfer(address(zToken), 0);
        euro.approve(BETA, 100);
        vm.stopPrank();
        vm.expectRevert(IDepositCoin.PoolClosed.selector);
        vm.prank(BETA);
        euro.transferFrom(ALPHA, address(zToken), 1);
        vm.startPrank(ISSUER);
        vm.expectRevert(IDepositCoin.PoolClosed.selector);
        euro.mint(address(zToken), 1, REFERENCE);
        vm.expectRevert(IDepositCoin.PoolClosed.selector);
        euro.burn(address(zToken), 1, REFERENCE);
    }

    function testFuzz_Nobody_who_is_no_member_ever_gets_coins(address account, uint64 amount) external {
        vm.assume(account != ALPHA && account != BETA && account != address(0) && account != address(zToken));
        vm.prank(ALPHA);
        vm.expectRevert(abi.encodeWithSelector(IDepositCoin.NotAMember.selector, account));
        euro.transfer(account, amount);
    }
}
