using System.Diagnostics;

namespace ZToken.Algebra;

/// <summary>The map (x, y) to (beta x, y) of secp256k1, a multiplication by lambda, and how it halves scalars.</summary>
/// <remarks>
/// R. Gallant, R. Lambert and S. Vanstone, "Faster point multiplication on elliptic curves with efficient endomorphisms" (2001); Guide to Elliptic Curve
/// Cryptography, section 3.5. beta and lambda are cube roots of one in the two fields. The pairs (a, b) with a + b lambda = 0 modulo n form a lattice with the short basis
/// (a1, b1) = (0x3086d221a7d46bcde86c90e49284eb15, -0xe4437ed6010e88286f547fa90abfe4c3) and (a2, b2) = (0x114ca50f7a8e2f3f657c1108d9d44cfd8, a1).
/// </remarks>
internal static class Secp256k1Endomorphism
{
    /// <summary>The cube root of one by which the map multiplies x.</summary>
    public static Secp256k1Fp Beta => new(0xc1396c28719501ee, 0x9cf0497512f58995, 0x6e64479eac3434e9, 0x7ae96a2b657c0710);

    /// <summary>The cube root of one by which the map multiplies points.</summary>
    public static Secp256k1Fn Lambda => new(0xdf02967c1b23bd72, 0x122e22ea20816678, 0xa5261c028812645a, 0x5363ad4cc05c30e0);

    // -b1 and -b2 modulo n.
    private static Secp256k1Fn MinusB1 => new(0x6f547fa90abfe4c3, 0xe4437ed6010e8828, 0, 0);

    private static Secp256k1Fn MinusB2 => new(0xd765cda83db1562c, 0x8a280ac50774346d, 0xfffffffffffffffe, 0xffffffffffffffff);

    // b2 / n and -b1 / n in units of 2^-384, rounded.
    private static ReadOnlySpan<ulong> RatioOfB2 => [0xe893209a45dbb031, 0x3daa8a1471e8ca7f, 0xe86c90e49284eb15, 0x3086d221a7d46bcd];

    private static ReadOnlySpan<ulong> RatioOfMinusB1 => [0x1571b4ae8ac47f71, 0x221208ac9df506c6, 0x6f547fa90abfe4c4, 0xe4437ed6010e8828];

    /// <summary>The map on a point.</summary>
    public static AffinePoint<Secp256k1Fp> Apply(in AffinePoint<Secp256k1Fp> point) => new(point.X * Beta, point.Y);

    /// <summary>k1 and k2 with k1 + k2 lambda = k modulo n, both below 2^128 in magnitude. Variable time.</summary>
    /// <remarks>
    /// Babai's rounding leaves k within half of each basis vector: |k1| is at most (a1 + a2) / 2 + 1 and |k2| at most (b2 - b1) / 2 + 1, both below 2^128.
    /// </remarks>
    public static (HalfScalar First, HalfScalar Second) SplitVarTime(in Secp256k1Fn k)
    {
        Secp256k1Fn c1 = Secp256k1Fn.FromUInt128(MultiplyAndRound(k, RatioOfB2));
        Secp256k1Fn c2 = Secp256k1Fn.FromUInt128(MultiplyAndRound(k, RatioOfMinusB1));
        Secp256k1Fn second = (MinusB1 * c1) + (MinusB2 * c2);
        Secp256k1Fn first = k - (Lambda * second);
        return (ToHalf(first), ToHalf(second));
    }

    /// <summary>The residue next to zero, which is known to be short.</summary>
    private static HalfScalar ToHalf(in Secp256k1Fn residue)
    {
        bool negative = residue.Limbs.L3 != 0;
        (ulong l0, ulong l1, ulong l2, ulong l3) = negative ? (-residue).Limbs : residue.Limbs;
        Debug.Assert((l2 | l3) == 0, "The halves of a scalar are below 2^128.");
        return new HalfScalar(new UInt128(l1, l0), negative);
    }

    /// <summary>k times a ratio in units of 2^-384, rounded to an integer, which is below 2^128.</summary>
    private static UInt128 MultiplyAndRound(in Secp256k1Fn k, ReadOnlySpan<ulong> ratio)
    {
        (ulong k0, ulong k1, ulong k2, ulong k3) = k.Limbs;
        ReadOnlySpan<ulong> limbs = [k0, k1, k2, k3];
        Span<ulong> product = stackalloc ulong[8];
        product.Clear();
        for (int i = 0; i < 4; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < 4; j++)
            {
                UInt128 sum = ((UInt128)limbs[i] * ratio[j]) + product[i + j] + carry;
                product[i + j] = (ulong)sum;
                carry = (ulong)(sum >> 64);
            }

            product[i + 4] = carry;
        }

        return new UInt128(product[7], product[6]) + (product[5] >> 63);
    }
}
