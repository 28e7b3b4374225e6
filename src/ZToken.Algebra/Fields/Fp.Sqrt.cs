namespace ZToken.Algebra;

/// <content>Square roots, by the one power from which a root, the inverse root and the quadratic character follow.</content>
public readonly partial struct Fp
{
    // (p - 3) / 4, an integer since p = 3 mod 4.
    private static ReadOnlySpan<ulong> ProgenitorExponent =>
        [0xee7fbfffffffeaaa, 0x07aaffffac54ffff, 0xd9cc34a83dac3d89, 0xd91dd2e13ce144af, 0x92c6e9ed90d2eb35, 0x0680447a8e5ff9a6];

    private static readonly Fp half = FromUInt64(2).Invert();

    /// <inheritdoc/>
    public bool TrySqrtVarTime(out Fp root)
    {
        root = this * Progenitor();
        return root.Square() == this;
    }

    /// <summary>t = a^((p - 3) / 4), M. Scott's progenitor: (a t)^2 = c a and 1 / a = c t^2, where c = a t^2 is 1 for a square and -1 for a non-square.</summary>
    /// <remarks>
    /// M. Scott, "Tricks of the trade for computing in finite fields" (2020), section 3. It is multiplicative, and d^4 has the progenitor
    /// d^-2, so that the progenitor of a d^4 gives both a root of a and the inverse of d. About 470 products.
    /// </remarks>
    internal Fp Progenitor() => Power(ProgenitorExponent);

    /// <summary>Half of this element.</summary>
    internal Fp Half() => this * half;
}
