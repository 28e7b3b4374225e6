using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

public sealed class SelectionGadgetTests
{
    private static readonly Fr[] Four = [Fr.FromUInt64(11), Fr.FromUInt64(22), Fr.FromUInt64(33), Fr.FromUInt64(44)];

    private static readonly GadgetCircuit OfTwo = new(3, 1, (cs, x) => [cs.Select(cs.AssertBoolean(x[0]), x[1], x[2])]);

    private static readonly GadgetCircuit OfFour = new(6, 1, (cs, x) => [cs.Select(cs.AssertBoolean(x[0]), cs.AssertBoolean(x[1]), x.AsSpan(2))]);

    private static readonly GadgetCircuit Selected = new(7, 0, (cs, x) =>
    {
        cs.AssertSelected(cs.AssertBoolean(x[0]), cs.AssertBoolean(x[1]), x.AsSpan(2, 4), x[6]);
        return [];
    });

    [Fact]
    public void A_choice_costs_one_of_two_and_three_of_four()
    {
        Assert.Equal(1 + 1, OfTwo.Cost);
        Assert.Equal(3 + 2, OfFour.Cost);
        Assert.Equal(3 + 2, Selected.Cost);
    }

    [Fact]
    public void A_bit_chooses_one_of_two()
    {
        OfTwo.AssertGives([Fr.One, Four[0], Four[1]], Four[0]);
        OfTwo.AssertGives([Fr.Zero, Four[0], Four[1]], Four[1]);
        OfTwo.AssertRefuses([Fr.Zero, Four[0], Four[1]], Four[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Two_bits_choose_one_of_four(int index)
    {
        Fr low = Fr.FromUInt64((ulong)index & 1), high = Fr.FromUInt64((ulong)index >> 1);
        OfFour.AssertGives([low, high, .. Four], Four[index]);
        OfFour.AssertRefuses([low, high, .. Four], Four[index ^ 1]);
        Selected.AssertGives([low, high, .. Four, Four[index]]);
        Selected.AssertRefuses([low, high, .. Four, Four[index ^ 2]]);
    }
}
