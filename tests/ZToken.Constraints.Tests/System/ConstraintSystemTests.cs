using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

public sealed class ConstraintSystemTests
{
    [Fact]
    public void The_digest_of_a_small_system_is_known()
    {
        // x * x = y, hashed by hand: the domain, the words 3 1 1, 1 1 0, 1 1 0, 1 2 0, and the coefficient one.
        ConstraintSystem system = Squares([1], [1]);
        Assert.Equal("69ccb19efbed89e757496e256e26eb7cb4aad75301c9aee6f9054d26a50992b8", Convert.ToHexStringLower(system.ComputeDigest()));
    }

    [Fact]
    public void The_digest_does_not_depend_on_the_order_in_which_terms_are_written()
    {
        Assert.Equal(Squares([1, 2], [2]).ComputeDigest(), Squares([2, 1], [2]).ComputeDigest());
        Assert.NotEqual(Squares([1, 2], [2]).ComputeDigest(), Squares([1], [2]).ComputeDigest());
        Assert.NotEqual(Squares([1], [2]).ComputeDigest(), Squares([2], [1]).ComputeDigest());
    }

    [Fact]
    public void Terms_of_one_wire_are_joined_and_zeros_dropped()
    {
        ConstraintSystemBuilder builder = new(4, 1);
        int one = builder.Coefficient(Fr.One), minus = builder.Coefficient(-Fr.One), zero = builder.Coefficient(Fr.Zero), three = builder.Coefficient(Fr.FromUInt64(3));
        builder.AddRow([new(3, one), new(1, three), new(3, minus), new(1, one), new(2, zero)], [new(2, one)], []);
        ConstraintSystem system = builder.Build();

        Term term = Assert.Single(system.A[0].ToArray());
        Assert.Equal(1, term.Wire);
        Assert.Equal(Fr.FromUInt64(4), system.Coefficients[term.Coefficient]);
        Assert.Equal(2, system.B.Forms[0]);
        Assert.True(system.C[0].IsEmpty);
        Assert.Equal([3], system.FindUnboundWires());
        Assert.Equal(2, system.CountTerms());
    }

    [Fact]
    public void Equal_sides_are_held_once()
    {
        ConstraintSystemBuilder builder = new(3, 1);
        int one = builder.Coefficient(Fr.One);
        builder.AddRow([new(1, one), new(2, one)], [new(2, one), new(1, one)], [new(1, one), new(2, one)]);
        ConstraintSystem system = builder.Build();
        Assert.Equal(system.WireCount + 1, system.FactorCount);
        Assert.Equal(system.FactorCount + 1, system.FormCount);
    }

    [Fact]
    public void A_term_of_no_wire_or_no_coefficient_is_refused()
    {
        ConstraintSystemBuilder builder = new(3, 1);
        Assert.Throws<ArgumentException>(() => builder.AddRow([new(3, 0)], [], []));
        Assert.Throws<ArgumentException>(() => builder.AddRow([new(-1, 0)], [], []));
        Assert.Throws<ArgumentException>(() => builder.AddRow([new(1, 99)], [], []));
    }

    [Fact]
    public void A_witness_of_the_wrong_length_or_without_its_one_is_refused()
    {
        ConstraintSystem system = Squares([1], [1]);
        Assert.Throws<ArgumentException>(() => system.FirstFailure(new Fr[2]));
        Assert.Throws<ArgumentException>(() => system.FirstFailure(new Fr[3]));
        Assert.Throws<ArgumentException>(() => Witness.FromWires(system, new Fr[3]));
    }

    [Fact]
    public void A_witness_of_wires_alone_has_the_same_factors()
    {
        ConstraintSystem system = Squares([1, 2], [1]);
        Fr x = Fr.FromUInt64(3);
        Witness witness = Witness.FromWires(system, [Fr.One, x, Fr.FromUInt64(4)]);
        Fr[] left = new Fr[1], right = new Fr[1];
        witness.CopyFactors(left, right);
        Assert.Equal(Fr.FromUInt64(7), left[0]);
        Assert.Equal(x, right[0]);

        witness.Dispose();
        Assert.True(witness.Wires.IndexOfAnyExcept(Fr.Zero) < 0);
    }

    private static ConstraintSystem Squares(int[] left, int[] right)
    {
        ConstraintSystemBuilder builder = new(3, 1);
        builder.AddRow(Array.ConvertAll(left, wire => new Term(wire, 0)), Array.ConvertAll(right, wire => new Term(wire, 0)), [new(2, 0)]);
        return builder.Build();
    }
}
