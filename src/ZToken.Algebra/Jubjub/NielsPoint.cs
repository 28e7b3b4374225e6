namespace ZToken.Algebra;

/// <summary>A point prepared for being added many times: V + U, V - U, 2 Z, 2 d T (after N. Duif).</summary>
internal readonly struct NielsPoint
{
    public readonly Fr VPlusU;
    public readonly Fr VMinusU;
    public readonly Fr TwoZ;
    public readonly Fr TwoDT;

    public NielsPoint(in JubjubPoint p)
        : this(p.V + p.U, p.V - p.U, p.Z.Double(), p.T * NielsAffine.TwoD)
    {
    }

    private NielsPoint(in Fr vPlusU, in Fr vMinusU, in Fr twoZ, in Fr twoDT)
    {
        VPlusU = vPlusU;
        VMinusU = vMinusU;
        TwoZ = twoZ;
        TwoDT = twoDT;
    }

    public static NielsPoint Identity => new(Fr.One, Fr.One, Fr.One.Double(), Fr.Zero);

    public static NielsPoint operator -(in NielsPoint p) => new(p.VMinusU, p.VPlusU, p.TwoZ, -p.TwoDT);

    /// <summary>digit * P from table = (1 P, 2 P, .., n P) for a digit from -n to n, reading the whole table.</summary>
    public static NielsPoint Lookup(ReadOnlySpan<NielsPoint> table, int digit)
    {
        int sign = digit >> 31;
        int magnitude = (digit ^ sign) - sign;
        NielsPoint entry = Identity;
        for (int i = 0; i < table.Length; i++)
        {
            entry = Select(magnitude == i + 1, table[i], entry);
        }

        return Select(sign != 0, -entry, entry);
    }

    private static NielsPoint Select(bool condition, in NielsPoint a, in NielsPoint b) => new(
        Fr.Select(condition, a.VPlusU, b.VPlusU),
        Fr.Select(condition, a.VMinusU, b.VMinusU),
        Fr.Select(condition, a.TwoZ, b.TwoZ),
        Fr.Select(condition, a.TwoDT, b.TwoDT));
}
