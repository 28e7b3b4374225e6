// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGroth16Verifier} from "../../src/interfaces/IGroth16Verifier.sol";
import {IRedJubjub} from "../../src/interfaces/IRedJubjub.sol";

/// @title A test double of the verifier and the signature checker: it accepts everything but what a test told it to refuse
/// @dev Nobody can make a proof inside forge: it takes the circuit and its prover. So here the contracts are shown to ask, to ask with the right words and to obey
/// the answer; that the answers are right is shown where real proofs are, in the verifiers' own tests and in the story that C# runs on two chains. It lies in test/ and
/// is never deployed.
contract AcceptingVerifier is IGroth16Verifier, IRedJubjub {
    bool public refusesProofs;
    mapping(bytes32 message => bool) public refusesSignatureOf;
    mapping(uint256 u => bool) public refusesKey;
    mapping(uint256 u => bool) public refusesPrimeOrder;

    // What is accepted, where a test wants to see that nothing else was asked.
    bytes32 public onlyProof;
    bytes32 public onlySignature;

    function refuseProofs(bool refuses) external {
        refusesProofs = refuses;
    }

    function refuseSignatureOf(bytes32 message) external {
        refusesSignatureOf[message] = true;
    }

    function refuseKey(uint256 u, bool refuses) external {
        refusesKey[u] = refuses;
    }

    function refusePrimeOrder(uint256 u) external {
        refusesPrimeOrder[u] = true;
    }

    function acceptOnlyProof(address key, bytes calldata proof, uint256[] calldata inputs) external {
        onlyProof = keccak256(abi.encode(key, proof, inputs));
    }

    function acceptOnlySignature(uint256 rkU, uint256 rkV, bytes32 message, bytes32 r, uint256 rU, bytes32 s) external {
        onlySignature = keccak256(abi.encode(rkU, rkV, message, r, rU, s));
    }

    function verify(address key, bytes calldata proof, uint256[] calldata inputs) external view returns (bool holds) {
        return !refusesProofs && (onlyProof == 0 || onlyProof == keccak256(abi.encode(key, proof, inputs)));
    }

    function verify(uint256 rkU, uint256 rkV, bytes32 message, bytes32 r, uint256 rU, bytes32 s) external view returns (bool holds) {
        return !refusesSignatureOf[message] && (onlySignature == 0 || onlySignature == keccak256(abi.encode(rkU, rkV, message, r, rU, s)));
    }

    function isValidKey(uint256 u, uint256) external view returns (bool valid) {
        return !refusesKey[u];
    }

    function isPrimeOrder(uint256 u, uint256) external view returns (bool prime) {
        return !refusesPrimeOrder[u];
    }
}
