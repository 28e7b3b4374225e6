// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A verifying key that is an account's code
/// @notice Header, alpha, -beta, -gamma, -delta and the points of the inputs, in the encoding of EIP-2537, each input's point with a word behind it that is 1 for the first and else 0.
library VerifyingKeyCode {
    /// @notice The code is not that of a verifying key with so many inputs, or a point in it is infinite or outside its group.
    error NotAVerifyingKey();

    /// @notice gamma is delta up to sign: nobody contributed to the second phase of its setup, and everybody can forge proofs.
    error KeyWithoutContribution();

    /// @notice The key was made for development from a public seed, and this ledger takes none of these.
    error DevelopmentKey();

    uint256 private constant ALPHA = 32;
    uint256 private constant MINUS_BETA = 160;
    uint256 private constant MINUS_GAMMA = 416;
    uint256 private constant MINUS_DELTA = 672;
    uint256 private constant G1_BYTES = 128;
    uint256 private constant G2_BYTES = 256;
    uint256 private constant FIXED_BYTES = 928;
    uint256 private constant INPUT_BYTES = 160;

    /// @notice 0x00, so that nobody can run it, "ZTokenVK", format 1; the flag of a development key comes next, and the number of inputs in the lowest four bytes.
    uint256 internal constant HEADER = (uint256(uint64(bytes8("ZTokenVK"))) << 184) | (1 << 176);
    uint256 internal constant DEVELOPMENT = 1 << 168;

    /// @notice Refuses an account that is no key with so many inputs, and a development key where these are not allowed.
    function requireKey(address account, uint256 inputCount, bool allowsDevelopment) internal view {
        uint256 length = FIXED_BYTES + INPUT_BYTES * (inputCount + 1);
        if (account.code.length != length) {
            revert NotAVerifyingKey();
        }

        bytes memory code = account.code;
        uint256 header;
        bytes32 gamma;
        bytes32 delta;
        assembly ("memory-safe") {
            header := mload(add(code, 32))
            // Points that differ in their sign have the same x: the first half of a point.
            gamma := keccak256(add(add(code, 32), MINUS_GAMMA), 128)
            delta := keccak256(add(add(code, 32), MINUS_DELTA), 128)
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

        if (!_hasPoints(code, inputCount)) {
            revert NotAVerifyingKey();
        }
    }

    // An input whose point is infinite would be bound by no proof. The precompiles look at encodings and groups, whatever they compute.
    function _hasPoints(bytes memory code, uint256 inputCount) private view returns (bool valid) {
        valid = !_isZero(code, ALPHA, G1_BYTES) && !_isZero(code, MINUS_BETA, G2_BYTES) && !_isZero(code, MINUS_GAMMA, G2_BYTES) && !_isZero(code, MINUS_DELTA, G2_BYTES);
        for (uint256 i = 0; i <= inputCount; ++i) {
            uint256 start = FIXED_BYTES + INPUT_BYTES * i;
            uint256 factor;
            assembly ("memory-safe") {
                factor := mload(add(add(code, 32), add(start, G1_BYTES)))
            }
            valid = valid && !_isZero(code, start, G1_BYTES) && factor == (i == 0 ? 1 : 0);
        }
        if (!valid) {
            return false;
        }

        bytes memory pairs = new bytes(3 * (G1_BYTES + G2_BYTES));
        assembly ("memory-safe") {
            let points := add(code, 32)
            let pair := add(pairs, 32)
            for { let at := MINUS_BETA } lt(at, FIXED_BYTES) { at := add(at, G2_BYTES) } {
                mcopy(pair, add(points, ALPHA), G1_BYTES)
                mcopy(add(pair, G1_BYTES), add(points, at), G2_BYTES)
                pair := add(pair, 384)
            }
            // G1MSM and pairing, with twice the gas that EIP-2537 asks for: one that refuses takes all it is given.
            valid := staticcall(mul(24000, add(inputCount, 1)), 0x0c, add(points, FIXED_BYTES), mul(INPUT_BYTES, add(inputCount, 1)), add(pairs, 32), 0)
            valid := and(valid, staticcall(271000, 0x0f, add(pairs, 32), mload(pairs), 0, 0))
        }
    }

    function _isZero(bytes memory code, uint256 start, uint256 length) private pure returns (bool zero) {
        uint256 any;
        assembly ("memory-safe") {
            let at := add(add(code, 32), start)
            for { let end := add(at, length) } lt(at, end) { at := add(at, 32) } { any := or(any, mload(at)) }
        }
        return any == 0;
    }
}
