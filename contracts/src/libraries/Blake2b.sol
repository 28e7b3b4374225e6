// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title BLAKE2b with a personalisation, through the compression function at 0x09 (EIP-152)
/// @notice RFC 7693: no key, no salt. The state after the last block is the digest, its words little-endian as the precompile has them.
library Blake2b {
    uint256 private constant COMPRESSION = 0x09;

    // The initial state in the precompile's order of bytes, as two words; the parameters go over it: RFC 7693, section 2.5.
    uint256 private constant STATE_LOW = 0x08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5;
    uint256 private constant STATE_HIGH = 0xd182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b;

    // Bytes 2 and 3 of the parameters: a fan-out and a depth of one.
    uint256 private constant SEQUENTIAL = 0x0101 << 224;

    /// @notice BLAKE2b-256 of a message below 2^24 bytes.
    function hash256(bytes16 personalisation, bytes memory message) internal view returns (bytes32 digest) {
        (digest,) = _hash(32, personalisation, message);
    }

    /// @notice BLAKE2b-512 of a message below 2^24 bytes.
    function hash512(bytes16 personalisation, bytes memory message) internal view returns (bytes32 first, bytes32 second) {
        return _hash(64, personalisation, message);
    }

    // The input of the precompile: 4 bytes of rounds, 64 of state, 128 of message, 16 of bytes so far (little-endian), 1 that says which block is the last.
    function _hash(uint256 digestBytes, bytes16 personalisation, bytes memory message) private view returns (bytes32 first, bytes32 second) {
        uint256 low = STATE_LOW ^ SEQUENTIAL ^ (digestBytes << 248);
        uint256 high = STATE_HIGH ^ uint256(uint128(personalisation));
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, shl(224, 12))
            mstore(add(input, 4), low)
            mstore(add(input, 36), high)
            mstore(add(input, 196), 0)
            let source := add(message, 32)
            let length := mload(message)
            let taken := 0
            for { let isLast := 0 } iszero(isLast) {} {
                let size := sub(length, taken)
                isLast := lt(size, 129)
                switch isLast
                case 0 { size := 128 }
                default {
                    // What is left of the last block is zeros.
                    mstore(add(input, 68), 0)
                    mstore(add(input, 100), 0)
                    mstore(add(input, 132), 0)
                    mstore(add(input, 164), 0)
                }
                mcopy(add(input, 68), add(source, taken), size)
                taken := add(taken, size)
                mstore8(add(input, 196), taken)
                mstore8(add(input, 197), shr(8, taken))
                mstore8(add(input, 198), shr(16, taken))
                mstore8(add(input, 212), isLast)
                if iszero(staticcall(gas(), COMPRESSION, input, 213, add(input, 4), 64)) { revert(0, 0) }
            }
            first := mload(add(input, 4))
            second := mload(add(input, 36))
        }
    }
}
