using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Bits of a wire, ranges, and logic on bits.</summary>
public static class BitGadgets
{
    // The greatest number of bits of which every string is below r.
    private const int LongestSafe = 254;

    /// <summary>New bits with the lowest bits of an advice. One constraint for each.</summary>
    /// <remarks>Higher bits of the advice are dropped silently; the circuit knows the bits only. Their <see cref="CircuitBuilder.Pack"/> is free.</remarks>
    /// <param name="cs">The circuit.</param>
    /// <param name="value">Where the bits come from.</param>
    /// <param name="count">1 to 255.</param>
    public static Bit[] BitsOf(this CircuitBuilder cs, Advice value, int count)
    {
        ArgumentNullException.ThrowIfNull(cs);
        CheckCount(count, 255);
        using GadgetScope scope = cs.Gadget("bits");
        SlotRange wires = cs.AllocateWires(count);
        cs.Program.ExtractBits(wires, value.Slot, 0);
        Bit[] bits = new Bit[count];
        for (int i = 0; i < count; i++)
        {
            bits[i] = cs.AssertBoolean(cs.WireAt(wires[i]), "bit");
        }

        return bits;
    }

    /// <summary>The bits of a wire, which thereby is below 2^count; lowest first. As many constraints as bits.</summary>
    /// <remarks>
    /// The lowest bit is no wire: it is what the others leave of the value, so no row is needed to put them together.
    /// Sound: all are 0 or 1, their sum as integers is below 2^count, which is below r, and it is the value modulo r by
    /// construction, so it is the value.
    /// </remarks>
    /// <param name="cs">The circuit.</param>
    /// <param name="value">The value.</param>
    /// <param name="count">1 to 254; for all of Fr see <see cref="CanonicalBitsOf"/>.</param>
    public static Bit[] BitsOf(this CircuitBuilder cs, Wire value, int count)
    {
        ArgumentNullException.ThrowIfNull(cs);
        CheckCount(count, LongestSafe);
        using GadgetScope scope = cs.Gadget("bits");
        Wire[] bits = Split(cs, value, count);
        return Array.ConvertAll(bits, bit => cs.AssertBoolean(bit, "bit"));
    }

    /// <summary>Holds a wire below 2^count. As many constraints as bits.</summary>
    public static void AssertRange(this CircuitBuilder cs, Wire value, int count) => _ = cs.BitsOf(value, count);

    /// <summary>The 255 bits of the canonical integer of a wire, lowest first. 387 constraints.</summary>
    /// <remarks>
    /// Of the strings of 255 bits about a tenth stand for a value that a lower string has already; they are refused by
    /// comparing with r - 1 from the top. `run` says whether all bits so far, where r - 1 has ones, are ones. Where r - 1
    /// has a zero, (1 - run - bit) * bit = 0 makes the bit 0 or 1 while run is 0 and only 0 while run is 1: the comparison
    /// costs a constraint for each further one of r - 1 (132) and nothing for its zeros. Zcash protocol specification, A.3.2.2.
    /// </remarks>
    public static Bit[] CanonicalBitsOf(this CircuitBuilder cs, Wire value)
    {
        ArgumentNullException.ThrowIfNull(cs);
        using GadgetScope scope = cs.Gadget("canonical bits");
        Wire[] bits = Split(cs, value, Fr.BitLength);
        Span<ulong> greatest = stackalloc ulong[4];
        (-Fr.One).ToCanonicalLimbs(greatest);
        Bit run = cs.AssertBoolean(bits[^1], "bit");
        for (int i = Fr.BitLength - 2; i >= 0; i--)
        {
            if (((greatest[i >> 6] >> (i & 63)) & 1) == 1)
            {
                run = cs.And(run, cs.AssertBoolean(bits[i], "bit"));
            }
            else
            {
                cs.AssertProduct(1 - run.Wire - bits[i], bits[i], default, "1 - run - bit", "bit", "0");
            }
        }

        return Array.ConvertAll(bits, bit => new Bit(bit));
    }

    /// <summary>Whether both bits are 1. One constraint.</summary>
    public static Bit And(this CircuitBuilder cs, Bit a, Bit b)
    {
        ArgumentNullException.ThrowIfNull(cs);
        return new Bit(cs.Multiply(a, b));
    }

    /// <summary>Whether a bit is 1. One constraint.</summary>
    public static Bit Or(this CircuitBuilder cs, Bit a, Bit b) => !cs.And(!a, !b);

    /// <summary>Whether the bits differ. One constraint.</summary>
    public static Bit Xor(this CircuitBuilder cs, Bit a, Bit b) => new(a.Wire + b.Wire - (2 * cs.And(a, b).Wire));

    // Wires for all bits but the lowest, and the lowest as what they leave of the value. Nothing is constrained yet.
    private static Wire[] Split(CircuitBuilder cs, Wire value, int count)
    {
        SlotRange upper = cs.AllocateWires(count - 1);
        cs.Program.ExtractBits(upper, cs.SlotOf(value), 1);
        Wire[] bits = new Wire[count];
        Bit[] others = new Bit[count];
        for (int i = 1; i < count; i++)
        {
            bits[i] = cs.WireAt(upper[i - 1]);
            others[i] = new Bit(bits[i]);
        }

        bits[0] = value - cs.Pack(others);
        return bits;
    }

    private static void CheckCount(int count, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, most);
    }
}
