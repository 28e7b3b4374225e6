using System.Numerics;
using CsCheck;
using ZToken.Algebra;
using static ZToken.Constraints.Tests.JubjubSamples;

namespace ZToken.Constraints.Tests;

public sealed class FixedBaseGadgetTests
{
    private static readonly FixedBase GeneratorG = new(G), GeneratorH = new(H);
    private static readonly GadgetCircuit Long = MultiplyBy(252), Short = MultiplyBy(64), Tiny = MultiplyBy(7);

    private static readonly GadgetCircuit Odd = new(1, 3, (cs, x) =>
    {
        OddScalarWires scalar = new(cs, cs.BitsOf(x[0], 252)[1..251]);
        JubjubWires point = cs.Multiply(GeneratorG, scalar);
        return [point.U, point.V, scalar.Value];
    });

    private static readonly GadgetCircuit Commit = new(2, 2, (cs, x) =>
    {
        JubjubWires point = cs.Commit(GeneratorG, cs.BitsOf(x[0], 64), GeneratorH, cs.BitsOf(x[1], 252));
        return [point.U, point.V];
    });

    [Fact]
    public void Multiplication_costs_423_constraints_for_252_bits_and_110_for_64()
    {
        Assert.Equal(423, Long.Cost - 252);
        Assert.Equal(110, Short.Cost - 64);
        Assert.Equal(420, Odd.Cost - 252);
        Assert.Equal(423 + 110 + 6, Commit.Cost - 252 - 64);
    }

    [Fact]
    public void Scalars_at_the_edges_give_their_multiples()
    {
        BigInteger all = (BigInteger.One << 252) - 1;
        foreach (BigInteger k in (BigInteger[])[0, 1, 2, Order - 1, Order, Order + 1, (Order - 1) / 2, (Order + 1) / 2, all, BigInteger.One << 251])
        {
            Long.AssertGives([Fr.FromBigInteger(k)], Coordinates(Multiple(G, k)));
        }

        foreach (ulong k in (ulong[])[0, 1, 2, 7, 8, 1UL << 63, ulong.MaxValue])
        {
            Short.AssertGives([Fr.FromUInt64(k)], Coordinates(Multiple(G, k)));
        }
    }

    [Fact]
    public void Every_scalar_of_seven_bits_gives_its_multiple()
    {
        for (ulong k = 0; k < 128; k++)
        {
            Tiny.AssertGives([Fr.FromUInt64(k)], Coordinates(Multiple(G, k)));
        }
    }

    [Fact]
    public void Any_scalar_gives_its_multiple() => Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong[0, (1UL << 60) - 1]).Sample(
        (a, b, c, d) =>
        {
            BigInteger k = a + ((BigInteger)b << 64) + ((BigInteger)c << 128) + ((BigInteger)d << 192);
            Long.AssertGives([Fr.FromBigInteger(k)], Coordinates(Multiple(G, k)));
            Short.AssertGives([Fr.FromUInt64(a)], Coordinates(Multiple(G, a)));
        },
        iter: 4);

    [Fact]
    public void A_scalar_of_the_odd_form_gives_its_multiple_and_its_value()
    {
        BigInteger least = (BigInteger.One << 251) + 1, greatest = (BigInteger.One << 252) - 1;
        foreach (BigInteger k in (BigInteger[])[least, least + 2, Order, greatest - 2, greatest])
        {
            Fr value = Fr.FromBigInteger(k);
            Odd.AssertGives([value], [.. Coordinates(Multiple(G, k)), value]);
        }
    }

    [Fact]
    public void A_commitment_is_the_sum_of_its_multiples()
    {
        BigInteger blinding = (Order * 2 / 3) + 5;
        Commit.AssertGives([Fr.FromUInt64(1_000_000), Fr.FromBigInteger(blinding)], Coordinates(Sum(Multiple(G, 1_000_000), Multiple(H, blinding))));
        Commit.AssertGives([Fr.Zero, Fr.Zero], Coordinates(JubjubAffine.Identity));
        Commit.AssertRefuses([Fr.FromUInt64(1_000_001), Fr.FromBigInteger(blinding)], Coordinates(Sum(Multiple(G, 1_000_000), Multiple(H, blinding))));
    }

    [Fact]
    public void Another_point_than_the_multiple_is_refused()
    {
        Short.AssertRefuses([Fr.FromUInt64(5)], Coordinates(Multiple(G, 6)));
        Short.AssertRefuses([Fr.FromUInt64(5)], Coordinates(-Multiple(G, 5)));
    }

    [Fact]
    public void A_base_of_small_or_mixed_order_is_refused()
    {
        foreach (JubjubAffine torsion in JubjubTorsion.Points)
        {
            Assert.Throws<ArgumentException>(() => new FixedBase(torsion));
            if (!torsion.IsIdentity)
            {
                Assert.Throws<ArgumentException>(() => new FixedBase(Sum(G, torsion)));
            }
        }

        Assert.Throws<ArgumentException>(() => new FixedBase(default));
        Assert.Throws<ArgumentException>(() => new FixedBase(new JubjubAffine(G.U, G.V + Fr.One)));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(253)]
    public void A_scalar_of_a_length_out_of_range_is_refused(int bits) => Assert.Throws<ArgumentOutOfRangeException>(() => MultiplyBy(bits).System);

    private static GadgetCircuit MultiplyBy(int bits) => new(1, 2, (cs, x) =>
    {
        JubjubWires point = cs.Multiply(GeneratorG, cs.BitsOf(x[0], bits));
        return [point.U, point.V];
    });
}
