// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A verifier of Groth16 proofs over BLS12-381
/// @notice A precompile on ZToken's own chain, a contract on any other.
interface IGroth16Verifier {
    /// @notice Whether a proof holds.
    /// @param key The account whose code is the verifying key.
    /// @param proof A, B and C, 512 bytes: 128, 256 and 128 in the encoding of EIP-2537.
    /// @param inputs The public inputs: as many as the key has, each below r.
    /// @return holds False, never a refusal of the call, also where key, proof or inputs are malformed.
    function verify(address key, bytes calldata proof, uint256[] calldata inputs) external view returns (bool holds);
}
