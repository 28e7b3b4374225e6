namespace ZToken.Constraints;

/// <summary>Pedersen commitments on Jubjub.</summary>
public static class PedersenGadgets
{
    /// <summary>[value] G + [blinding] H. 539 constraints for 64 and 252 bits.</summary>
    /// <remarks>
    /// **Not checked: that the blinding is not zero**, with which the commitment hides nothing; that is its owner's concern.
    /// Aliases are harmless: a value of 64 bits has one string, and blindings that differ by r_J open to the same value.
    /// </remarks>
    public static JubjubWires Commit(this CircuitBuilder cs, FixedBase valueBase, ReadOnlySpan<Bit> value, FixedBase blindingBase, ReadOnlySpan<Bit> blinding)
    {
        ArgumentNullException.ThrowIfNull(cs);
        using GadgetScope scope = cs.Gadget("pedersen");
        return cs.Add(cs.Multiply(valueBase, value), cs.Multiply(blindingBase, blinding));
    }
}
