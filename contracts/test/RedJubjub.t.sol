// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Jubjub} from "../src/libraries/Jubjub.sol";
import {RedJubjubVerifier} from "../src/verifiers/RedJubjubVerifier.sol";

/// @notice Signatures, points and verdicts are the C# side's: tests/ZToken.Crypto.Tests writes the fixture and holds its own code to it.
contract RedJubjubTest {
    RedJubjubVerifier private immutable verifier = new RedJubjubVerifier();
    string private json;

    // docs/protocol.md, section 3.
    uint256 private constant G_U = 0x582ac341b380e02c0a02bdc9a508cabc66bc83c2b5cd7a809b7b03dcebc7f752;
    uint256 private constant G_V = 0x07cb3e3058ff9f133d34c71488ba0fb6ba8eeddaeb0efd430df2a9cf7b43e0b0;

    function setUp() external {
        json = vm.readFile("test/fixtures/redjubjub.json");
    }

    function test_Every_signature_has_the_verdict_of_the_other_implementation() external view {
        uint256 good = 0;
        uint256 i = 0;
        for (; vm.keyExistsJson(json, _at("signatures", i, "name")); ++i) {
            bool holds = _verify(i);
            require(holds == vm.parseJsonBool(json, _at("signatures", i, "holds")), vm.parseJsonString(json, _at("signatures", i, "name")));
            if (holds) ++good;
        }
        require(i > 70 && good == 10, "the fixture is not whole");
    }

    function test_Every_point_has_the_verdict_of_the_other_implementation() external view {
        uint256 i = 0;
        for (; vm.keyExistsJson(json, _at("points", i, "name")); ++i) {
            uint256 u = vm.parseJsonUint(json, _at("points", i, "u"));
            uint256 v = vm.parseJsonUint(json, _at("points", i, "v"));
            string memory name = vm.parseJsonString(json, _at("points", i, "name"));
            require(verifier.isValidKey(u, v) == vm.parseJsonBool(json, _at("points", i, "valid")), name);
            require(verifier.isPrimeOrder(u, v) == vm.parseJsonBool(json, _at("points", i, "prime")), name);
        }
        require(i > 20, "the fixture is not whole");
    }

    function testFuzz_A_combination_is_the_sum_of_its_parts(uint256 c, uint256 s, uint256 k) external pure {
        (c, s, k) = (c % Jubjub.ORDER, s % Jubjub.ORDER, k % Jubjub.ORDER);
        (uint256 u, uint256 v) = _affine(_times(k, G_U, G_V));
        Jubjub.Point memory expected = Jubjub.add(_times(c, u, v), Jubjub.addendOf(_times(s, Jubjub.P - G_U, G_V)));
        Jubjub.Point memory found = Jubjub.combine(u, v, c, s);
        require(mulmod(found.x, expected.z, Jubjub.P) == mulmod(expected.x, found.z, Jubjub.P), "u");
        require(mulmod(found.y, expected.z, Jubjub.P) == mulmod(expected.y, found.z, Jubjub.P), "v");
        require(mulmod(found.x, found.y, Jubjub.P) == mulmod(found.t, found.z, Jubjub.P), "t");
    }

    function testFuzz_Every_multiple_of_the_generator_is_a_valid_key_of_prime_order(uint256 k) external view {
        k = 1 + k % (Jubjub.ORDER - 1);
        (uint256 u, uint256 v) = _affine(_times(k, G_U, G_V));
        require(verifier.isValidKey(u, v) && verifier.isPrimeOrder(u, v), "not valid");
        require(!verifier.isValidKey(u ^ 1, v) && !verifier.isPrimeOrder(u, v ^ 1), "off the curve");
    }

    function testFuzz_Words_that_are_no_coordinates_are_refused(uint256 u, uint256 v) external view {
        require(!verifier.isPrimeOrder(u, v) || Jubjub.isOnCurve(u, v), "prime");
        require(!verifier.isValidKey(u | (uint256(1) << 255), v) && !verifier.isPrimeOrder(u, v | (uint256(1) << 255)), "not canonical");
    }

    function test_A_signature_costs_below_130_000_gas_and_a_registered_point_below_115_000() external view {
        uint256[6] memory words = _words(0);
        uint256 before = gasleft();
        verifier.verify(words[0], words[1], bytes32(words[2]), bytes32(words[3]), words[4], bytes32(words[5]));
        uint256 used = before - gasleft();
        require(used < 130_000, vm.toString(used));

        before = gasleft();
        verifier.isPrimeOrder(G_U, G_V);
        used = before - gasleft();
        require(used < 115_000, vm.toString(used));
    }

    function _verify(uint256 index) private view returns (bool holds) {
        uint256[6] memory words = _words(index);
        return verifier.verify(words[0], words[1], bytes32(words[2]), bytes32(words[3]), words[4], bytes32(words[5]));
    }

    function _words(uint256 index) private view returns (uint256[6] memory words) {
        string[6] memory names = ["rkU", "rkV", "message", "r", "rU", "s"];
        for (uint256 i = 0; i < 6; ++i) {
            words[i] = vm.parseJsonUint(json, _at("signatures", index, names[i]));
        }
    }

    // Bit by bit.
    function _times(uint256 k, uint256 u, uint256 v) private pure returns (Jubjub.Point memory multiple) {
        Jubjub.Addend memory base = Jubjub.addendOf(Jubjub.Point(u, v, 1, mulmod(u, v, Jubjub.P)));
        multiple = Jubjub.Point(0, 1, 1, 0);
        for (uint256 bit = 252; bit > 0; --bit) {
            multiple = Jubjub.add(multiple, Jubjub.addendOf(multiple));
            if ((k >> (bit - 1)) & 1 == 1) multiple = Jubjub.add(multiple, base);
        }
    }

    function _affine(Jubjub.Point memory point) private pure returns (uint256 u, uint256 v) {
        uint256 inverse = 1;
        uint256 exponent = Jubjub.P - 2;
        for (uint256 bit = 255; bit > 0; --bit) {
            inverse = mulmod(inverse, inverse, Jubjub.P);
            if ((exponent >> (bit - 1)) & 1 == 1) inverse = mulmod(inverse, point.z, Jubjub.P);
        }
        return (mulmod(point.x, inverse, Jubjub.P), mulmod(point.y, inverse, Jubjub.P));
    }

    function _at(string memory list, uint256 index, string memory name) private pure returns (string memory path) {
        return string.concat(".", list, "[", vm.toString(index), "].", name);
    }
}
