// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Bundle, BundleFunction, Operation} from "../src/interfaces/IZToken.sol";
import {IZTokenErrors} from "../src/interfaces/IZTokenErrors.sol";
import {Poseidon2} from "../src/libraries/Poseidon2.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract BundleRefusalsTest is LedgerFixture {
    function test_A_shield_a_transfer_and_an_unshield_are_taken() external {
        _shield(ALPHA, 700);
        Bundle memory transfer = _transfer(T21);
        vm.prank(STRANGER);
        zToken.shieldedTransfer(transfer);
        Bundle memory unshield = _unshieldBundle(BETA, 300);
        vm.prank(STRANGER);
        zToken.unshield(unshield);
        require(zToken.poolOf(EURO) == 400 && euro.balanceOf(address(zToken)) == 400, "pool");
        require(euro.balanceOf(ALPHA) == 1_000_000 - 700 && euro.balanceOf(BETA) == 300, "accounts");
        require(zToken.leafCount() == 6 && zToken.isNullifierSeen(transfer.inputs[3]) && zToken.isNullifierSeen(transfer.inputs[4]), "notes");
    }

    function test_Every_shape_is_taken() external {
        zToken.shieldedTransfer(_transfer(T81));
        zToken.shieldedTransfer(_transfer(T28));
        require(zToken.leafCount() == 11, "notes");
    }

    // One bundle with every fault there is: each refusal comes by its name, and the next when its fault is repaired.
    function test_Refusals_come_in_the_order_of_the_protocol() external {
        Bundle memory bundle = _unshieldBundle(BETA, 300);
        (uint256 noteRoot, uint256 memberRoot) = (bundle.inputs[0], bundle.inputs[1]);
        uint256 rkU = bundle.inputs[15];
        uint256 eU = bundle.inputs[17];
        uint256 nullifier = bundle.inputs[4];
        Bundle memory spent = _transfer(T21);
        spent.inputs[4] = nullifier;
        zToken.shieldedTransfer(spent);
        bytes memory proof = bundle.proof;
        uint256[] memory inputs = bundle.inputs;
        (bundle.inputs[0], bundle.inputs[1], bundle.inputs[3]) = (_draw(), _draw(), bundle.inputs[4]);
        (bundle.expiry, bundle.shape, bundle.keyVersion) = (uint64(block.timestamp) - 1, 0x22, 8);
        (bundle.proof, bundle.memos, bundle.inputs) = (new bytes(511), new bytes(271), new uint256[](21));
        (inputs[10], inputs[21]) = (Poseidon2.R, 0);
        services.refuseProofs(true);
        services.refuseKey(rkU, true);
        services.refuseKey(eU, true);
        vm.prank(PAUSER);
        governance.pause();

        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.Paused.selector));
        vm.prank(PAUSER);
        governance.unpause();
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.Expired.selector, bundle.expiry, block.timestamp));
        bundle.expiry = uint64(block.timestamp);
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.UnknownShape.selector, 0x22));
        bundle.shape = T21;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.UnknownKeyVersion.selector, 8, T21));
        bundle.keyVersion = VERSION;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.WrongInputCount.selector, 21));
        bundle.inputs = inputs;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.WrongMemoLength.selector, 271));
        bundle.memos = new bytes(272);
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.WrongProofLength.selector, 511));
        bundle.proof = proof;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.NotCanonical.selector, 10));
        inputs[10] = 10;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.WrongPublicAmounts.selector));
        inputs[21] = 840;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.UnknownAsset.selector, 840));
        inputs[21] = EURO;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.PoolTooLow.selector, 0, 300));
        uint256 drawnRoot = inputs[0];
        services.refuseProofs(false);
        _shield(ALPHA, 300);
        services.refuseProofs(true);
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.UnknownNoteRoot.selector, drawnRoot));
        inputs[0] = noteRoot;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.UnknownMemberRoot.selector, inputs[1], FIRST_EPOCH));
        inputs[1] = memberRoot;
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.NullifierTwice.selector, nullifier));
        inputs[3] = _draw();
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.NullifierSeen.selector, nullifier));
        inputs[4] = _draw();
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.BadRandomizedKey.selector));
        services.refuseKey(rkU, false);
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.BadEphemeralKey.selector));
        services.refuseKey(eU, false);
        bytes32 id = this.idOf(bundle);
        services.refuseSignatureOf(id);
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.WrongSignature.selector));
        bundle.agreement = "another";
        _refused(bundle, abi.encodeWithSelector(IZTokenErrors.WrongProof.selector));
        services.refuseProofs(false);
        zToken.unshield(bundle);
        require(euro.balanceOf(BETA) == 300, "paid");
    }

    function test_A_bundle_is_good_at_its_expiry_and_not_a_second_later() external {
        Bundle memory bundle = _transfer(T21);
        bundle.expiry = uint64(block.timestamp);
        vm.warp(block.timestamp + 1);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.Expired.selector, bundle.expiry, block.timestamp));
        zToken.shieldedTransfer(bundle);
        vm.warp(block.timestamp - 1);
        zToken.shieldedTransfer(bundle);
    }

    function test_Each_public_input_that_is_not_below_r_is_refused_by_its_index() external {
        Bundle memory bundle = _transfer(T21);
        for (uint256 i = 0; i < 22; ++i) {
            uint256 good = bundle.inputs[i];
            bundle.inputs[i] = good + Poseidon2.R < good ? type(uint256).max : good + Poseidon2.R;
            vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.NotCanonical.selector, i));
            zToken.shieldedTransfer(bundle);
            bundle.inputs[i] = good;
        }
        zToken.shieldedTransfer(bundle);
    }

    function test_Epoch_and_asset_have_32_bits_and_amounts_64() external {
        Bundle memory bundle = _shieldBundle(ALPHA, 5);
        uint8[4] memory places = [2, 19, 20, 21];
        uint8[4] memory bits = [32, 64, 64, 32];
        for (uint256 i = 0; i < 4; ++i) {
            uint256 good = bundle.inputs[places[i]];
            bundle.inputs[places[i]] = good + (1 << bits[i]);
            vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.NotCanonical.selector, places[i]));
            vm.prank(ALPHA);
            zToken.shield(bundle);
            bundle.inputs[places[i]] = good;
        }
    }

    // Every choice of amounts, asset and accounts against every function: one of the 32 is right for each.
    function test_Public_amounts_asset_and_accounts_are_those_of_the_function() external {
        _shield(ALPHA, 100);
        for (uint256 kind = 0; kind < 3; ++kind) {
            for (uint256 choice = 0; choice < 32; ++choice) {
                Bundle memory bundle = _transfer(T21);
                bundle.inputs[19] = choice & 1;
                bundle.inputs[20] = (choice >> 1) & 1;
                bundle.inputs[21] = choice & 4 == 0 ? 0 : EURO;
                bundle.depositor = choice & 8 == 0 ? address(0) : ALPHA;
                bundle.target = choice & 16 == 0 ? address(0) : BETA;
                bool isRight = choice == (kind == 0 ? 1 + 4 + 8 : kind == 1 ? 0 : 2 + 4 + 16);
                if (!isRight) {
                    vm.expectRevert(IZTokenErrors.WrongPublicAmounts.selector);
                }
                vm.prank(ALPHA);
                _submit(BundleFunction(kind), bundle);
            }
        }
    }

    function test_Nobody_shields_the_coins_of_another() external {
        Bundle memory bundle = _shieldBundle(ALPHA, 100);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.DepositorIsNotCaller.selector, ALPHA));
        vm.prank(BETA);
        zToken.shield(bundle);

        Operation[] memory operations = new Operation[](1);
        operations[0] = Operation(BundleFunction.Shield, bundle);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.DepositorIsNotCaller.selector, ALPHA));
        vm.prank(BETA);
        zToken.execute(operations);
    }

    function test_Of_eight_nullifiers_any_two_that_are_the_same_are_found() external {
        for (uint256 i = 0; i < 8; ++i) {
            for (uint256 j = 0; j < i; ++j) {
                Bundle memory bundle = _transfer(T81);
                bundle.inputs[3 + i] = bundle.inputs[3 + j];
                vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.NullifierTwice.selector, bundle.inputs[3 + j]));
                zToken.shieldedTransfer(bundle);
            }
        }
    }

    function test_What_was_taken_is_not_taken_again() external {
        Bundle memory bundle = _transfer(T21);
        zToken.shieldedTransfer(bundle);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.NullifierSeen.selector, bundle.inputs[3]));
        zToken.shieldedTransfer(bundle);
    }

    // The root of another epoch's tree, also an accepted one, is not accepted under this epoch's number.
    function test_A_member_root_counts_with_its_own_epoch_only() external {
        Bundle memory bundle = _transfer(T21);
        bundle.inputs[2] = FIRST_EPOCH + 1;
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownMemberRoot.selector, bundle.inputs[1], FIRST_EPOCH + 1));
        zToken.shieldedTransfer(bundle);
    }

    function test_The_verifier_is_asked_with_the_key_of_version_and_shape_and_all_public_inputs() external {
        Bundle memory bundle = _transfer(T28);
        services.acceptOnlyProof(governance.keyOf(VERSION, T28), bundle.proof, bundle.inputs);
        zToken.shieldedTransfer(bundle);
        services.acceptOnlyProof(governance.keyOf(VERSION, T21), bundle.proof, bundle.inputs);
        Bundle memory other = _transfer(T28);
        vm.expectRevert(IZTokenErrors.WrongProof.selector);
        zToken.shieldedTransfer(other);
    }

    function test_The_signature_is_asked_for_the_bundles_id_under_rk() external {
        Bundle memory bundle = _transfer(T21);
        bytes32 id = this.idOf(bundle);
        services.acceptOnlySignature(bundle.inputs[15], bundle.inputs[16], id, bundle.signatureR, bundle.signatureRU, bundle.signatureS);
        zToken.shieldedTransfer(bundle);
        Bundle memory other = _transfer(T21);
        vm.expectRevert(IZTokenErrors.WrongSignature.selector);
        zToken.shieldedTransfer(other);
    }

    function test_A_target_that_is_not_an_active_members_account_is_refused_by_the_coin() external {
        _shield(ALPHA, 100);
        Bundle memory bundle = _unshieldBundle(STRANGER, 10);
        vm.expectRevert(abi.encodeWithSignature("NotAMember(address)", STRANGER));
        zToken.unshield(bundle);
        bundle.target = address(zToken);
        vm.expectRevert(abi.encodeWithSignature("NotAMember(address)", address(zToken)));
        zToken.unshield(bundle);
        bundle.target = BETA;
        zToken.unshield(bundle);
    }

    function _refused(Bundle memory bundle, bytes memory refusal) private {
        vm.expectRevert(refusal);
        zToken.unshield(bundle);
    }

    function _submit(BundleFunction kind, Bundle memory bundle) private {
        if (kind == BundleFunction.Shield) {
            zToken.shield(bundle);
        } else if (kind == BundleFunction.ShieldedTransfer) {
            zToken.shieldedTransfer(bundle);
        } else {
            zToken.unshield(bundle);
        }
    }
}
