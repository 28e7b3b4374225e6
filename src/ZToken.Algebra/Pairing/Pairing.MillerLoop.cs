namespace ZToken.Algebra;

public static partial class Pairing
{
    // Pairs that share the squarings of one loop; their state (500 bytes a pair) lives on the stack.
    private const int PairsPerLoop = 32;

    /// <summary>The product of Miller's functions over all pairs of prepared points, before the final exponentiation.</summary>
    public static Fp12 MultiMillerLoop(ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared) => MultiMillerLoop([], prepared);

    /// <summary>The product of Miller's functions over all pairs of both kinds, before the final exponentiation.</summary>
    public static Fp12 MultiMillerLoop(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs, ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared) =>
        FpLanes.IsSupported ? RowMillerLoop.Run(pairs, prepared) : ScalarMultiMillerLoop(pairs, prepared);

    internal static Fp12 ScalarMultiMillerLoop(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs, ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared)
    {
        Fp12 product = ScalarMillerLoop(pairs[..Math.Min(pairs.Length, PairsPerLoop)], prepared[..Math.Min(prepared.Length, PairsPerLoop)]);
        for (int done = PairsPerLoop; done < Math.Max(pairs.Length, prepared.Length); done += PairsPerLoop)
        {
            product *= ScalarMillerLoop(Chunk(pairs, done), Chunk(prepared, done));
        }

        return product;
    }

    private static ReadOnlySpan<T> Chunk<T>(ReadOnlySpan<T> all, int start) =>
        start >= all.Length ? [] : all.Slice(start, Math.Min(PairsPerLoop, all.Length - start));

    private static Fp12 ScalarMillerLoop(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs, ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared)
    {
        Span<MillerPoint> running = stackalloc MillerPoint[pairs.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            running[i] = new MillerPoint(pairs[i].Q);
        }

        Span<(Fp XOverY, Fp OneOverY)> scales = stackalloc (Fp, Fp)[prepared.Length];
        DivideByY(prepared, scales);

        Fp12 f = Fp12.One;
        int line = 0;
        for (int bit = LoopTopBit - 1; bit >= 0; bit--)
        {
            if (bit != LoopTopBit - 1)
            {
                f = f.Square();
            }

            for (int i = 0; i < pairs.Length; i++)
            {
                f = Evaluate(f, running[i].Double(), pairs[i]);
            }

            f = Evaluate(f, prepared, scales, line++);
            if (!LoopBit(bit))
            {
                continue;
            }

            for (int i = 0; i < pairs.Length; i++)
            {
                f = Evaluate(f, running[i].Add(pairs[i].Q), pairs[i]);
            }

            f = Evaluate(f, prepared, scales, line++);
        }

        // The parameter is negative; the conjugate differs from the inverse by what the final exponentiation removes.
        return f.Conjugate();
    }

    private static Fp12 Evaluate(in Fp12 f, in Line line, in (G1Affine P, G2Affine Q) pair) =>
        pair.P.IsInfinity | pair.Q.IsInfinity ? f : f.TimesLine(line.Constant, line.SlopeX * pair.P.X, line.SlopeY * pair.P.Y);

    private static Fp12 Evaluate(
        in Fp12 f, ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared, ReadOnlySpan<(Fp XOverY, Fp OneOverY)> scales, int line)
    {
        Fp12 product = f;
        for (int i = 0; i < prepared.Length; i++)
        {
            if (!prepared[i].P.IsInfinity && !prepared[i].Q.Point.IsInfinity)
            {
                ref readonly (Fp2 Constant, Fp2 SlopeX) coefficients = ref prepared[i].Q.Lines[line];
                product = product.TimesMonicLine(coefficients.Constant * scales[i].OneOverY, coefficients.SlopeX * scales[i].XOverY);
            }
        }

        return product;
    }

    // A monic line is evaluated at P after division by y, so that its coefficient of v w stays one. One inversion for all.
    private static void DivideByY(ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared, Span<(Fp XOverY, Fp OneOverY)> scales)
    {
        Fp product = Fp.One;
        for (int i = 0; i < prepared.Length; i++)
        {
            scales[i].OneOverY = product;
            product = prepared[i].P.IsInfinity ? product : product * prepared[i].P.Y;
        }

        Fp inverse = product.InvertVarTime();
        for (int i = prepared.Length - 1; i >= 0; i--)
        {
            if (!prepared[i].P.IsInfinity)
            {
                Fp oneOverY = scales[i].OneOverY * inverse;
                inverse *= prepared[i].P.Y;
                scales[i] = (prepared[i].P.X * oneOverY, oneOverY);
            }
        }
    }
}
