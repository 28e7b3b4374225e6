using CsCheck;

namespace ZToken.Algebra.Tests;

/// <summary>The pairing of BN254; official vectors run through the precompile 0x08 in the tests of the EVM.</summary>
public class Bn254PairingTests
{
    private static readonly AffinePoint<Bn254Fp> g1 = AffinePoint<Bn254Fp>.Generator;
    private static readonly AffinePoint<Bn254Fp2> g2 = AffinePoint<Bn254Fp2>.Generator;

    private static AffinePoint<Bn254Fp> Times1(ulong k) => g1.MultiplyVarTime([k]).ToAffineVarTime();

    private static AffinePoint<Bn254Fp2> Times2(ulong k) => g2.MultiplyVarTime([k]).ToAffineVarTime();

    [Fact]
    public void The_generators_are_points_of_their_groups()
    {
        Assert.True(g1.IsOnCurve);
        Assert.True(g2.IsOnCurve);
        Assert.True(Bn254Pairing.IsInSubgroup(g2));
    }

    [Fact]
    public void The_pairing_is_bilinear() => Gen.Select(Gen.ULong, Gen.ULong).Sample(
        (a, b) => Bn254Pairing.IsProductOne([(Times1(a), Times2(b)), (-Times1(b), Times2(a))]), iter: 20);

    [Fact]
    public void Only_the_right_multiple_makes_the_product_one() => Gen.Select(Gen.ULong[1, 1000], Gen.ULong[1, 1000], Gen.ULong[1, 1000000]).Sample(
        (a, b, c) => Bn254Pairing.IsProductOne([(Times1(a), Times2(b)), (-Times1(c), g2)]) == (a * b == c), iter: 20);

    [Fact]
    public void The_pairing_is_not_degenerate() => Assert.False(Bn254Pairing.IsProductOne([(g1, g2)]));

    [Fact]
    public void Infinity_pairs_to_one() => Assert.True(Bn254Pairing.IsProductOne([(default, g2), (g1, default)]));

    [Fact]
    public void A_point_of_the_twist_outside_the_group_is_told_apart()
    {
        // The twist's order is r times a cofactor: nearly no point is in the group.
        for (ulong i = 0; i < 64; i++)
        {
            Bn254Fp2 x = new(Bn254Fp.FromUInt64(i), Bn254Fp.One);
            if (TrySqrt((x.Square() * x) + Bn254Fp2.CurveB, out Bn254Fp2 y))
            {
                AffinePoint<Bn254Fp2> point = new(x, y);
                Assert.True(point.IsOnCurve);
                Assert.False(Bn254Pairing.IsInSubgroup(point));
                return;
            }
        }

        Assert.Fail("No point was found.");
    }

    /// <summary>G. Adj, F. Rodríguez-Henríquez, "Square root computation over even extension fields" (2012), algorithm 9.</summary>
    private static bool TrySqrt(in Bn254Fp2 a, out Bn254Fp2 root)
    {
        Bn254Fp2 power = a.PowerVarTime((Bn254Fp.Modulus - 3) / 4);
        Bn254Fp2 alpha = power.Square() * a;
        root = alpha == -Bn254Fp2.One
            ? new Bn254Fp2(Bn254Fp.Zero, Bn254Fp.One) * power * a
            : (Bn254Fp2.One + alpha).PowerVarTime((Bn254Fp.Modulus - 1) / 2) * power * a;
        return root.Square() == a;
    }
}
