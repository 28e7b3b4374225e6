namespace ZToken.Algebra;

/// <summary>Multiples of a fixed point of Jubjub, so that multiplying it needs no doublings: a quarter of the time.</summary>
/// <remarks>
/// Entry (i, j) is (j + 1) 16^i times the base, 64 windows of 8 entries: 48 KiB. Made once for each of the few generators of a protocol.
/// </remarks>
public sealed class JubjubTable
{
    private readonly NielsAffine[] entries = new NielsAffine[ScalarDigits.Windows * ScalarDigits.MaxDigit];

    /// <summary>Makes the table of a point of the curve.</summary>
    public JubjubTable(in JubjubAffine basePoint)
    {
        Base = basePoint;
        JubjubPoint[] points = new JubjubPoint[entries.Length];
        JubjubPoint step = new(basePoint);
        for (int window = 0; window < ScalarDigits.Windows; window++)
        {
            JubjubPoint multiple = JubjubPoint.Identity;
            for (int j = 0; j < ScalarDigits.MaxDigit; j++)
            {
                multiple += step;
                points[(window * ScalarDigits.MaxDigit) + j] = multiple;
            }

            step = multiple.Double();
        }

        JubjubAffine[] affine = new JubjubAffine[points.Length];
        JubjubPoint.BatchNormalize(points, affine);
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new NielsAffine(affine[i]);
        }
    }

    /// <summary>The point whose multiples these are.</summary>
    public JubjubAffine Base { get; }

    /// <summary>Multiplies the base, in a time and with memory accesses that do not depend on the scalar.</summary>
    public JubjubPoint Multiply(in JubjubScalar k)
    {
        Span<sbyte> digits = stackalloc sbyte[ScalarDigits.Windows];
        ScalarDigits.Split(k, digits);
        JubjubPoint sum = Sum(digits);
        digits.Clear();
        return sum;
    }

    /// <summary>Multiplies the base by a 64-bit integer, in a time and with memory accesses that do not depend on it; a quarter of a scalar's cost.</summary>
    public JubjubPoint Multiply(ulong k)
    {
        const int WindowsOfUInt64 = (64 / ScalarDigits.WindowBits) + 1;
        Span<sbyte> digits = stackalloc sbyte[ScalarDigits.Windows];
        ScalarDigits.Split(JubjubScalar.FromUInt64(k), digits);
        JubjubPoint sum = Sum(digits[..WindowsOfUInt64]);
        digits.Clear();
        return sum;
    }

    /// <summary>Multiplies the base by a public scalar. Variable time.</summary>
    public JubjubPoint MultiplyVarTime(in JubjubScalar k)
    {
        Span<sbyte> digits = stackalloc sbyte[ScalarDigits.Windows];
        ScalarDigits.Split(k, digits);
        JubjubPoint sum = JubjubPoint.Identity;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[i];
            if (digit != 0)
            {
                ref readonly NielsAffine entry = ref entries[(i * ScalarDigits.MaxDigit) + Math.Abs(digit) - 1];
                sum = JubjubPoint.Add(sum, digit > 0 ? entry : -entry);
            }
        }

        return sum;
    }

    private JubjubPoint Sum(ReadOnlySpan<sbyte> digits)
    {
        JubjubPoint sum = JubjubPoint.Identity;
        for (int i = 0; i < digits.Length; i++)
        {
            ReadOnlySpan<NielsAffine> window = entries.AsSpan(i * ScalarDigits.MaxDigit, ScalarDigits.MaxDigit);
            sum = JubjubPoint.Add(sum, NielsAffine.Lookup(window, digits[i]));
        }

        return sum;
    }
}
