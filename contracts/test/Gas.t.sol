// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Bundle} from "../src/interfaces/IZToken.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

// What the z-contract itself costs, without the transaction's own price and its calldata; verifier and signature checker are the double, which costs 15,000. Every account
// and slot is cold, as it is at the beginning of a transaction. Bounds are a few percent above what was measured: who makes it dearer says so here.
contract GasTest is LedgerFixture {
    // Sixteen bundles of one block, from the fourth on over places that were used before: two notes each, and one node for every four notes, two for every sixteen.
    function test_A_payment_costs_the_contract_little_beside_its_proof() external {
        Bundle[16] memory bundles;
        for (uint256 i = 0; i < 16; ++i) {
            bundles[i] = _transfer(T21);
        }
        uint256 sum;
        for (uint256 i = 0; i < 16; ++i) {
            uint256 gas = _cost(bundles[i]);
            if (i >= 8) {
                sum += gas;
            }
        }
        require(sum / 8 < 145_000, vm.toString(sum / 8));
    }

    function test_A_blocks_first_bundle_pays_for_the_root_of_the_one_before() external {
        Bundle[2] memory bundles = [_transfer(T21), _transfer(T21)];
        uint256 first = _cost(bundles[0]);
        vm.roll(block.number + 1);
        uint256 sealing = _cost(bundles[1]) - first;
        require(sealing < 375_000, vm.toString(sealing));
    }

    function _cost(Bundle memory bundle) private returns (uint256 gas) {
        vm.cool(address(zToken));
        vm.cool(address(governance));
        vm.cool(address(registry));
        vm.cool(address(services));
        vm.cool(address(hasher));
        vm.cool(governance.keyOf(VERSION, bundle.shape));
        zToken.shieldedTransfer(bundle);
        return vm.lastCallGas().gasTotalUsed;
    }
}
