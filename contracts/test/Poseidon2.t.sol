// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Poseidon2} from "../src/libraries/Poseidon2.sol";
import {Poseidon2Hasher} from "../src/verifiers/Poseidon2Hasher.sol";

contract Poseidon2Test {
    Poseidon2Hasher private immutable hasher = new Poseidon2Hasher();

    // wide(BLAKE2b-512("ZToken_EmptyLeaf"; nothing)) and what trees of heights 1 to 16 over it have for roots: docs/protocol.md, section 4, where the C# side
    // computes them.
    uint256 private constant EMPTY = 0x5f8e17c3bfdd18b71dc720f1a7daf7737db3dc4de1a00679bb370438e3bb8fef;
    uint256 private constant EMPTY_8 = 0x031a3ba5bf5bb4552e7f9b3902ade72f555c034a4d9b2d4fcf2433b14bcfb9bf;
    uint256 private constant EMPTY_16 = 0x3b20655062c8300a68ff2abf353f3732a303f7d01a9dc06c4f983ce8509ba32e;

    // HorizenLabs/poseidon2, poseidon2.rs, test of the instance for BLS12-381 with t = 4: the state (0, 1, 2, 3).
    function test_The_authors_known_answer_comes_out() external view {
        uint256[4] memory permuted = hasher.permute([uint256(0), 1, 2, 3]);
        require(permuted[0] == 0x28ff6c4edf9768c08ae26290487e93449cc8bc155fc2fad92a344adceb3ada6d, "0");
        require(permuted[1] == 0x0e56f2b6fad25075aa93560185b70e2b180ed7e269159c507c288b6747a0db2d, "1");
        require(permuted[2] == 0x6d8196f28da6006bb89b3df94600acdc03d0ba7c2b0f3f4409a54c1db6bf30d0, "2");
        require(permuted[3] == 0x07cfb49540ee456cce38b8a7d1a930a57ffc6660737f6589ef184c5e15334e36, "3");
    }

    function test_The_roots_of_empty_trees_are_those_of_the_protocol() external view {
        uint256 root = EMPTY;
        for (uint256 height = 1; height <= 16; ++height) {
            root = hasher.node([root, root, root, root]);
            require(height != 8 || root == EMPTY_8, "height 8");
        }
        require(root == EMPTY_16, "height 16");
    }

    function testFuzz_A_node_is_the_permutation_with_its_first_child_added(uint256[4] memory words) external view {
        uint256[4] memory state = _reduced(words);
        uint256[4] memory permuted = hasher.permute(state);
        for (uint256 i = 0; i < 4; ++i) {
            require(permuted[i] < Poseidon2.R, "not canonical");
        }
        require(hasher.node(state) == addmod(permuted[0], state[0], Poseidon2.R), "node");
    }

    function testFuzz_A_word_that_is_not_below_the_order_is_refused(uint256[4] memory words, uint256 excess, uint8 index) external {
        uint256[4] memory state = _reduced(words);
        state[index % 4] = Poseidon2.R + (excess % (type(uint256).max - Poseidon2.R + 1));
        bytes memory refusal = abi.encodeWithSelector(Poseidon2Hasher.NotCanonical.selector, state[index % 4]);
        vm.expectRevert(refusal);
        hasher.permute(state);
        vm.expectRevert(refusal);
        hasher.node(state);
    }

    function test_The_largest_elements_do_not_overflow() external view {
        uint256 top = Poseidon2.R - 1;
        uint256[4] memory permuted = hasher.permute([top, top, top, top]);
        uint256[4] memory slow = _permuteSlowly([top, top, top, top]);
        for (uint256 i = 0; i < 4; ++i) {
            require(permuted[i] == slow[i], "differs");
        }
    }

    function testFuzz_The_unrolled_rounds_agree_with_the_rounds_as_the_paper_writes_them(uint256[4] memory words) external view {
        uint256[4] memory state = _reduced(words);
        uint256[4] memory permuted = hasher.permute(state);
        uint256[4] memory slow = _permuteSlowly(state);
        for (uint256 i = 0; i < 4; ++i) {
            require(permuted[i] == slow[i], "differs");
        }
    }

    function test_A_node_costs_below_20_000_gas() external view {
        hasher.node([EMPTY, EMPTY, EMPTY, EMPTY]);
        uint256 before = gasleft();
        hasher.node([EMPTY, EMPTY, EMPTY, EMPTY]);
        uint256 used = before - gasleft();
        require(used < 20_000, vm.toString(used));
    }

    // Matrices as matrices, every sum and product reduced at once.
    function _permuteSlowly(uint256[4] memory s) private view returns (uint256[4] memory) {
        uint256[92] memory constants = _constants();
        s = _mixed(s);
        uint256 next = 0;
        for (uint256 round = 0; round < 64; ++round) {
            bool full = round < 4 || round >= 60;
            for (uint256 i = 0; i < (full ? 4 : 1); ++i) {
                uint256 x = addmod(s[i], constants[next++], Poseidon2.R);
                uint256 square = mulmod(x, x, Poseidon2.R);
                s[i] = mulmod(mulmod(square, square, Poseidon2.R), x, Poseidon2.R);
            }
            if (full) {
                s = _mixed(s);
            } else {
                uint256 sum = 0;
                for (uint256 i = 0; i < 4; ++i) sum = addmod(sum, s[i], Poseidon2.R);
                for (uint256 i = 0; i < 4; ++i) s[i] = addmod(sum, mulmod(s[i], constants[88 + i], Poseidon2.R), Poseidon2.R);
            }
        }
        return s;
    }

    function _mixed(uint256[4] memory s) private pure returns (uint256[4] memory mixed) {
        uint8[16] memory matrix = [5, 7, 1, 3, 4, 6, 1, 1, 1, 3, 5, 7, 1, 1, 4, 6];
        for (uint256 i = 0; i < 16; ++i) {
            mixed[i / 4] = addmod(mixed[i / 4], mulmod(matrix[i], s[i % 4], Poseidon2.R), Poseidon2.R);
        }
    }

    // 88 of rounds in the order of use, then the internal matrix's diagonal less one: what poseidon2.mjs read.
    function _constants() private view returns (uint256[92] memory constants) {
        uint256[] memory all = vm.parseJsonUintArray(vm.readFile("test/fixtures/poseidon2.json"), ".constants");
        for (uint256 i = 0; i < 92; ++i) constants[i] = all[i];
    }

    function _reduced(uint256[4] memory words) private pure returns (uint256[4] memory) {
        for (uint256 i = 0; i < 4; ++i) words[i] %= Poseidon2.R;
        return words;
    }
}
