using CsCheck;
using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

public sealed class ComparisonGadgetTests
{
    private static readonly GadgetCircuit Compare = new(2, 2, (cs, x) => [cs.IsLess(x[0], x[1], 8), cs.IsAtMost(x[0], x[1], 8)]);
    private static readonly GadgetCircuit Less = new(2, 0, (cs, x) =>
    {
        cs.AssertLess(x[0], x[1], 8);
        return [];
    });

    private static readonly GadgetCircuit AtMost = new(2, 0, (cs, x) =>
    {
        cs.AssertAtMost(x[0], x[1], 8);
        return [];
    });

    private static readonly GadgetCircuit Zero = new(1, 1, (cs, x) => [cs.IsZero(x[0])]);

    [Fact]
    public void Comparisons_cost_a_constraint_a_bit()
    {
        Assert.Equal(18, Compare.Cost);
        Assert.Equal(8, Less.Cost);
        Assert.Equal(8, AtMost.Cost);
        Assert.Equal(2, Zero.Cost);
    }

    [Fact]
    public void Bytes_compare_as_integers() => Gen.Select(Gen.Byte, Gen.Byte).Sample(
        (a, b) => Compare.AssertGives([Small(a), Small(b)], Small(a < b ? 1 : 0), Small(a <= b ? 1 : 0)),
        iter: 200);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(255, 255)]
    [InlineData(0, 255)]
    [InlineData(255, 0)]
    [InlineData(127, 128)]
    [InlineData(128, 127)]
    public void Edges_compare_as_integers(int a, int b)
    {
        Compare.AssertGives([Small(a), Small(b)], Small(a < b ? 1 : 0), Small(a <= b ? 1 : 0));
        Verdict(Less, a < b, a, b);
        Verdict(AtMost, a <= b, a, b);
    }

    [Fact]
    public void A_wrong_verdict_is_refused() => Compare.AssertRefuses([Small(3), Small(4)], Fr.Zero, Fr.One);

    [Fact]
    public void Zero_is_told_from_everything_else()
    {
        Zero.AssertGives([Fr.Zero], Fr.One);
        Zero.AssertGives([Fr.One], Fr.Zero);
        Zero.AssertGives([-Fr.One], Fr.Zero);
        Zero.AssertRefuses([Fr.Zero], Fr.Zero);
        Zero.AssertRefuses([Fr.One], Fr.One);
    }

    [Fact]
    public void The_free_wire_of_is_zero_says_why_it_is_free()
    {
        KeyValuePair<int, string> free = Assert.Single(Zero.System.FreeWires);
        Assert.Contains("used nowhere", free.Value, StringComparison.Ordinal);

        using Witness zero = Zero.Solve(new GadgetCircuit.Case([Fr.Zero], [Fr.One]));
        using Witness one = Zero.Solve(new GadgetCircuit.Case([Fr.One], [Fr.Zero]));
        Assert.False(new MutationAudit(zero).Notices(free.Key, Fr.FromUInt64(5)));
        Assert.True(new MutationAudit(one).Notices(free.Key, Fr.FromUInt64(5)));
    }

    [Fact]
    public void Conditional_equality_binds_only_where_the_condition_holds()
    {
        GadgetCircuit circuit = new(3, 0, (cs, x) =>
        {
            cs.AssertEqualIf(cs.AssertBoolean(x[0]), x[1], x[2]);
            return [];
        });
        Assert.Equal(2, circuit.Cost);
        circuit.AssertGives([Fr.One, Small(7), Small(7)]);
        circuit.AssertGives([Fr.Zero, Small(7), Small(8)]);
        circuit.AssertRefuses([Fr.One, Small(7), Small(8)]);
        circuit.AssertRefuses([Small(2), Small(7), Small(7)]);
    }

    private static void Verdict(GadgetCircuit circuit, bool holds, int a, int b)
    {
        if (holds)
        {
            circuit.AssertGives([Small(a), Small(b)]);
        }
        else
        {
            circuit.AssertRefuses([Small(a), Small(b)]);
        }
    }

    private static Fr Small(int value) => Fr.FromUInt64((ulong)value);
}
