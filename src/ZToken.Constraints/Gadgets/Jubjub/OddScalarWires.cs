using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>A scalar for multiplying a variable point: an odd integer of 252 bits, 2^251 + 1 + 2 (bits), with 250 bits of freedom.</summary>
/// <remarks>
/// As 3 * 2^250 plus or minus each power 2^0 .. 2^249 it has no zero digits and begins with 3, which is what makes cheap
/// incomplete additions sound (see <see cref="VariableBaseGadgets"/>). A secret of this form is chosen, not converted: a
/// fourth of all residues modulo r_J have one, and 250 random bits are as hard to find as 252.
/// </remarks>
public sealed class OddScalarWires
{
    /// <summary>Bits that can be chosen.</summary>
    public const int BitCount = 250;

    private readonly Bit[] bits;

    internal OddScalarWires(CircuitBuilder cs, Bit[] bits)
    {
        this.bits = bits;
        Value = (2 * cs.Pack(bits)) + Fr.FromUInt64(2).Power([BitCount + 1]) + 1;
    }

    /// <summary>The integer, which is below r. Free.</summary>
    public Wire Value { get; }

    /// <summary>The bits that were chosen, lowest first: those of (value - 2^251 - 1) / 2.</summary>
    public ReadOnlySpan<Bit> Bits => bits;
}
