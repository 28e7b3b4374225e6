// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Blake2b} from "./Blake2b.sol";
import {Jubjub} from "./Jubjub.sol";

/// @title RedJubjub over G_auth: the signature of a spend authorisation
/// @notice Zcash protocol specification, section 5.4.7, with our personalisation; cofactored. docs/protocol.md, section 11.
library RedJubjub {
    bytes16 private constant PERSONALISATION = "ZToken_RedJubjub";

    uint256 private constant LOWEST_255_BITS = (1 << 255) - 1;

    /// @notice 2^256 modulo the order of the prime subgroup.
    uint256 private constant RADIX = 0x09a6fc6f479155c6932514eeeb8814f4f315d62f66b6e75025f80bb3b99607d9;

    /// @notice Whether a point may be a key that was randomised: canonical, on the curve and not of small order.
    function isValidKey(uint256 u, uint256 v) internal pure returns (bool valid) {
        return Jubjub.isOnCurve(u, v) && !Jubjub.isSmallOrder(u, v);
    }

    /// @notice Whether [8](R + [c] rk - [S] G_auth) is the neutral element, with c = H*(R, rk, message), and every encoding is canonical.
    /// @param rU The u coordinate of R: with it no square root need be taken. It must be the one whose parity r has.
    function verify(uint256 rkU, uint256 rkV, bytes32 message, bytes32 r, uint256 rU, bytes32 s) internal view returns (bool holds) {
        uint256 encoded = _reversed(uint256(r));
        uint256 rV = encoded & LOWEST_255_BITS;
        uint256 scalar = _reversed(uint256(s));
        // A sign with u = 0 is another encoding of the same point (ZIP 216): the parity of 0 is not 1.
        if (scalar >= Jubjub.ORDER || encoded >> 255 != rU & 1 || !Jubjub.isOnCurve(rU, rV) || !isValidKey(rkU, rkV)) {
            return false;
        }

        uint256 challenge = _challenge(r, bytes32(_reversed(rkV) | ((rkU & 1) << 7)), message);
        Jubjub.Point memory sum = Jubjub.combine(rkU, rkV, challenge, scalar);
        Jubjub.Point memory nonce = Jubjub.Point(rU, rV, 1, mulmod(rU, rV, Jubjub.P));
        sum = Jubjub.add(sum, Jubjub.addendOf(nonce));
        return Jubjub.isCofactorMultipleNeutral(sum.x, sum.y, sum.z);
    }

    // The digest is an integer of 512 bits, little-endian.
    function _challenge(bytes32 r, bytes32 rk, bytes32 message) private view returns (uint256 challenge) {
        (bytes32 low, bytes32 high) = Blake2b.hash512(PERSONALISATION, abi.encodePacked(r, rk, message));
        return addmod(mulmod(_reversed(uint256(high)), RADIX, Jubjub.ORDER), _reversed(uint256(low)), Jubjub.ORDER);
    }

    // The 32 bytes of a word in the other order.
    function _reversed(uint256 word) private pure returns (uint256 reversed) {
        uint256 mask = 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff;
        word = ((word & mask) << 8) | ((word >> 8) & mask);
        mask = 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff;
        word = ((word & mask) << 16) | ((word >> 16) & mask);
        mask = 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff;
        word = ((word & mask) << 32) | ((word >> 32) & mask);
        mask = 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff;
        word = ((word & mask) << 64) | ((word >> 64) & mask);
        return (word << 128) | (word >> 128);
    }
}
