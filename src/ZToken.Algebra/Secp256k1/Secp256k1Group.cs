using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>The group of secp256k1, of prime order n, for public points and scalars.</summary>
public static partial class Secp256k1Group
{
    private const int PointWidth = 5;

    /// <summary>The point with a given x and the given parity of y. Variable time.</summary>
    /// <returns>False where there is none.</returns>
    public static bool TryLiftVarTime(in Secp256k1Fp x, bool yIsOdd, out AffinePoint<Secp256k1Fp> point)
    {
        if (!((x.Square() * x) + Secp256k1Fp.CurveB).TrySqrt(out Secp256k1Fp y))
        {
            point = default;
            return false;
        }

        // y is never zero: no point has order two.
        point = new AffinePoint<Secp256k1Fp>(x, y.IsOdd == yIsOdd ? y : -y);
        return true;
    }

    /// <summary>a G + b P for a point P of the curve. Variable time.</summary>
    /// <remarks>
    /// Four half scalars share one chain of at most 129 doublings (Straus): those of a against tables of G and lambda G, those of b against eight odd multiples of P and lambda P,
    /// which lie on an isomorphic curve, so that G's are moved there as they are needed. About 1,800 products.
    /// </remarks>
    [SkipLocalsInit]
    public static JacobianPoint<Secp256k1Fp> SumVarTime(in Secp256k1Fn a, in AffinePoint<Secp256k1Fp> point, in Secp256k1Fn b)
    {
        bool hasPoint = !point.IsInfinity && !b.IsZero;
        Span<short> digits = stackalloc short[4 * NonAdjacentForm.Length];
        Span<short> generatorDigits = digits[..NonAdjacentForm.Length];
        Span<short> generatorImageDigits = digits.Slice(NonAdjacentForm.Length, NonAdjacentForm.Length);
        Span<short> pointDigits = digits.Slice(2 * NonAdjacentForm.Length, NonAdjacentForm.Length);
        Span<short> imageDigits = digits[(3 * NonAdjacentForm.Length)..];
        int length = Math.Max(
            WriteDigits(a, GeneratorMultiples.Width, generatorDigits, generatorImageDigits),
            WriteDigits(hasPoint ? b : Secp256k1Fn.Zero, PointWidth, pointDigits, imageDigits));

        Span<AffinePoint<Secp256k1Fp>> multiples = stackalloc AffinePoint<Secp256k1Fp>[2 << (PointWidth - 2)];
        Span<AffinePoint<Secp256k1Fp>> images = multiples[(1 << (PointWidth - 2))..];
        multiples = multiples[..(1 << (PointWidth - 2))];
        Secp256k1Fp z = Secp256k1Fp.One;
        if (hasPoint)
        {
            z = OddMultiples.WriteScaledVarTime(point, multiples);
            for (int i = 0; i < multiples.Length; i++)
            {
                images[i] = Secp256k1Endomorphism.Apply(multiples[i]);
            }
        }

        Secp256k1Fp square = z.Square(), cube = square * z;
        Secp256k1Sum sum = default;
        for (int i = length - 1; i >= 0; i--)
        {
            sum.Double();
            Add(ref sum, multiples, pointDigits[i]);
            Add(ref sum, images, imageDigits[i]);
            AddScaled(ref sum, GeneratorMultiples.Multiples, generatorDigits[i], square, cube);
            AddScaled(ref sum, GeneratorMultiples.Images, generatorImageDigits[i], square, cube);
        }

        return new JacobianPoint<Secp256k1Fp>(sum.Numerators.X, sum.Numerators.Y, sum.Z * z);
    }

    private static void Add(ref Secp256k1Sum sum, ReadOnlySpan<AffinePoint<Secp256k1Fp>> multiples, int digit)
    {
        if (digit != 0)
        {
            sum.Add(multiples[Math.Abs(digit) >> 1], digit < 0);
        }
    }

    private static void AddScaled(ref Secp256k1Sum sum, ReadOnlySpan<AffinePoint<Secp256k1Fp>> multiples, int digit, in Secp256k1Fp square, in Secp256k1Fp cube)
    {
        if (digit != 0)
        {
            ref readonly AffinePoint<Secp256k1Fp> multiple = ref multiples[Math.Abs(digit) >> 1];
            sum.Add(new AffinePoint<Secp256k1Fp>(multiple.X * square, multiple.Y * cube), digit < 0);
        }
    }

    private static int WriteDigits(in Secp256k1Fn scalar, int width, Span<short> first, Span<short> second)
    {
        (HalfScalar low, HalfScalar high) = Secp256k1Endomorphism.SplitVarTime(scalar);
        return Math.Max(NonAdjacentForm.WriteVarTime(low, width, first), NonAdjacentForm.WriteVarTime(high, width, second));
    }
}
