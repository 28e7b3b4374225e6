using System.Numerics;
using CsCheck;
using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

public sealed class BitGadgetTests
{
    private static readonly GadgetCircuit SixtyFour = new(1, 64, (cs, x) => Wires(cs.BitsOf(x[0], 64)));
    private static readonly GadgetCircuit Canonical = new(1, 255, (cs, x) => Wires(cs.CanonicalBitsOf(x[0])));

    [Fact]
    public void Sixty_four_bits_cost_sixty_four_constraints() => Assert.Equal(64, SixtyFour.Cost);

    [Fact]
    public void Canonical_bits_cost_387_constraints() => Assert.Equal(387, Canonical.Cost);

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(0x8000_0000_0000_0000UL)]
    [InlineData(0x0123_4567_89ab_cdefUL)]
    [InlineData(ulong.MaxValue)]
    public void A_value_of_64_bits_has_those_bits(ulong value) => SixtyFour.AssertGives([Fr.FromUInt64(value)], BitsOf(value, 64));

    [Fact]
    public void A_value_of_65_bits_is_out_of_range()
    {
        Fr value = Fr.FromBigInteger(BigInteger.One << 64);
        ConstraintFailure failure = SixtyFour.AssertRefuses([value], BitsOf(0, 64));
        Assert.Contains("bits[0]", failure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_value_is_out_of_range() => SixtyFour.AssertRefuses([-Fr.One], BitsOf((-Fr.One).ToBigInteger(), 64));

    [Fact]
    public void Values_at_the_edges_of_the_field_have_their_canonical_bits()
    {
        foreach (Fr value in (Fr[])[Fr.Zero, Fr.One, -Fr.One, -Fr.FromUInt64(2), Fr.FromBigInteger(BigInteger.One << 254)])
        {
            Canonical.AssertGives([value], BitsOf(value.ToBigInteger(), 255));
        }
    }

    [Fact]
    public void Any_value_has_its_canonical_bits() => Gen.ULong.Array[4].Sample(
        limbs =>
        {
            Fr value = Fr.FromWideLittleEndian(System.Runtime.InteropServices.MemoryMarshal.AsBytes(limbs.AsSpan()));
            Canonical.AssertGives([value], BitsOf(value.ToBigInteger(), 255));
        },
        iter: 10);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void The_bits_of_a_value_plus_r_are_refused(int small)
    {
        // The same value modulo r, in 255 bits, written the other way.
        Fr[] alias = BitsOf(Fr.Modulus + small, 255);
        using Witness honest = Canonical.Solve(new GadgetCircuit.Case([Fr.FromUInt64((ulong)small)], alias));
        Fr[] wires = honest.Wires.ToArray();
        int firstBit = Canonical.System.PublicInputCount + 2;
        alias.AsSpan(1).CopyTo(wires.AsSpan(firstBit));
        RepairRuns(wires, alias, firstBit + 254);

        ConstraintFailure failure = Assert.IsType<ConstraintFailure>(Canonical.System.FirstFailure(wires));
        Assert.Contains("canonical bits", failure.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public void Logic_on_bits_has_its_truth_table(int a, int b)
    {
        GadgetCircuit logic = new(2, 4, (cs, x) =>
        {
            Bit left = cs.AssertBoolean(x[0]), right = cs.AssertBoolean(x[1]);
            return [cs.And(left, right), cs.Or(left, right), cs.Xor(left, right), !left];
        });
        Assert.Equal(5, logic.Cost);
        logic.AssertGives([Small(a), Small(b)], Small(a & b), Small(a | b), Small(a ^ b), Small(1 - a));
    }

    [Fact]
    public void Bits_from_advice_are_put_together_for_nothing()
    {
        AdviceCircuit circuit = new();
        using Witness witness = circuit.Solve(Fr.FromUInt64(0b1011_0110));
        Assert.Null(circuit.System.FirstFailure(witness.Wires));
        Assert.Equal(9, circuit.System.RowCount);
        Assert.Equal(Fr.FromUInt64(0b1011_0110), witness.PublicInputs[0]);
    }

    private sealed class AdviceCircuit : Circuit<Fr>
    {
        protected override void Define(CircuitBuilder<Fr> cs)
        {
            Wire value = cs.Public(x => x);
            cs.AssertEqual(cs.Pack(cs.BitsOf(cs.Advise(x => x), 8)), value);
        }
    }

    // The most that a cheat can do: every product of the comparison follows from the bits.
    private static void RepairRuns(Span<Fr> wires, Fr[] bits, int firstRun)
    {
        Span<ulong> greatest = stackalloc ulong[4];
        (-Fr.One).ToCanonicalLimbs(greatest);
        Fr run = bits[254];
        for (int i = 253; i >= 0; i--)
        {
            if (((greatest[i >> 6] >> (i & 63)) & 1) == 1)
            {
                run *= bits[i];
                wires[firstRun++] = run;
            }
        }
    }

    private static Fr Small(int value) => Fr.FromUInt64((ulong)value);

    private static Wire[] Wires(Bit[] bits) => Array.ConvertAll(bits, bit => bit.Wire);

    private static Fr[] BitsOf(BigInteger value, int count) =>
        [.. Enumerable.Range(0, count).Select(i => ((value >> i) & 1).IsOne ? Fr.One : Fr.Zero)];
}
