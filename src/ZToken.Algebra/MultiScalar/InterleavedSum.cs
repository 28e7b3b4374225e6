namespace ZToken.Algebra;

/// <summary>The sum of few multiples, one point at a time: for sums too short to fill lanes.</summary>
/// <remarks>
/// Both halves of all scalars in non-adjacent form of width five, one chain of doublings for all (E. G. Straus 1964; B. Möller,
/// "Algorithms for multi-exponentiation", 2001). Variable time.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
internal static unsafe class InterleavedSum<TField>
    where TField : unmanaged, IGroupField<TField>
{
    private const int Width = 5;
    private const int OddMultiples = 1 << (Width - 2);
    private const int Digits = ScalarSplit.Bits + 1;

    /// <summary>Sums of at most so many points are faster here than in lanes.</summary>
    public static int MostPoints => FpLanes.IsSupported ? 3 : 12;

    /// <summary>The sum of scalars[i] * points[i].</summary>
    public static JacobianPoint<TField> SumVarTime(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<Fr> scalars)
    {
        int count = points.Length;
        AffinePoint<TField>[] odd = OddMultiplesOf(points);
        sbyte[] digits = new sbyte[2 * count * Digits];
        ulong* canonical = stackalloc ulong[4];
        for (int i = 0; i < count; i++)
        {
            scalars[i].ToCanonicalLimbs(new Span<ulong>(canonical, 4));
            ScalarSplit.SplitVarTime(canonical, out Int128 a, out Int128 b);
            Recode(a, digits.AsSpan(2 * i * Digits, Digits));
            Recode(b, digits.AsSpan(((2 * i) + 1) * Digits, Digits));
        }

        TField beta = GroupEndomorphism.Beta<TField>();
        JacobianPoint<TField> sum = JacobianPoint<TField>.Infinity;
        for (int position = Digits - 1; position >= 0; position--)
        {
            sum = sum.Double();
            for (int half = 0; half < 2 * count; half++)
            {
                int digit = digits[(half * Digits) + position];
                if (digit == 0)
                {
                    continue;
                }

                AffinePoint<TField> point = odd[((half >> 1) * OddMultiples) + (Math.Abs(digit) >> 1)];
                if ((half & 1) != 0)
                {
                    point = new AffinePoint<TField>(point.X * beta, -point.Y);
                }

                sum += digit < 0 ? -point : point;
            }
        }

        Array.Clear(digits);
        return sum;
    }

    /// <summary>1, 3, 5, .. times each point, made affine with one inversion.</summary>
    private static AffinePoint<TField>[] OddMultiplesOf(ReadOnlySpan<AffinePoint<TField>> points)
    {
        JacobianPoint<TField>[] multiples = new JacobianPoint<TField>[points.Length * OddMultiples];
        for (int i = 0; i < points.Length; i++)
        {
            JacobianPoint<TField> twice = new JacobianPoint<TField>(points[i]).Double();
            multiples[i * OddMultiples] = new JacobianPoint<TField>(points[i]);
            for (int m = 1; m < OddMultiples; m++)
            {
                multiples[(i * OddMultiples) + m] = twice + multiples[(i * OddMultiples) + m - 1];
            }
        }

        AffinePoint<TField>[] affine = new AffinePoint<TField>[multiples.Length];
        JacobianPoint<TField>.BatchNormalizeVarTime(multiples, affine);
        return affine;
    }

    /// <summary>Odd digits below 2^(width - 1) in size, at least width - 1 zeros between them.</summary>
    private static void Recode(Int128 value, Span<sbyte> digits)
    {
        digits.Clear();
        for (int position = 0; value != 0; position++)
        {
            if (!Int128.IsEvenInteger(value))
            {
                int digit = (int)(value & ((1 << Width) - 1));
                digit -= (digit >> (Width - 1)) << Width;
                digits[position] = (sbyte)digit;
                value -= digit;
            }

            value >>= 1;
        }
    }
}
