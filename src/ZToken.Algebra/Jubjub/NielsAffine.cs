namespace ZToken.Algebra;

/// <summary>An affine point prepared for being added many times: v + u, v - u, 2 d u v.</summary>
internal readonly struct NielsAffine
{
    public readonly Fr VPlusU;
    public readonly Fr VMinusU;
    public readonly Fr TwoDUV;

    public NielsAffine(in JubjubAffine p)
        : this(p.V + p.U, p.V - p.U, p.U * p.V * TwoD)
    {
    }

    private NielsAffine(in Fr vPlusU, in Fr vMinusU, in Fr twoDUV)
    {
        VPlusU = vPlusU;
        VMinusU = vMinusU;
        TwoDUV = twoDUV;
    }

    public static Fr TwoD { get; } = JubjubCurve.D.Double();

    public static NielsAffine Identity => new(Fr.One, Fr.One, Fr.Zero);

    public static NielsAffine operator -(in NielsAffine p) => new(p.VMinusU, p.VPlusU, -p.TwoDUV);

    /// <summary>digit * P from table = (1 P, 2 P, .., n P) for a digit from -n to n, reading the whole table.</summary>
    public static NielsAffine Lookup(ReadOnlySpan<NielsAffine> table, int digit)
    {
        int sign = digit >> 31;
        int magnitude = (digit ^ sign) - sign;
        NielsAffine entry = Identity;
        for (int i = 0; i < table.Length; i++)
        {
            entry = Select(magnitude == i + 1, table[i], entry);
        }

        return Select(sign != 0, -entry, entry);
    }

    private static NielsAffine Select(bool condition, in NielsAffine a, in NielsAffine b) => new(
        Fr.Select(condition, a.VPlusU, b.VPlusU),
        Fr.Select(condition, a.VMinusU, b.VMinusU),
        Fr.Select(condition, a.TwoDUV, b.TwoDUV));
}
