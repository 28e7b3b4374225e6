namespace ZToken.Algebra;

public readonly partial struct Fr
{
    // (t - 1) / 2 with r - 1 = 2^32 t.
    private static ReadOnlySpan<ulong> HalfOfOddPart => [0x7fff2dff7fffffff, 0x04d0ec02a9ded201, 0x94cebea4199cec04, 0x0000000039f6d3a9];

    /// <summary>A square root, either of the two, where there is one. Variable time.</summary>
    /// <remarks>
    /// P. Sarkar, "Computing square roots faster than the Tonelli-Shanks/Bernstein algorithm" (2020), with windows of 8 bits: a^t is a
    /// power g^e of the 2^32-th root of unity g; e is read off in a table, and a^((t + 1) / 2) g^(-e / 2) is the root if e is even.
    /// About 300 products.
    /// </remarks>
    /// <returns>False where this is not a square; the root is then zero.</returns>
    public bool TrySqrtVarTime(out Fr root)
    {
        Fr power = Power(HalfOfOddPart);
        return SquareRoots.TryFinish(this * power, this * power.Square(), out root);
    }

    /// <summary>A square root of a quotient, either of the two, where there is one. Variable time.</summary>
    /// <remarks>
    /// The division costs 40 products, not the 320 of an inversion: n^((t - 1) / 2) / d^((t + 1) / 2) is
    /// (n d^(2^33 - 1))^((t - 1) / 2) d^(2^32 - 1), because d^(2^32 t) = 1.
    /// </remarks>
    /// <returns>False where the quotient is not a square or the denominator is zero; the root is then zero.</returns>
    public static bool TrySqrtRatioVarTime(in Fr numerator, in Fr denominator, out Fr root)
    {
        // d^(2^1 - 1), d^(2^2 - 1), d^(2^4 - 1), ..., d^(2^32 - 1).
        Fr ones = denominator;
        for (int bits = 1; bits < RootOfUnity.MaxLogOrder; bits *= 2)
        {
            Fr shifted = ones;
            for (int i = 0; i < bits; i++)
            {
                shifted = shifted.Square();
            }

            ones *= shifted;
        }

        Fr power = (numerator * ones.Square() * denominator).Power(HalfOfOddPart) * ones;
        Fr candidate = numerator * power;
        bool isSquare = SquareRoots.TryFinish(candidate, candidate * power * denominator, out root);
        return isSquare & !denominator.IsZero;
    }

    // Apart from Fr: its static fields are made at the first root, not at the first element.
    private static class SquareRoots
    {
        private const int WindowBits = 8;
        private const int WindowSize = 1 << WindowBits;
        private const int Windows = RootOfUnity.MaxLogOrder / WindowBits;

        // Entry 256 k + j is g^(-j 2^(8 k)), g of order 2^32.
        private static readonly Fr[] inversePowers = CreateInversePowers();

        // From g^(j 2^24), of order 256, to j.
        private static readonly Dictionary<Fr, int> logarithms = CreateLogarithms();

        /// <summary>From a^((t + 1) / 2) and a^t to a root of a.</summary>
        public static bool TryFinish(in Fr candidate, in Fr unity, out Fr root)
        {
            root = Zero;
            if (unity.IsZero)
            {
                return true;
            }

            // shifted[k] = (a^t)^(2^(8 k)); the window that an element of order 256 stands for is the next lowest of e.
            Span<Fr> shifted = stackalloc Fr[Windows];
            shifted[0] = unity;
            for (int k = 1; k < Windows; k++)
            {
                Fr power = shifted[k - 1];
                for (int i = 0; i < WindowBits; i++)
                {
                    power = power.Square();
                }

                shifted[k] = power;
            }

            uint exponent = 0;
            for (int known = 0; known < Windows; known++)
            {
                int shift = Windows - 1 - known;
                Fr window = shifted[shift];
                for (int k = 0; k < known; k++)
                {
                    window *= InversePower(shift + k, exponent >> (WindowBits * k));
                }

                exponent |= (uint)logarithms[window] << (WindowBits * known);
                if ((exponent & 1) != 0)
                {
                    return false;
                }
            }

            exponent >>= 1;
            root = candidate;
            for (int k = 0; k < Windows; k++)
            {
                root *= InversePower(k, exponent >> (WindowBits * k));
            }

            return true;
        }

        private static Fr InversePower(int window, uint digit) => inversePowers[(WindowSize * window) + (int)(digit % WindowSize)];

        private static Fr[] CreateInversePowers()
        {
            Fr[] powers = new Fr[Windows * WindowSize];
            for (int window = 0; window < Windows; window++)
            {
                Fr step = RootOfUnity.OfSeven.OfOrder(RootOfUnity.MaxLogOrder - (WindowBits * window)).Invert();
                Fr power = One;
                for (int j = 0; j < WindowSize; j++)
                {
                    powers[(WindowSize * window) + j] = power;
                    power *= step;
                }
            }

            return powers;
        }

        private static Dictionary<Fr, int> CreateLogarithms()
        {
            Dictionary<Fr, int> table = new(WindowSize);
            Fr step = RootOfUnity.OfSeven.OfOrder(WindowBits);
            Fr power = One;
            for (int j = 0; j < WindowSize; j++)
            {
                table.Add(power, j);
                power *= step;
            }

            return table;
        }
    }
}
