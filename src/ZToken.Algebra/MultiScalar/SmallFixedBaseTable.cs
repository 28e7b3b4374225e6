using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Stored multiples of a few points of G1, for a sum of multiples of them at once: the input points of a verifying key.</summary>
/// <remarks>
/// Digits of five bits with a sign: 52 windows of 16 multiples for each base, 80 KB, in rows (see <see cref="FpRow"/>) 106 KB, and 52 additions a
/// scalar, no doublings. <see cref="FixedBaseTable{TField}"/> is for thousands of bases, where buckets pay.
/// </remarks>
public sealed unsafe class SmallFixedBaseTable
{
    private const int WindowBits = 5;
    private const int Windows = (Fr.BitLength + WindowBits) / WindowBits;
    private const int InWindow = 1 << (WindowBits - 1);

    private readonly int count;

    // Base after base, window after window, the multiples 1 to 16 by the window's power of two. One of the two arrays is used.
    private readonly G1Affine[] points;
    private readonly Fp2Row[] rows;

    /// <summary>Stores the multiples; about 2 ms a base.</summary>
    /// <param name="bases">Points of the prime-order subgroup, none infinity.</param>
    /// <exception cref="ArgumentException">A base is infinity.</exception>
    public SmallFixedBaseTable(ReadOnlySpan<G1Affine> bases)
    {
        count = bases.Length;
        G1Affine[] multiples = new G1Affine[count * Windows * InWindow];
        for (int i = 0; i < count; i++)
        {
            if (bases[i].IsInfinity)
            {
                throw new ArgumentException("A base is infinity.", nameof(bases));
            }

            WriteMultiples(bases[i], multiples.AsSpan(i * Windows * InWindow, Windows * InWindow));
        }

        rows = FpLanes.IsSupported ? Array.ConvertAll(multiples, p => new Fp2Row(FpRow.FromField(p.X), FpRow.FromField(p.Y))) : [];
        points = FpLanes.IsSupported ? [] : multiples;
    }

    /// <summary>start + the sum of scalars[i] times base i. Variable time.</summary>
    /// <exception cref="ArgumentException">There must be as many scalars as bases.</exception>
    public G1Affine SumVarTime(in G1Affine start, ReadOnlySpan<Fr> scalars)
    {
        if (scalars.Length != count)
        {
            throw new ArgumentException("There must be as many scalars as bases.", nameof(scalars));
        }

        G1Point sum = new(start);
        Span<Digit> digits = stackalloc Digit[Windows];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<Digit> own = digits[..WriteDigits(scalars[i], i * Windows * InWindow, digits)];
            sum = FpLanes.IsSupported ? AddRows(sum, own) : AddPoints(sum, own);
        }

        return ToAffine(sum);
    }

    private static void WriteMultiples(in G1Affine basePoint, Span<G1Affine> multiples)
    {
        G1Point[] jacobian = new G1Point[multiples.Length];
        G1Point power = new(basePoint);
        for (int window = 0; window < Windows; window++)
        {
            G1Point multiple = power;
            for (int i = 0; i < InWindow; i++)
            {
                jacobian[(window * InWindow) + i] = multiple;
                multiple += power;
            }

            power = jacobian[(window * InWindow) + InWindow - 1].Double();
        }

        G1Point.BatchNormalize(jacobian, multiples);
    }

    // Digits from -15 to 16, those of zero left out.
    private static int WriteDigits(in Fr scalar, int offset, Span<Digit> digits)
    {
        Span<ulong> limbs = stackalloc ulong[5];
        scalar.ToCanonicalLimbs(limbs[..4]);
        limbs[4] = 0;
        int length = 0;
        int carry = 0;
        for (int window = 0; window < Windows; window++)
        {
            int bit = window * WindowBits, word = bit >> 6, shift = bit & 63;
            ulong bits = limbs[word] >> shift;
            bits |= shift > 64 - WindowBits ? limbs[word + 1] << (64 - shift) : 0;
            int digit = (int)(bits & ((1 << WindowBits) - 1)) + carry;
            carry = digit > InWindow ? 1 : 0;
            digit -= carry << WindowBits;
            if (digit != 0)
            {
                digits[length++] = new Digit(offset + (window * InWindow) + Math.Abs(digit) - 1, digit < 0);
            }
        }

        return length;
    }

    private G1Point AddPoints(G1Point sum, ReadOnlySpan<Digit> digits)
    {
        foreach (Digit digit in digits)
        {
            ref readonly G1Affine point = ref points[digit.Index];
            sum += digit.IsNegative ? -point : point;
        }

        return sum;
    }

    // Two sums side by side, one digit for each at a time.
    [SkipLocalsInit]
    private G1Point AddRows(in G1Point start, ReadOnlySpan<Digit> digits)
    {
        RowWorkspace workspace = RowWorkspace.Current;
        PointRow<TwoOfG1>* sums = (PointRow<TwoOfG1>*)workspace.Values;
        *sums = PointRow<TwoOfG1>.Infinity;
        int even = digits.Length & ~1;
        for (int i = 0; i < even; i += 2)
        {
            ref readonly Fp2Row first = ref rows[digits[i].Index], second = ref rows[digits[i + 1].Index];
            Fp2Row x = new(first.C0, second.C0);
            Fp2Row y = new(digits[i].IsNegative ? -first.C1 : first.C1, digits[i + 1].IsNegative ? -second.C1 : second.C1);
            PointRow<TwoOfG1>.Add(sums, x, y, workspace.Products);
        }

        G1Point sum = start + PointRow<TwoOfG1>.First(*sums) + PointRow<TwoOfG1>.Second(*sums);
        if (even == digits.Length)
        {
            return sum;
        }

        ref readonly Fp2Row last = ref rows[digits[even].Index];
        G1Affine point = new(last.C0.ToField(), last.C1.ToField());
        return sum + (digits[even].IsNegative ? -point : point);
    }

    private static G1Affine ToAffine(in G1Point point)
    {
        Fp inverse = point.Z.InvertVarTime();
        Fp square = inverse.Square();
        return new G1Affine(point.X * square, point.Y * square * inverse);
    }

    /// <summary>A digit other than zero: where its multiple stands, and its sign.</summary>
    private readonly record struct Digit(int Index, bool IsNegative);
}
