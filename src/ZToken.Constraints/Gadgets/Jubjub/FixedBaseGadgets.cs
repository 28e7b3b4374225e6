using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Multiplication of a generator by scalars in bits.</summary>
/// <remarks>
/// <para>
/// With signs s_i = 2 b_i - 1 the multiple is a constant point plus the sum of s_i 2^i Q. Three signs a window; a window's
/// point costs two constraints and its addition on the Montgomery form three. The last window is looked up on the Edwards
/// form, the constant included, and added with the complete formula.
/// </para>
/// <para>
/// Sound: before window i the sum is [a] Q with an odd integer a, |a| below 8^i, and the window's point is [d 8^i] Q with d
/// odd; their sum and difference as integers are not zero, and below 8^(i + 1), at most 2^249, which is below r_J / 2. So
/// neither the points nor their opposites are equal, none is the identity, and each slope is determined. Q has prime order:
/// <see cref="FixedBase"/> sees to it.
/// </para>
/// </remarks>
public static class FixedBaseGadgets
{
    /// <summary>The multiple by a string of bits, lowest first. 423 constraints for 252 bits, 110 for 64.</summary>
    /// <remarks>Every string is allowed; one from r_J on gives the same point as its remainder.</remarks>
    /// <param name="cs">The circuit.</param>
    /// <param name="generator">The generator.</param>
    /// <param name="scalar">7 to 252 bits.</param>
    public static JubjubWires Multiply(this CircuitBuilder cs, FixedBase generator, ReadOnlySpan<Bit> scalar)
    {
        ArgumentNullException.ThrowIfNull(cs);
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentOutOfRangeException.ThrowIfLessThan(scalar.Length, (2 * SignedWindow.BitCount) + 1, nameof(scalar));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scalar.Length, FixedBase.MaxBits, nameof(scalar));
        return Multiply(cs, generator.Binary(scalar.Length), scalar);
    }

    /// <summary>The multiple by a scalar that also multiplies variable points. 420 constraints.</summary>
    public static JubjubWires Multiply(this CircuitBuilder cs, FixedBase generator, OddScalarWires scalar)
    {
        ArgumentNullException.ThrowIfNull(cs);
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(scalar);
        return Multiply(cs, generator.Odd, scalar.Bits);
    }

    private static JubjubWires Multiply(CircuitBuilder cs, SignedWindows table, ReadOnlySpan<Bit> bits)
    {
        using GadgetScope scope = cs.Gadget("fixed base");
        SlotRange slopes = cs.AllocateWires(table.Windows.Length - 1);
        cs.Program.Run(new FixedBaseSlopes(cs, table.Windows, bits, slopes));

        MontgomeryWires sum = table.Windows[0].Lookup(cs, bits[..SignedWindow.BitCount]);
        for (int window = 1; window < table.Windows.Length; window++)
        {
            MontgomeryWires point = table.Windows[window].Lookup(cs, bits.Slice(window * SignedWindow.BitCount, SignedWindow.BitCount));
            sum = cs.AddIncomplete(sum, point, cs.WireAt(slopes[window - 1]));
        }

        JubjubWires last = Lookup(cs, table.Last, bits[(table.Windows.Length * SignedWindow.BitCount)..]);
        return cs.Add(cs.ToEdwards(sum), last);
    }

    // One of 2, 4 or 8 constant points: none, one or three constraints.
    private static JubjubWires Lookup(CircuitBuilder cs, JubjubAffine[] points, ReadOnlySpan<Bit> bits)
    {
        Fr[] u = Array.ConvertAll(points, point => point.U), v = Array.ConvertAll(points, point => point.V);
        if (bits.Length == 1)
        {
            return new JubjubWires(Interpolate(bits[0], u), Interpolate(bits[0], v));
        }

        Bit both = cs.And(bits[0], bits[1]);
        JubjubWires low = new(Interpolate(bits, both, u), Interpolate(bits, both, v));
        if (bits.Length == 2)
        {
            return low;
        }

        JubjubWires high = new(Interpolate(bits, both, u.AsSpan(4)), Interpolate(bits, both, v.AsSpan(4)));
        return new JubjubWires(cs.Select(bits[2], high.U, low.U), cs.Select(bits[2], high.V, low.V));
    }

    private static Wire Interpolate(Bit bit, Fr[] values) => ((values[1] - values[0]) * bit.Wire) + values[0];

    // The function of two bits and their product that takes the first four values.
    private static Wire Interpolate(ReadOnlySpan<Bit> bits, Bit both, ReadOnlySpan<Fr> values) =>
        ((values[1] - values[0]) * bits[0].Wire) + ((values[2] - values[0]) * bits[1].Wire) + ((values[3] - values[2] - values[1] + values[0]) * both.Wire) + values[0];
}
