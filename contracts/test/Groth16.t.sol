// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Groth16Verifier} from "../src/verifiers/Groth16Verifier.sol";

/// @notice The proofs, keys and verdicts are the C# side's: tests/ZToken.Groth16.Tests writes the fixture and holds its own verifier to it.
contract Groth16Test {
    Groth16Verifier private immutable verifier = new Groth16Verifier();
    address private constant KEY = address(0x5a5401);
    string private json;
    bytes private keyCode;
    bytes private proof;
    uint256[] private inputs;

    function setUp() external {
        json = vm.readFile("test/fixtures/groth16.json");
        keyCode = vm.parseJsonBytes(json, ".key");
        proof = vm.parseJsonBytes(json, ".cases[0].proof");
        inputs = vm.parseJsonUintArray(json, ".cases[0].inputs");
        vm.etch(KEY, keyCode);
    }

    function test_Every_verdict_is_that_of_the_other_implementation() external view {
        uint256 good = 0;
        uint256 i = 0;
        for (; vm.keyExistsJson(json, _at(i, "name")); ++i) {
            bool holds = verifier.verify(KEY, vm.parseJsonBytes(json, _at(i, "proof")), vm.parseJsonUintArray(json, _at(i, "inputs")));
            require(holds == vm.parseJsonBool(json, _at(i, "holds")), vm.parseJsonString(json, _at(i, "name")));
            if (holds) ++good;
        }
        require(i >= 20 && good == 2, "the fixture is not whole");
    }

    function test_An_account_that_is_not_exactly_a_key_verifies_nothing() external {
        require(verifier.verify(KEY, proof, inputs), "the key");
        require(!verifier.verify(address(0xdead), proof, inputs), "no code");

        vm.etch(KEY, bytes.concat(keyCode, hex"00"));
        require(!verifier.verify(KEY, proof, inputs), "a byte too many");

        for (uint256 i = 0; i < 32; ++i) {
            bytes memory changed = bytes.concat(keyCode);
            changed[i] ^= 0x02;
            vm.etch(KEY, changed);
            require(!verifier.verify(KEY, proof, inputs), "header");
        }
    }

    function test_A_key_of_production_verifies_as_one_of_development_does() external {
        bytes memory changed = bytes.concat(keyCode);
        changed[10] = 0x00;
        vm.etch(KEY, changed);
        require(verifier.verify(KEY, proof, inputs), "flag");
    }

    function testFuzz_A_changed_byte_of_the_proof_is_refused(uint256 index, uint8 change) external view {
        bytes memory changed = bytes.concat(proof);
        if (change == 0) change = 1;
        changed[index % changed.length] ^= bytes1(change);
        require(!verifier.verify(KEY, changed, inputs), "holds");
    }

    function testFuzz_Other_inputs_are_refused(uint256 index, uint256 value) external view {
        uint256[] memory changed = inputs;
        if (changed[index % changed.length] == value) value ^= 1;
        changed[index % changed.length] = value;
        require(!verifier.verify(KEY, proof, changed), "holds");
    }

    function test_A_refusal_of_a_precompile_does_not_take_all_gas() external view {
        bytes memory changed = bytes.concat(proof);
        changed[127] ^= 0x01;
        uint256 before = gasleft();
        require(!verifier.verify{gas: 10_000_000}(KEY, changed, inputs), "holds");
        require(before - gasleft() < 500_000, "gas");
    }

    function _at(uint256 index, string memory name) private pure returns (string memory path) {
        return string.concat(".cases[", vm.toString(index), "].", name);
    }
}
