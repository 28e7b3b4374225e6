// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Points of Jubjub and signatures of RedJubjub
/// @notice A precompile on ZToken's own chain, a contract on any other. docs/protocol.md, sections 2 and 11.
interface IRedJubjub {
    /// @notice Whether a spend authorisation holds: cofactored, over the generator G_auth.
    /// @param rkU The key's u coordinate.
    /// @param rkV The key's v coordinate.
    /// @param message What is signed: the signature hash.
    /// @param r The signature's first half, R in bytes as it stands.
    /// @param rU The u coordinate of R, which r has the parity of: it spares a square root. Any other than the right one is refused.
    /// @param s The signature's second half, a scalar in little-endian bytes as it stands.
    /// @return holds False too where the key is not valid, where R is not canonical and where s is not below the group's order.
    function verify(uint256 rkU, uint256 rkV, bytes32 message, bytes32 r, uint256 rU, bytes32 s) external view returns (bool holds);

    /// @notice Whether a point may be a key that was randomised: canonical, on the curve and not of small order.
    function isValidKey(uint256 u, uint256 v) external view returns (bool valid);

    /// @notice Whether a point may be registered as a viewing key: canonical, on the curve, in the prime subgroup and not its neutral element.
    function isPrimeOrder(uint256 u, uint256 v) external view returns (bool prime);
}
