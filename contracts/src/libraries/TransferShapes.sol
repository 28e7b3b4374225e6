// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The shapes of a transfer, T(n, k): n notes in, k payments and one note of change out
/// @notice docs/protocol.md, section 8: the code of a shape is 16 n + k.
library TransferShapes {
    /// @notice Bytes of a memo's ciphertext; a bundle has one for each payment.
    uint256 internal constant MEMO_BYTES = 272;

    /// @notice Public inputs before the nullifiers: note root, member root, epoch.
    uint256 internal constant BEFORE_NULLIFIERS = 3;

    /// @notice Whether the network knows the shape.
    function isKnown(uint8 shape) internal pure returns (bool known) {
        return shape == 0x21 || shape == 0x81 || shape == 0x28;
    }

    /// @notice n: nullifiers of a bundle.
    function notesIn(uint8 shape) internal pure returns (uint256 n) {
        return shape >> 4;
    }

    /// @notice k: payments of a bundle, without the change.
    function payments(uint8 shape) internal pure returns (uint256 k) {
        return shape & 0x0f;
    }

    /// @notice Public inputs: three, n nullifiers, two for each of k + 1 outputs, two for each payment's ciphertext, 3 + ceil(n / 7) for the sender's, rk, E, three amounts.
    function inputCount(uint8 shape) internal pure returns (uint256 count) {
        uint256 n = notesIn(shape);
        uint256 k = payments(shape);
        return BEFORE_NULLIFIERS + n + 2 * (k + 1) + 2 * k + (3 + (n + 6) / 7) + 2 + 2 + 3;
    }
}
