// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bundle} from "../interfaces/IZToken.sol";
import {Blake2b} from "./Blake2b.sol";

/// @title What the owner of the notes signs: docs/protocol.md, section 11
library BundleHash {
    bytes16 private constant PERSONALISATION = "ZToken_SigHash_1";

    // noteRoot and memberRoot are not signed: a bundle can be proven again under newer ones.
    uint256 private constant UNSIGNED_INPUTS = 2;

    /// @notice Keccak-256 over chain, contract and terms as words, and the memos.
    function contextOf(uint256 chainId, address zToken, Bundle calldata bundle) internal pure returns (bytes32 context) {
        bytes calldata memos = bundle.memos;
        (uint256 expiry, uint256 depositor, uint256 target) = (bundle.expiry, uint160(bundle.depositor), uint160(bundle.target));
        bytes32 agreement = bundle.agreement;
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, chainId)
            mstore(add(words, 0x20), zToken)
            mstore(add(words, 0x40), expiry)
            mstore(add(words, 0x60), depositor)
            mstore(add(words, 0x80), target)
            mstore(add(words, 0xa0), agreement)
            calldatacopy(add(words, 0xc0), memos.offset, memos.length)
            context := keccak256(words, add(0xc0, memos.length))
        }
    }

    /// @notice The signature hash, which is the bundle's id: BLAKE2b over shape, version, the public inputs from the epoch on and the context, one run of words.
    function idOf(uint256 chainId, address zToken, Bundle calldata bundle) internal view returns (bytes32 id) {
        bytes32 context = contextOf(chainId, zToken, bundle);
        uint256[] calldata inputs = bundle.inputs;
        uint256 signedInputs = inputs.length - UNSIGNED_INPUTS;
        bytes memory words = new bytes(32 * (signedInputs + 3));
        (uint256 shape, uint256 keyVersion) = (bundle.shape, bundle.keyVersion);
        assembly ("memory-safe") {
            let start := add(words, 0x20)
            mstore(start, shape)
            mstore(add(start, 0x20), keyVersion)
            calldatacopy(add(start, 0x40), add(inputs.offset, mul(32, UNSIGNED_INPUTS)), mul(32, signedInputs))
            mstore(add(add(start, 0x40), mul(32, signedInputs)), context)
        }
        return Blake2b.hash256(PERSONALISATION, words);
    }
}
