namespace ZToken.Constraints;

/// <summary>Comparisons of wires as integers, and tests for zero and equality.</summary>
/// <remarks>
/// The comparisons of integers do not check that their operands are below 2^count: that is the caller's, who knows it of
/// most wires already. With a greater operand they say nothing.
/// </remarks>
public static class ComparisonGadgets
{
    // Differences of two integers below 2^count, of either sign, must stay apart modulo r.
    private const int LongestOperand = 253;

    /// <summary>Whether a &lt; b, both below 2^count. count + 1 constraints.</summary>
    /// <remarks>a - b + 2^count lies between 1 and 2^(count + 1) - 1; its top bit is 1 where a is not below b.</remarks>
    public static Bit IsLess(this CircuitBuilder cs, Wire a, Wire b, int count)
    {
        ArgumentNullException.ThrowIfNull(cs);
        CheckCount(count);
        using GadgetScope scope = cs.Gadget("less than");
        return !cs.BitsOf(a - b + Algebra.Fr.FromUInt64(2).Power([(ulong)count]), count + 1)[count];
    }

    /// <summary>Whether a &lt;= b, both below 2^count. count + 1 constraints.</summary>
    public static Bit IsAtMost(this CircuitBuilder cs, Wire a, Wire b, int count) => !cs.IsLess(b, a, count);

    /// <summary>Holds a below b, both below 2^count. count constraints.</summary>
    /// <remarks>b - a - 1 is in range; were b not above a, it would be negative: r less at most 2^count, which is out of range.</remarks>
    public static void AssertLess(this CircuitBuilder cs, Wire a, Wire b, int count)
    {
        ArgumentNullException.ThrowIfNull(cs);
        CheckCount(count);
        using GadgetScope scope = cs.Gadget("less than");
        cs.AssertRange(b - a - 1, count);
    }

    /// <summary>Holds a to at most b, both below 2^count. count constraints.</summary>
    public static void AssertAtMost(this CircuitBuilder cs, Wire a, Wire b, int count)
    {
        ArgumentNullException.ThrowIfNull(cs);
        CheckCount(count);
        using GadgetScope scope = cs.Gadget("at most");
        cs.AssertRange(b - a, count);
    }

    /// <summary>Whether a wire is zero. Two constraints.</summary>
    /// <remarks>
    /// inverse * a = 1 - zero and zero * a = 0. Sound: if a is not zero, the second forces zero = 0; if it is, the first
    /// forces zero = 1. The inverse is free where a is zero, and stands in no other row.
    /// </remarks>
    public static Bit IsZero(this CircuitBuilder cs, Wire a)
    {
        ArgumentNullException.ThrowIfNull(cs);
        using GadgetScope scope = cs.Gadget("is zero");
        Wire inverse = cs.WireAt(cs.AllocateWire("inverse"));
        cs.DeclareFree(inverse, "is-zero: the inverse of a zero is used nowhere");
        cs.Program.Divide(cs.SlotOf(inverse), cs.SlotOf(cs.One), cs.SlotOf(a));
        Wire zero = 1 - cs.Multiply(a, inverse);
        cs.AssertProduct(a, zero, default);
        return new Bit(zero);
    }

    /// <summary>Whether two wires are equal. Two constraints.</summary>
    public static Bit IsEqual(this CircuitBuilder cs, Wire a, Wire b) => cs.IsZero(a - b);

    /// <summary>Holds two wires equal wherever a bit is 1. One constraint.</summary>
    public static void AssertEqualIf(this CircuitBuilder cs, Bit condition, Wire a, Wire b)
    {
        ArgumentNullException.ThrowIfNull(cs);
        cs.AssertProduct(condition, a - b, default);
    }

    private static void CheckCount(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LongestOperand);
    }
}
