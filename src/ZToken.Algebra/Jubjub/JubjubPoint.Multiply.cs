namespace ZToken.Algebra;

public readonly partial struct JubjubPoint
{
    private const int OddMultiples = 1 << (ScalarDigits.SlidingBits - 2);

    /// <summary>Multiplies by a scalar, in a time and with memory accesses that do not depend on the scalar.</summary>
    /// <remarks>Signed windows of four bits: 252 doublings, 71 additions, each table entry read by scanning the whole table.</remarks>
    public static JubjubPoint operator *(in JubjubPoint p, in JubjubScalar k)
    {
        Span<sbyte> digits = stackalloc sbyte[ScalarDigits.Windows];
        ScalarDigits.Split(k, digits);
        JubjubPoint product = Multiply(p, digits);
        digits.Clear();
        return product;
    }

    /// <summary>Multiplies by a public scalar. Variable time.</summary>
    public JubjubPoint MultiplyVarTime(in JubjubScalar k)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        k.ToCanonicalLimbs(limbs);
        return MultiplyVarTime(limbs);
    }

    /// <summary>Multiplies by a public integer, little-endian limbs, which may exceed the order of the group. Variable time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than eight limbs.</exception>
    public JubjubPoint MultiplyVarTime(ReadOnlySpan<ulong> k)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k.Length, 8);
        Span<sbyte> digits = stackalloc sbyte[(64 * k.Length) + 1];
        ScalarDigits.SlideVarTime(k, digits);
        Span<NielsPoint> table = stackalloc NielsPoint[OddMultiples];
        WriteOddMultiples(this, table);
        return SumOfDigits(digits.Length, 1, digits, table);
    }

    /// <summary>The sum of multiples of points by public scalars. Variable time.</summary>
    /// <remarks>
    /// E. G. Straus, "Addition chains of vectors" (1964): 252 doublings for every 256 points, and about 50 additions a point.
    /// </remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static JubjubPoint SumVarTime(ReadOnlySpan<JubjubPoint> points, ReadOnlySpan<JubjubScalar> scalars)
    {
        const int Chunk = 256;
        const int DigitsOfOne = (64 * 4) + 1;
        if (points.Length != scalars.Length)
        {
            throw new ArgumentException("There must be as many scalars as points.", nameof(scalars));
        }

        int capacity = Math.Min(points.Length, Chunk);
        sbyte[] digits = new sbyte[capacity * DigitsOfOne];
        NielsPoint[] tables = new NielsPoint[capacity * OddMultiples];
        Span<ulong> limbs = stackalloc ulong[4];
        JubjubPoint sum = Identity;
        while (!points.IsEmpty)
        {
            int count = Math.Min(points.Length, Chunk);
            for (int i = 0; i < count; i++)
            {
                scalars[i].ToCanonicalLimbs(limbs);
                ScalarDigits.SlideVarTime(limbs, digits.AsSpan(i * DigitsOfOne, DigitsOfOne));
                WriteOddMultiples(points[i], tables.AsSpan(i * OddMultiples, OddMultiples));
            }

            sum += SumOfDigits(DigitsOfOne, count, digits, tables);
            points = points[count..];
            scalars = scalars[count..];
        }

        return sum;
    }

    // The digits are those of ScalarDigits.Split.
    private static JubjubPoint Multiply(in JubjubPoint p, ReadOnlySpan<sbyte> digits)
    {
        Span<NielsPoint> table = stackalloc NielsPoint[ScalarDigits.MaxDigit];
        JubjubPoint multiple = p;
        table[0] = new NielsPoint(p);
        for (int i = 1; i < table.Length; i++)
        {
            multiple = Add(multiple, table[0]);
            table[i] = new NielsPoint(multiple);
        }

        JubjubPoint sum = Add(Identity, NielsPoint.Lookup(table, digits[^1]));
        for (int i = ScalarDigits.Windows - 2; i >= 0; i--)
        {
            sum = Add(sum.DoubleTimes(ScalarDigits.WindowBits), NielsPoint.Lookup(table, digits[i]));
        }

        return sum;
    }

    // P, 3 P, 5 P, ...
    private static void WriteOddMultiples(in JubjubPoint p, Span<NielsPoint> table)
    {
        table[0] = new NielsPoint(p);
        NielsPoint twice = new(p.Double());
        JubjubPoint multiple = p;
        for (int i = 1; i < table.Length; i++)
        {
            multiple = Add(multiple, twice);
            table[i] = new NielsPoint(multiple);
        }
    }

    // Sum over i and the points j of 2^i digits[j][i] P_j, one doubling for each position.
    private static JubjubPoint SumOfDigits(int positions, int count, ReadOnlySpan<sbyte> digits, ReadOnlySpan<NielsPoint> tables)
    {
        JubjubPoint sum = Identity;
        int doublings = 0;
        bool started = false;
        for (int i = positions - 1; i >= 0; i--)
        {
            doublings += started ? 1 : 0;
            for (int j = 0; j < count; j++)
            {
                int digit = digits[(j * positions) + i];
                if (digit == 0)
                {
                    continue;
                }

                if (doublings > 0)
                {
                    sum = sum.DoubleTimes(doublings);
                    doublings = 0;
                }

                ref readonly NielsPoint entry = ref tables[(j * OddMultiples) + (Math.Abs(digit) >> 1)];
                sum = Add(sum, digit > 0 ? entry : -entry);
                started = true;
            }
        }

        return doublings > 0 ? sum.DoubleTimes(doublings) : sum;
    }
}
