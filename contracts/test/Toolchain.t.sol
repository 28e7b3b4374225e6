// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";

/// @title What the other tests take for granted
contract ToolchainTest {
    function test_The_cheat_codes_answer() external {
        vm.warp(1_800_000_000);
        require(block.timestamp == 1_800_000_000, "time");
    }

    function test_The_curve_precompiles_of_EIP_2537_are_there() external view {
        // The point at infinity added to itself.
        (bool done, bytes memory sum) = address(0x0b).staticcall(new bytes(256));
        require(done && sum.length == 128, "G1ADD");
    }
}
