// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A verifying key that is an account's code
/// @notice Header, alpha, -beta, -gamma, -delta and the points of the inputs, in the encoding of EIP-2537. That the points are in their groups is looked at by whoever verifies: every use of them in a precompile does.
library VerifyingKeyCode {
    /// @notice The code is not that of a verifying key with so many inputs.
    error NotAVerifyingKey();

    /// @notice gamma is delta up to sign: nobody contributed to the second phase of its setup, and everybody can forge proofs.
    error KeyWithoutContribution();

    /// @notice The key was made for development from a public seed, and this ledger takes none of these.
    error DevelopmentKey();

    uint256 private constant HEADER_BYTES = 32;
    uint256 private constant MINUS_GAMMA = 416;
    uint256 private constant MINUS_DELTA = 672;
    uint256 private constant G2_BYTES = 256;
    uint256 private constant FIXED_BYTES = 928;
    uint256 private constant INPUT_BYTES = 160;

    /// @notice 0x00, so that nobody can run it, "ZTokenVK", format 1; the flag of a development key comes next, and the number of inputs in the lowest four bytes.
    uint256 private constant HEADER = (uint256(uint64(bytes8("ZTokenVK"))) << 184) | (1 << 176);
    uint256 private constant DEVELOPMENT = 1 << 168;

    /// @notice Refuses an account that is no key with so many inputs, and a development key where these are not allowed.
    function requireKey(address account, uint256 inputCount, bool allowsDevelopment) internal view {
        uint256 length = FIXED_BYTES + INPUT_BYTES * (inputCount + 1);
        if (account.code.length != length) {
            revert NotAVerifyingKey();
        }

        bytes memory part = new bytes(MINUS_DELTA + G2_BYTES - MINUS_GAMMA);
        uint256 header;
        bytes32 gamma;
        bytes32 delta;
        assembly ("memory-safe") {
            extcodecopy(account, 0, 0, HEADER_BYTES)
            header := mload(0)
            extcodecopy(account, add(part, 32), MINUS_GAMMA, mload(part))
            // Points that differ in their sign have the same x: the first half of a point.
            gamma := keccak256(add(part, 32), 128)
            delta := keccak256(add(part, 288), 128)
        }
        bool isDevelopment = header == HEADER | DEVELOPMENT | inputCount;
        if (header != HEADER | inputCount && !isDevelopment) {
            revert NotAVerifyingKey();
        }

        if (gamma == delta) {
            revert KeyWithoutContribution();
        }

        if (isDevelopment && !allowsDevelopment) {
            revert DevelopmentKey();
        }
    }
}
