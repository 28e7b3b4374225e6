namespace ZToken.Algebra;

public static partial class Pairing
{
    // Pairs of one part of the work share the squarings of its loop, which cost as much as two pairs.
    private const int FewestPairsInPart = 16;
    private const int MostPairsInPart = 128;

    /// <summary>The product of Miller's functions over many pairs, before the final exponentiation, on as many threads as the options say.</summary>
    /// <remarks>About 400 groups of four products in Fp2 a pair where there are lanes.</remarks>
    /// <param name="ps">Points of G1.</param>
    /// <param name="qs">Points of G2, as many.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Fp12 MillerLoopMany(ReadOnlySpan<G1Affine> ps, ReadOnlySpan<G2Affine> qs, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (ps.Length != qs.Length)
        {
            throw new ArgumentException("Each point of G1 needs its point of G2.", nameof(qs));
        }

        (G1Affine, G2Affine)[] pairs = new (G1Affine, G2Affine)[ps.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (ps[i], qs[i]);
        }

        int parts = Math.Max(1, Math.Max((pairs.Length + MostPairsInPart - 1) / MostPairsInPart, Math.Min(options.Threads, pairs.Length / FewestPairsInPart)));
        Fp12[] products = new Fp12[parts];
        ProgressMeter progress = new(options, parts);
        ParallelWork.ForEach(options, parts, part =>
        {
            int start = (int)((long)pairs.Length * part / parts), end = (int)((long)pairs.Length * (part + 1) / parts);
            products[part] = MultiMillerLoop(pairs.AsSpan(start, end - start), []);
            progress.Add(1);
        });

        Fp12 product = products[0];
        for (int i = 1; i < parts; i++)
        {
            product *= products[i];
        }

        return product;
    }
}
