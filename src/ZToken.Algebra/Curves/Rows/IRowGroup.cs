namespace ZToken.Algebra;

/// <summary>What the group law in rows needs to know of a group whose coordinates go in pairs of rows.</summary>
internal interface IRowGroup
{
    /// <summary>Runs the first products.</summary>
    static abstract void Run(in RowProducts products, int count);

    /// <summary>Multiplies by the constant of the curve; the weight becomes up to eight times as large.</summary>
    static abstract Fp2Row TimesB(in Fp2Row a);
}

/// <summary>One point of G2: a pair of rows is a coordinate.</summary>
internal readonly struct OneOfG2 : IRowGroup
{
    public static void Run(in RowProducts products, int count) => products.Run(count);

    public static Fp2Row TimesB(in Fp2Row a) => a.TimesNonResidue() * 4;
}

/// <summary>Two points of G1 side by side: a pair of rows is a coordinate of one and the same coordinate of the other.</summary>
internal readonly struct TwoOfG1 : IRowGroup
{
    public static void Run(in RowProducts products, int count) => products.RunRows(count);

    public static Fp2Row TimesB(in Fp2Row a) => a * 4;
}
