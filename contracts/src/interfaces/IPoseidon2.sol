// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Poseidon2 over the scalar field of BLS12-381, four elements wide
/// @notice A precompile on ZToken's own chain, a contract on any other. docs/protocol.md, section 4.
interface IPoseidon2 {
    /// @notice The permutation.
    /// @param state Four elements; a word that is not below r is refused.
    /// @return permuted The four elements that come out.
    function permute(uint256[4] calldata state) external view returns (uint256[4] memory permuted);

    /// @notice The node of a tree over four children: element 0 of the permutation, plus the first child.
    /// @param children Four elements; a word that is not below r is refused.
    /// @return parent The node.
    function node(uint256[4] calldata children) external view returns (uint256 parent);
}
