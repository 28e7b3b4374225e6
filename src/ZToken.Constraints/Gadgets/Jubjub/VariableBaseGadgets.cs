using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Multiplication of a point that is not known beforehand.</summary>
public static class VariableBaseGadgets
{
    /// <summary>A scalar with the bits 1 to 250 of an advice. 250 constraints.</summary>
    /// <remarks>Bits 0 and 251 of the advice should be 1 and higher ones 0; they are not looked at.</remarks>
    public static OddScalarWires OddScalar(this CircuitBuilder cs, Advice value)
    {
        ArgumentNullException.ThrowIfNull(cs);
        using GadgetScope scope = cs.Gadget("odd scalar");
        SlotRange wires = cs.AllocateWires(OddScalarWires.BitCount);
        cs.Program.ExtractBits(wires, value.Slot, 1);
        Bit[] bits = new Bit[wires.Count];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = cs.AssertBoolean(cs.WireAt(wires[i]), "bit");
        }

        return new OddScalarWires(cs, bits);
    }

    /// <summary>The multiple of a point of prime order. 1,516 constraints.</summary>
    /// <remarks>
    /// <para>
    /// 3 P (8), then 2 acc + P or 2 acc - P for each bit from the top: six constraints on the Montgomery form, and 14 for the
    /// last, which is done with complete formulas.
    /// </para>
    /// <para>
    /// **Not checked: that the point is on the curve and of prime order r_J.** Whoever admitted the point has checked it.
    /// Given that, sound: after j bits the accumulator is [a] P with an integer a between 2^(j + 1) and 2^(j + 2). The
    /// exceptions of an incomplete step, [a] P = P or -P, and [a + 1] P or [a - 1] P = -[a] P, would need a = 1 or -1, or the
    /// next accumulator to be zero, modulo r_J; up to j = 249 these integers are positive and below 2^251, which is below
    /// r_J. Only after the last bit can the accumulator exceed r_J, or be r_J itself, whence the complete formulas there.
    /// So each slope has a divisor that is not zero, and every wire is determined.
    /// </para>
    /// <para>The identity has no satisfying witness.</para>
    /// </remarks>
    public static JubjubWires Multiply(this CircuitBuilder cs, JubjubWires p, OddScalarWires scalar)
    {
        ArgumentNullException.ThrowIfNull(cs);
        ArgumentNullException.ThrowIfNull(scalar);
        using GadgetScope scope = cs.Gadget("variable base");
        ReadOnlySpan<Bit> bits = scalar.Bits;
        SlotRange slopes = cs.AllocateWires(2 * bits.Length);
        cs.Program.Run(new LadderSlopes(cs, p, bits, slopes));

        MontgomeryWires point = cs.ToMontgomery(p);
        MontgomeryWires accumulator = cs.TripleIncomplete(point, cs.WireAt(slopes[0]), cs.WireAt(slopes[1]));
        for (int i = bits.Length - 1, next = 2; i > 0; i--, next += 2)
        {
            MontgomeryWires addend = new(point.X, cs.Multiply((2 * bits[i].Wire) - 1, point.Y));
            accumulator = cs.DoubleAddIncomplete(accumulator, addend, cs.WireAt(slopes[next]), cs.WireAt(slopes[next + 1]));
        }

        return cs.Add(cs.Double(cs.ToEdwards(accumulator)), cs.NegateIf(!bits[0], p));
    }
}
