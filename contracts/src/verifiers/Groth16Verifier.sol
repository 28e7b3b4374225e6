// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGroth16Verifier} from "../interfaces/IGroth16Verifier.sol";
import {Groth16} from "../libraries/Groth16.sol";

/// @title The verifier of proofs for chains that do not have it as a precompile, but have EIP-2537
contract Groth16Verifier is IGroth16Verifier {
    /// @inheritdoc IGroth16Verifier
    function verify(address key, bytes calldata proof, uint256[] calldata inputs) external view returns (bool holds) {
        return Groth16.verify(key, proof, inputs);
    }
}
