// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm, Vm} from "./Vm.sol";
import {DepositCoin} from "../src/DepositCoin.sol";
import {Bundle, BundleFunction, IZToken, Operation} from "../src/interfaces/IZToken.sol";
import {IZTokenErrors} from "../src/interfaces/IZTokenErrors.sol";
import {Roles} from "../src/libraries/Roles.sol";
import {HostileCoin} from "./support/HostileCoin.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract ExecuteTest is LedgerFixture {
    function test_Several_bundles_are_taken_in_one_call() external {
        Operation[] memory operations = new Operation[](3);
        operations[0] = Operation(BundleFunction.Shield, _shieldBundle(ALPHA, 100));
        operations[1] = Operation(BundleFunction.ShieldedTransfer, _transfer(T28));
        operations[2] = Operation(BundleFunction.Unshield, _unshieldBundle(BETA, 40));
        vm.prank(ALPHA);
        zToken.execute(operations);
        require(zToken.leafCount() == 13 && zToken.poolOf(EURO) == 60 && euro.balanceOf(BETA) == 40, "taken");
    }

    // Whichever of them is refused, all are: no nullifier, no note, no coin, no root.
    function test_All_are_taken_or_none() external {
        _shield(ALPHA, 1000);
        for (uint256 bad = 0; bad < 3; ++bad) {
            Operation[] memory operations = new Operation[](3);
            operations[0] = Operation(BundleFunction.Shield, _shieldBundle(ALPHA, 100));
            operations[1] = Operation(BundleFunction.ShieldedTransfer, _transfer(T21));
            operations[2] = Operation(BundleFunction.Unshield, _unshieldBundle(BETA, 40));
            operations[bad].bundle.inputs[2] = 999;
            vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownMemberRoot.selector, operations[bad].bundle.inputs[1], 999));
            vm.prank(ALPHA);
            zToken.execute(operations);
            for (uint256 i = 0; i < 3; ++i) {
                require(!zToken.isNullifierSeen(operations[i].bundle.inputs[3]), "nullifier");
            }
            require(zToken.leafCount() == 2 && zToken.poolOf(EURO) == 1000 && euro.balanceOf(address(zToken)) == 1000, "state");
        }
    }

    function test_A_nullifier_is_not_taken_by_two_bundles_of_one_call() external {
        Operation[] memory operations = new Operation[](2);
        operations[0] = Operation(BundleFunction.ShieldedTransfer, _transfer(T21));
        operations[1] = Operation(BundleFunction.ShieldedTransfer, _transfer(T21));
        operations[1].bundle.inputs[4] = operations[0].bundle.inputs[3];
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.NullifierSeen.selector, operations[0].bundle.inputs[3]));
        zToken.execute(operations);
    }

    function test_One_to_eight_bundles_make_a_call() external {
        vm.expectRevert(abi.encodeWithSelector(IZToken.WrongOperationCount.selector, 0));
        zToken.execute(new Operation[](0));
        vm.expectRevert(abi.encodeWithSelector(IZToken.WrongOperationCount.selector, 9));
        zToken.execute(new Operation[](9));
        Operation[] memory operations = new Operation[](8);
        for (uint256 i = 0; i < 8; ++i) {
            operations[i] = Operation(BundleFunction.ShieldedTransfer, _transfer(T21));
        }
        zToken.execute(operations);
        require(zToken.leafCount() == 16, "eight");
    }

    function test_What_was_taken_is_said_with_everything_a_reader_needs() external {
        _shield(ALPHA, 100);
        uint8[3] memory shapes = [T21, T81, T28];
        for (uint256 i = 0; i < 3; ++i) {
            Bundle memory bundle = _transfer(shapes[i]);
            for (uint256 j = 0; j < bundle.memos.length; ++j) {
                bundle.memos[j] = bytes1(uint8(j * 7 + i));
            }
            _said(BundleFunction.ShieldedTransfer, bundle);
            zToken.shieldedTransfer(bundle);
        }
        Bundle memory unshield = _unshieldBundle(BETA, 30);
        _said(BundleFunction.Unshield, unshield);
        zToken.unshield(unshield);
        Bundle memory shield = _shieldBundle(ALPHA, 30);
        _said(BundleFunction.Shield, shield);
        vm.prank(ALPHA);
        zToken.shield(shield);
    }

    // Memory behind the third event is full of the first one's memos; none of them gets into it.
    function test_Bundles_of_one_call_are_said_apart() external {
        Operation[] memory operations = new Operation[](3);
        operations[0] = Operation(BundleFunction.ShieldedTransfer, _transfer(T28));
        operations[1] = Operation(BundleFunction.ShieldedTransfer, _transfer(T21));
        operations[2] = Operation(BundleFunction.ShieldedTransfer, _transfer(T21));
        for (uint256 i = 0; i < 8 * 272; ++i) {
            operations[0].bundle.memos[i] = 0xff;
        }
        vm.recordLogs();
        zToken.execute(operations);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < 3; ++i) {
            Bundle memory bundle = operations[i].bundle;
            bytes memory data = abi.encode(
                uint64(i == 0 ? 0 : 7 + 2 * i),
                bundle.shape,
                bundle.keyVersion,
                bundle.expiry,
                bundle.depositor,
                bundle.target,
                bundle.agreement,
                bundle.inputs,
                bundle.memos
            );
            require(keccak256(logs[i].data) == keccak256(data), "said");
        }
    }

    function test_An_asset_has_one_coin_for_ever_and_a_coin_one_asset() external {
        DepositCoin dollar = new DepositCoin(governance, registry, address(zToken), "Deposited dollar", "USDD");
        DepositCoin elsewhere = new DepositCoin(governance, registry, address(0x1234), "Another ledger's", "ELSE");
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotAllowed.selector, Roles.ADMIN, ISSUER));
        vm.prank(ISSUER);
        zToken.registerAsset(840, address(dollar));
        vm.startPrank(ADMIN);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownAsset.selector, 0));
        zToken.registerAsset(0, address(dollar));
        vm.expectRevert(abi.encodeWithSelector(IZToken.AssetTaken.selector, EURO));
        zToken.registerAsset(EURO, address(dollar));
        vm.expectRevert(abi.encodeWithSelector(IZToken.CoinTaken.selector, address(euro)));
        zToken.registerAsset(840, address(euro));
        vm.expectRevert(abi.encodeWithSelector(IZToken.WrongCoin.selector, address(elsewhere)));
        zToken.registerAsset(840, address(elsewhere));
        vm.expectRevert(abi.encodeWithSelector(IZToken.WrongCoin.selector, STRANGER));
        zToken.registerAsset(840, STRANGER);
        // Coins that are here already would back nothing.
        HostileCoin early = new HostileCoin(address(zToken));
        early.mint(address(zToken), 1);
        vm.expectRevert(abi.encodeWithSelector(IZToken.WrongCoin.selector, address(early)));
        zToken.registerAsset(840, address(early));
        zToken.registerAsset(840, address(dollar));
        require(zToken.coinOf(840) == address(dollar) && zToken.coinOf(EURO) == address(euro) && zToken.coinOf(1) == address(0), "coins");
    }

    function test_There_is_room_for_256_assets() external {
        vm.startPrank(ADMIN);
        for (uint32 i = 1; i < 256; ++i) {
            zToken.registerAsset(1000 + i, address(new DepositCoin(governance, registry, address(zToken), "", "")));
        }
        DepositCoin last = new DepositCoin(governance, registry, address(zToken), "", "");
        vm.expectRevert(IZToken.TooManyAssets.selector);
        zToken.registerAsset(2000, address(last));
    }

    // Two coins, two pools: neither backs the other.
    function test_Each_asset_has_its_own_pool() external {
        DepositCoin dollar = new DepositCoin(governance, registry, address(zToken), "Deposited dollar", "USDD");
        vm.prank(ADMIN);
        zToken.registerAsset(840, address(dollar));
        _shield(ALPHA, 100);
        Bundle memory bundle = _unshieldBundle(BETA, 1);
        bundle.inputs[21] = 840;
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.PoolTooLow.selector, 0, 1));
        zToken.unshield(bundle);
    }

    function _said(BundleFunction kind, Bundle memory bundle) private {
        uint64 position = zToken.leafCount();
        bytes32 id = this.idOf(bundle);
        vm.expectEmit(address(zToken));
        emit IZToken.BundleAccepted(
            id,
            kind,
            uint32(bundle.inputs[2]),
            position,
            bundle.shape,
            bundle.keyVersion,
            bundle.expiry,
            bundle.depositor,
            bundle.target,
            bundle.agreement,
            bundle.inputs,
            bundle.memos
        );
    }
}
