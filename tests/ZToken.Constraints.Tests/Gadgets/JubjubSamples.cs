using System.Numerics;
using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

/// <summary>Points and scalars for the tests of Jubjub's gadgets.</summary>
internal static class JubjubSamples
{
    /// <summary>Eight times a point with a small v: of prime order.</summary>
    public static JubjubAffine G { get; } = PointOfPrimeOrder(11);

    /// <summary>Another point of prime order.</summary>
    public static JubjubAffine H { get; } = PointOfPrimeOrder(100);

    public static BigInteger Order => JubjubScalar.Modulus;

    public static Fr[] Coordinates(params JubjubAffine[] points) => [.. points.SelectMany(point => (Fr[])[point.U, point.V])];

    public static JubjubAffine Multiple(JubjubAffine point, BigInteger k)
    {
        // By doubling and adding, so that nothing of what the gadgets use is used here, and scalars need not be reduced.
        JubjubPoint sum = JubjubPoint.Identity;
        for (int i = 256; i >= 0; i--)
        {
            sum = sum.Double();
            sum = ((k >> i) & 1).IsOne ? sum + point : sum;
        }

        return sum.ToAffine();
    }

    public static JubjubAffine Sum(JubjubAffine p, JubjubAffine q) => (new JubjubPoint(p) + q).ToAffine();

    private static JubjubAffine PointOfPrimeOrder(ulong from)
    {
        for (ulong v = from; ; v++)
        {
            if (JubjubAffine.TryFromV(Fr.FromUInt64(v), uIsOdd: false, out JubjubAffine point) && !new JubjubPoint(point).IsSmallOrder)
            {
                return new JubjubPoint(point).MultiplyByCofactor().ToAffine();
            }
        }
    }
}
