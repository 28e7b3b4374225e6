namespace ZToken.Constraints;

/// <summary>Choice between wires by bits.</summary>
public static class SelectionGadgets
{
    /// <summary>One of two wires. One constraint.</summary>
    public static Wire Select(this CircuitBuilder cs, Bit condition, Wire whenOne, Wire whenZero)
    {
        ArgumentNullException.ThrowIfNull(cs);
        return whenZero + cs.Multiply(condition, whenOne - whenZero);
    }

    /// <summary>The wire of number low + 2 * high among four. Three constraints.</summary>
    public static Wire Select(this CircuitBuilder cs, Bit low, Bit high, ReadOnlySpan<Wire> four)
    {
        (Wire even, Wire odd) = SelectPair(cs, high, four);
        return cs.Select(low, odd, even);
    }

    /// <summary>Holds the wire of number low + 2 * high among four equal to a value. Three constraints.</summary>
    /// <remarks>The last choice and the equality are one row.</remarks>
    public static void AssertSelected(this CircuitBuilder cs, Bit low, Bit high, ReadOnlySpan<Wire> four, Wire value)
    {
        (Wire even, Wire odd) = SelectPair(cs, high, four);
        cs.AssertProduct(low, odd - even, value - even);
    }

    private static (Wire Even, Wire Odd) SelectPair(CircuitBuilder cs, Bit high, ReadOnlySpan<Wire> four)
    {
        if (four.Length != 4)
        {
            throw new ArgumentException($"Four wires are needed, not {four.Length}.", nameof(four));
        }

        return (cs.Select(high, four[2], four[0]), cs.Select(high, four[3], four[1]));
    }
}
