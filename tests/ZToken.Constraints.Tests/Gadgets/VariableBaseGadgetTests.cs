using System.Numerics;
using CsCheck;
using ZToken.Algebra;
using static ZToken.Constraints.Tests.JubjubSamples;

namespace ZToken.Constraints.Tests;

public sealed class VariableBaseGadgetTests
{
    private static readonly GadgetCircuit Multiply = new(3, 2, (cs, x) =>
    {
        OddScalarWires scalar = new(cs, cs.BitsOf(x[0], 252)[1..251]);
        JubjubWires point = cs.Multiply(new JubjubWires(x[1], x[2]), scalar);
        return [point.U, point.V];
    });

    private static readonly BigInteger Least = (BigInteger.One << 251) + 1;
    private static readonly BigInteger Greatest = (BigInteger.One << 252) - 1;

    [Fact]
    public void Multiplication_costs_1516_constraints() => Assert.Equal(1516, Multiply.Cost - 252);

    [Fact]
    public void Scalars_at_the_edges_give_their_multiples()
    {
        // The order itself is odd and of 252 bits: the multiple is the identity, reached in the last step.
        foreach (BigInteger k in (BigInteger[])[Least, Least + 2, Order - 2, Order, Order + 2, Greatest - 2, Greatest])
        {
            Multiply.AssertGives([Fr.FromBigInteger(k), .. Coordinates(G)], Coordinates(Multiple(G, k)));
        }
    }

    [Fact]
    public void Any_scalar_gives_its_multiple_of_any_point_of_prime_order() => Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong[0, (1UL << 58) - 1], Gen.ULong).Sample(
        (a, b, c, d, e) =>
        {
            BigInteger k = Least + (2 * (a + ((BigInteger)b << 64) + ((BigInteger)c << 128) + ((BigInteger)d << 192)));
            JubjubAffine point = Multiple(H, (BigInteger)e + 1);
            Multiply.AssertGives([Fr.FromBigInteger(k), .. Coordinates(point)], Coordinates(Multiple(point, k)));
        },
        iter: 4);

    [Fact]
    public void Another_point_than_the_multiple_is_refused()
    {
        Multiply.AssertRefuses([Fr.FromBigInteger(Least), .. Coordinates(G)], Coordinates(Multiple(G, Least + 2)));
        Multiply.AssertRefuses([Fr.FromBigInteger(Least), .. Coordinates(G)], Coordinates(-Multiple(G, Least)));
        Multiply.AssertRefuses([Fr.FromBigInteger(Least), .. Coordinates(-G)], Coordinates(Multiple(G, Least)));
    }

    [Fact]
    public void A_point_of_small_order_has_no_witness_of_ours()
    {
        // The caller guarantees prime order; this shows what the guarantee is for: a slope's divisor becomes zero.
        foreach (JubjubAffine torsion in JubjubTorsion.Points)
        {
            _ = Multiply.AssertRefuses([Fr.FromBigInteger(Least + 12345678), .. Coordinates(torsion)], Coordinates(Multiple(torsion, Least + 12345678)));
        }
    }

    [Fact]
    public void A_point_of_mixed_order_is_not_noticed_and_its_torsion_stays_in_the_multiple()
    {
        foreach (JubjubAffine torsion in JubjubTorsion.Points)
        {
            JubjubAffine mixed = Sum(G, torsion);
            Multiply.AssertGives([Fr.FromBigInteger(Least + 2), .. Coordinates(mixed)], Coordinates(Multiple(mixed, Least + 2)));
        }
    }

    [Fact]
    public void A_point_off_the_curve_is_not_multiplied_to_anything_expected() =>
        Multiply.AssertRefuses([Fr.FromBigInteger(Least), G.U, G.V + Fr.One], Coordinates(Multiple(G, Least)));

    [Fact]
    public void An_odd_scalar_from_advice_has_the_value_of_the_advice()
    {
        OddScalarCircuit circuit = new();
        Assert.Equal(251, circuit.System.RowCount);
        foreach (BigInteger k in (BigInteger[])[Least, Order, Greatest])
        {
            using Witness witness = circuit.Solve(Fr.FromBigInteger(k));
            Assert.Null(circuit.System.FirstFailure(witness.Wires));
        }

        using Witness even = circuit.Solve(Fr.FromBigInteger(Least + 1));
        Assert.NotNull(circuit.System.FirstFailure(even.Wires));
        using Witness small = circuit.Solve(Fr.FromUInt64(1));
        Assert.NotNull(circuit.System.FirstFailure(small.Wires));
    }

    private sealed class OddScalarCircuit : Circuit<Fr>
    {
        protected override void Define(CircuitBuilder<Fr> cs)
        {
            Wire value = cs.Public(k => k);
            cs.AssertEqual(cs.OddScalar(cs.Advise(k => k)).Value, value);
        }
    }
}
