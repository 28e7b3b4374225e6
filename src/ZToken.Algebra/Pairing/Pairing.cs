namespace ZToken.Algebra;

/// <summary>The optimal ate pairing of BLS12-381 and products of it.</summary>
/// <remarks>
/// F. Vercauteren, "Optimal pairings" (2010): e(P, Q) = f(P)^((p^12 - 1) / r) to the power of three, f being Miller's function of x Q for the
/// curve's parameter x. The cube is what RELIC, zkcrypto, blst and snarkjs compute, too. All points must be in their subgroups of
/// prime order r, which decoders check; infinity on either side gives one. Variable time in the points' being infinity only.
/// </remarks>
public static partial class Pairing
{
    // The loop goes over the bits of the curve's parameter, 2^63 + 2^62 + 2^60 + 2^57 + 2^48 + 2^16 without its sign.
    internal const int LoopTopBit = 63;

    internal static bool LoopBit(int bit) => ((CurveParameter.AbsoluteX >> bit) & 1) != 0;

    /// <summary>e(P, Q).</summary>
    public static Gt Of(in G1Affine p, in G2Affine q) => Product([(p, q)], []);

    /// <summary>The product of e(P, Q) over all pairs, with one final exponentiation.</summary>
    public static Gt Product(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs) => Product(pairs, []);

    /// <summary>The product of e(P, Q) over all pairs of both kinds, with one final exponentiation.</summary>
    public static Gt Product(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs, ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared) =>
        BlstRouting.ForPairings(pairs.Length + prepared.Length) is { } blst ? blst.Product(pairs, prepared) : FinalExponentiation(MultiMillerLoop(pairs, prepared));

    /// <summary>Whether the product of e(P, Q) over all pairs is the neutral element.</summary>
    public static bool IsProductOne(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs) => Product(pairs, []).IsOne;

    /// <summary>Whether the product of e(P, Q) over all pairs of both kinds is the neutral element.</summary>
    public static bool IsProductOne(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs, ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared) =>
        Product(pairs, prepared).IsOne;
}
