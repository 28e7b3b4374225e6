// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Jubjub: -u^2 + v^2 = 1 + d u^2 v^2 over the scalar field of BLS12-381
/// @notice Zcash protocol specification, section 5.4.9.3. Points in extended coordinates (X, Y, Z, T), u = X / Z, v = Y / Z, T = X Y / Z: H. Hisil, K. Wong, G. Carter, E. Dawson, "Twisted Edwards Curves Revisited" (2008), sections 3.1 and 3.3, with a = -1. Their addition is complete here, for -1 is a square and d is none.
/// @dev Coordinates are kept below P. 2 P is below 2^256, so a factor may be a sum or difference of two of them that is not reduced: mulmod takes any word.
library Jubjub {
    /// @notice The order of the field.
    uint256 internal constant P = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;

    /// @notice The order of the prime subgroup, 252 bits.
    uint256 internal constant ORDER = 0x0e7db4ea6533afa906673b0101343b00a6682093ccc81082d0970e5ed6f72cb7;

    uint256 private constant TWO_P = 0xe7db4ea6533afa906673b0101343b00aa77b4805fffcb7fdfffffffe00000002;

    /// @notice d = -(10240/10241), and twice that.
    uint256 private constant D = 0x2a9318e74bfa2b48f5fd9207e6bd7fd4292d7f6d37579d2601065fd6d6343eb1;
    uint256 private constant TWO_D = 0x552631ce97f45691ebfb240fcd7affa8525afeda6eaf3a4c020cbfadac687d62;

    // -G_auth, -2 G_auth and -3 G_auth as (v - u, v + u, 2 d u v): docs/protocol.md, section 3, has G_auth; a test computes these from it.
    uint256 private constant G1_DIFFERENCE = 0x5ff601720c807f3f473784de2dc2da73214b719da0dc77c3a96dadac670bd802;
    uint256 private constant G1_SUM = 0x238e2241cf1c3c2f666be152ed531cffa7900e1b353fdec17277a5f18f7be95f;
    uint256 private constant G1_PRODUCT = 0x52f6af151942ba3c1e45c6ee46a5fb3d11c7d2faea4b3e48a6ed4ec04db0d530;
    uint256 private constant G2_DIFFERENCE = 0x352417168f9e524d31b9d9de0ded2cc28e0db663ec7923c161b8151a707ec1f1;
    uint256 private constant G2_SUM = 0x03bf539eb88e6da8a0af5d607ece59a6813512131d14e1f2a86e122054939c1c;
    uint256 private constant G2_PRODUCT = 0x06b6ea41ad101dac30ee6aa9aaf79610aeb28b2d6ce239f4297af4c089c2410e;
    uint256 private constant G3_DIFFERENCE = 0x63c09afc67f359976c0019d6802742036d8a1270eb8db83b279404408ac0892a;
    uint256 private constant G3_SUM = 0x6d02268758e119391c1d39e6b233b69e643c94d402c2f65abd391c5577ea9b6f;
    uint256 private constant G3_PRODUCT = 0x4faee50c348824aa721d1f6c46ebb38289ae04b9181e05deeb61ed1e8761484d;

    /// @notice A point in extended coordinates.
    struct Point {
        uint256 x;
        uint256 y;
        uint256 z;
        uint256 t;
    }

    /// @notice A point as the second operand of a sum: Y - X, Y + X, 2 d T, 2 Z, the first two not reduced.
    struct Addend {
        uint256 difference;
        uint256 sum;
        uint256 product;
        uint256 twoZ;
    }

    /// @notice Whether both coordinates are canonical and the point is on the curve.
    function isOnCurve(uint256 u, uint256 v) internal pure returns (bool on) {
        if (u >= P || v >= P) {
            return false;
        }

        uint256 uu = mulmod(u, u, P);
        uint256 vv = mulmod(v, v, P);
        return addmod(vv, P - uu, P) == addmod(1, mulmod(D, mulmod(uu, vv, P), P), P);
    }

    /// @notice Whether 8 times a point of the curve is the neutral element.
    function isSmallOrder(uint256 u, uint256 v) internal pure returns (bool small) {
        return isCofactorMultipleNeutral(u, v, 1);
    }

    /// @notice Whether a point of the curve is in the prime subgroup and not its neutral element.
    function isPrimeOrder(uint256 u, uint256 v) internal pure returns (bool prime) {
        Point memory multiple = combine(u, v, ORDER, 0);
        return multiple.x == 0 && multiple.y == multiple.z && !(u == 0 && v == 1);
    }

    /// @notice Whether 8 times the point (x / z, y / z) is the neutral element.
    function isCofactorMultipleNeutral(uint256 x, uint256 y, uint256 z) internal pure returns (bool neutral) {
        unchecked {
            for (uint256 i = 0; i < 3; ++i) {
                // As in combine.
                uint256 e = mulmod(x + x, y, P);
                uint256 xx = mulmod(x, x, P);
                uint256 yy = mulmod(y, y, P);
                uint256 g = yy + (P - xx);
                uint256 f = addmod(mulmod(z, z + z, P), TWO_P - g, P);
                (x, y, z) = (mulmod(e, f, P), mulmod(g, xx + yy, P), mulmod(f, g, P));
            }
        }
        return x == 0 && y == z;
    }

    /// @notice [c] (u, v) - [s] G_auth for scalars below 2^252.
    /// @dev Both at once, two bits of each a step (E. Straus, 1964), from a table of the 15 sums i (u, v) - j G_auth.
    function combine(uint256 u, uint256 v, uint256 c, uint256 s) internal pure returns (Point memory sum) {
        uint256[64] memory table = _tableOf(u, v);
        uint256 p = P;
        uint256 twoP = TWO_P;
        assembly ("memory-safe") {
            let x := 0
            let y := 1
            let z := 1
            for { let shift := 252 } shift {} {
                shift := sub(shift, 2)

                // 2 (X, Y, Z), twice, all coordinates with the other sign: E = 2 X Y, F = 2 Z^2 - G, G = Y^2 - X^2, H = X^2 + Y^2; T is for the sum alone.
                let e := mulmod(add(x, x), y, p)
                let h := mulmod(x, x, p)
                let g := mulmod(y, y, p)
                let f := add(g, sub(p, h))
                h := add(g, h)
                g := addmod(mulmod(z, add(z, z), p), sub(twoP, f), p)
                y := mulmod(f, h, p)
                z := mulmod(g, f, p)
                x := mulmod(e, g, p)

                e := mulmod(add(x, x), y, p)
                h := mulmod(x, x, p)
                g := mulmod(y, y, p)
                f := add(g, sub(p, h))
                h := add(g, h)
                g := addmod(mulmod(z, add(z, z), p), sub(twoP, f), p)
                y := mulmod(f, h, p)
                z := mulmod(g, f, p)
                x := mulmod(e, g, p)

                let entry := or(shl(7, and(shr(shift, c), 3)), shl(9, and(shr(shift, s), 3)))
                if entry {
                    entry := add(table, entry)
                    // A = (Y1 - X1)(Y2 - X2), B = (Y1 + X1)(Y2 + X2), C = T1 2d T2, D = Z1 2 Z2; E = B - A, F = D - C, G = D + C, H = B + A.
                    let t := mulmod(mulmod(e, h, p), mload(add(entry, 64)), p)
                    let a := mulmod(add(y, sub(p, x)), mload(entry), p)
                    let b := mulmod(add(y, x), mload(add(entry, 32)), p)
                    z := mulmod(z, mload(add(entry, 96)), p)
                    x := add(b, sub(p, a))
                    y := add(b, a)
                    a := add(z, sub(p, t))
                    b := add(z, t)
                    e := x
                    h := y
                    x := mulmod(x, a, p)
                    y := mulmod(b, y, p)
                    z := mulmod(a, b, p)
                }
                if iszero(shift) { mstore(add(sum, 96), mulmod(e, h, p)) }
            }
            mstore(sum, x)
            mstore(add(sum, 32), y)
            mstore(add(sum, 64), z)
        }
    }

    /// @notice The sum of a point and an addend.
    function add(Point memory a, Addend memory b) internal pure returns (Point memory sum) {
        unchecked {
            uint256 small = mulmod(a.y + (P - a.x), b.difference, P);
            uint256 large = mulmod(a.y + a.x, b.sum, P);
            uint256 cross = mulmod(a.t, b.product, P);
            uint256 scale = mulmod(a.z, b.twoZ, P);
            uint256 e = large + (P - small);
            uint256 f = scale + (P - cross);
            uint256 g = scale + cross;
            uint256 h = large + small;
            return Point(mulmod(e, f, P), mulmod(g, h, P), mulmod(f, g, P), mulmod(e, h, P));
        }
    }

    /// @notice A point as the second operand of a sum.
    function addendOf(Point memory a) internal pure returns (Addend memory addend) {
        unchecked {
            return Addend(a.y + (P - a.x), a.y + a.x, mulmod(TWO_D, a.t, P), a.z + a.z);
        }
    }

    // Entry i + 4 j is i (u, v) - j G_auth as an addend; entry 0 is never read.
    function _tableOf(uint256 u, uint256 v) private pure returns (uint256[64] memory table) {
        Point memory one = Point(u, v, 1, mulmod(u, v, P));
        Addend memory step = addendOf(one);
        Point memory two = add(one, step);
        Point memory three = add(two, step);
        _put(table, 1, step);
        _put(table, 2, addendOf(two));
        _put(table, 3, addendOf(three));
        for (uint256 j = 1; j < 4; ++j) {
            Addend memory base = j == 1
                ? Addend(G1_DIFFERENCE, G1_SUM, G1_PRODUCT, 2)
                : j == 2 ? Addend(G2_DIFFERENCE, G2_SUM, G2_PRODUCT, 2) : Addend(G3_DIFFERENCE, G3_SUM, G3_PRODUCT, 2);
            _put(table, 4 * j, base);
            _put(table, 4 * j + 1, addendOf(add(one, base)));
            _put(table, 4 * j + 2, addendOf(add(two, base)));
            _put(table, 4 * j + 3, addendOf(add(three, base)));
        }
    }

    function _put(uint256[64] memory table, uint256 index, Addend memory entry) private pure {
        assembly ("memory-safe") {
            mcopy(add(table, shl(7, index)), entry, 128)
        }
    }
}
