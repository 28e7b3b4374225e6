// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {VerifyingKeyCode} from "./VerifyingKeyCode.sol";

/// @title Groth16 over BLS12-381, through the precompiles of EIP-2537
/// @notice J. Groth, "On the size of pairing-based non-interactive arguments" (2016): e(A, B) e(alpha, -beta) e(X, -gamma) e(C, -delta) = 1, where X is the sum of the key's input points times the inputs.
/// @dev The key is an account's code, laid out such that one copy of it is the input of the multiplication but for the scalars: see VerifyingKeyCode. The precompiles look at every encoding and at every subgroup; what they do not refuse is infinity.
library Groth16 {
    uint256 private constant R = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;

    uint256 private constant PROOF_BYTES = 512;
    uint256 private constant FIXED_BYTES = 928;
    uint256 private constant INPUT_BYTES = 160;

    /// @notice Whether a proof holds. False, too, where key, proof or inputs are malformed.
    /// @dev A precompile that refuses takes all gas it was given: so it is given twice what EIP-2537 asks for at most, and a bad proof cannot cost the caller everything.
    function verify(address key, bytes calldata proof, uint256[] calldata inputs) internal view returns (bool holds) {
        uint256 count = inputs.length;
        uint256 length = FIXED_BYTES + INPUT_BYTES * (count + 1);
        if (proof.length != PROOF_BYTES || count > 255 || key.code.length != length) {
            return false;
        }

        // A development key verifies like any other: whether one counts is for governance to say.
        uint256 header = VerifyingKeyCode.HEADER | count;
        uint256 developmentHeader = header | VerifyingKeyCode.DEVELOPMENT;
        assembly ("memory-safe") {
            function isZero(at, bytes128) -> zero {
                zero := 1
                for { let end := add(at, mul(bytes128, 128)) } lt(at, end) { at := add(at, 128) } {
                    zero := and(zero, iszero(or(or(mload(at), mload(add(at, 32))), or(mload(add(at, 64)), mload(add(at, 96))))))
                }
            }

            // The four pairs: A B | alpha -beta | X -gamma | C -delta; then the code from the input points on.
            let pairs := mload(0x40)
            let points := add(pairs, 1536)
            extcodecopy(key, pairs, 0, 32)
            let valid := or(eq(mload(pairs), header), eq(mload(pairs), developmentHeader))

            calldatacopy(pairs, proof.offset, 384)
            extcodecopy(key, add(pairs, 384), 32, 384)
            extcodecopy(key, add(pairs, 896), 416, 256)
            calldatacopy(add(pairs, 1152), add(proof.offset, 384), 128)
            extcodecopy(key, add(pairs, 1280), 672, 256)
            extcodecopy(key, points, FIXED_BYTES, mul(INPUT_BYTES, add(count, 1)))
            valid := and(valid, iszero(or(or(isZero(pairs, 1), isZero(add(pairs, 128), 2)), isZero(add(pairs, 1152), 1))))

            let scalar := add(points, 288)
            let source := inputs.offset
            for { let end := add(source, mul(32, count)) } lt(source, end) { source := add(source, 32) } {
                let input := calldataload(source)
                valid := and(valid, lt(input, R))
                mstore(scalar, input)
                scalar := add(scalar, INPUT_BYTES)
            }

            if valid {
                // G1MSM at 0x0c: 12,000 gas a point, less a discount. Pairing at 0x0f: 37,700 and 32,600 a pair.
                valid := staticcall(mul(24000, add(count, 1)), 0x0c, points, mul(INPUT_BYTES, add(count, 1)), add(pairs, 768), 128)
            }
            if valid {
                mstore(0, 0)
                holds := staticcall(336200, 0x0f, pairs, 1536, 0, 32)
                holds := and(holds, eq(mload(0), 1))
            }
        }
    }
}
