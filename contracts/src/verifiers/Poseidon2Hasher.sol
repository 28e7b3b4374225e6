// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPoseidon2} from "../interfaces/IPoseidon2.sol";
import {Poseidon2} from "../libraries/Poseidon2.sol";

/// @title Poseidon2 for chains that do not have it as a precompile
contract Poseidon2Hasher is IPoseidon2 {
    /// @notice A word is not below the field's order.
    /// @param word The word.
    error NotCanonical(uint256 word);

    /// @inheritdoc IPoseidon2
    function permute(uint256[4] calldata state) external pure returns (uint256[4] memory permuted) {
        (permuted[0], permuted[1], permuted[2], permuted[3]) = _permute(state);
    }

    /// @inheritdoc IPoseidon2
    function node(uint256[4] calldata children) external pure returns (uint256 parent) {
        (parent,,,) = _permute(children);
        parent = addmod(parent, children[0], Poseidon2.R);
    }

    function _permute(uint256[4] calldata state) private pure returns (uint256, uint256, uint256, uint256) {
        for (uint256 i = 0; i < 4; ++i) {
            if (state[i] >= Poseidon2.R) revert NotCanonical(state[i]);
        }
        return Poseidon2.permute(state[0], state[1], state[2], state[3]);
    }
}
