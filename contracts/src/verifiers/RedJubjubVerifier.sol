// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRedJubjub} from "../interfaces/IRedJubjub.sol";
import {Jubjub} from "../libraries/Jubjub.sol";
import {RedJubjub} from "../libraries/RedJubjub.sol";

/// @title Points of Jubjub and signatures of RedJubjub for chains that do not have them as a precompile
contract RedJubjubVerifier is IRedJubjub {
    /// @inheritdoc IRedJubjub
    function verify(uint256 rkU, uint256 rkV, bytes32 message, bytes32 r, uint256 rU, bytes32 s) external view returns (bool holds) {
        return RedJubjub.verify(rkU, rkV, message, r, rU, s);
    }

    /// @inheritdoc IRedJubjub
    function isValidKey(uint256 u, uint256 v) external pure returns (bool valid) {
        return RedJubjub.isValidKey(u, v);
    }

    /// @inheritdoc IRedJubjub
    function isPrimeOrder(uint256 u, uint256 v) external pure returns (bool prime) {
        return Jubjub.isOnCurve(u, v) && Jubjub.isPrimeOrder(u, v);
    }
}
