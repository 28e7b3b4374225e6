namespace ZToken.Algebra.Tests;

/// <summary>Points and scalars for sums, and the sum done the plain way.</summary>
internal static class SumSamples
{
    /// <summary>Distinct points of the subgroup.</summary>
    public static AffinePoint<TField>[] Points<TField>(int count)
        where TField : unmanaged, IGroupField<TField>
    {
        JacobianPoint<TField>[] points = new JacobianPoint<TField>[count];
        JacobianPoint<TField> point = JacobianPoint<TField>.Generator.Double();
        for (int i = 0; i < count; i++)
        {
            points[i] = point;
            point = i % 3 == 0 ? point.Double() : point + AffinePoint<TField>.Generator;
        }

        AffinePoint<TField>[] affine = new AffinePoint<TField>[count];
        JacobianPoint<TField>.BatchNormalize(points, affine);
        return affine;
    }

    public static Fr[] Scalars(string seed, int count)
    {
        RandomSource source = RandomSource.FromSeed(System.Text.Encoding.UTF8.GetBytes(seed));
        Fr[] scalars = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            scalars[i] = Fr.Random(source);
        }

        return scalars;
    }

    /// <summary>What a witness is like, and what can go wrong: zeros, ones, small numbers, powers of two, the ends of the range.</summary>
    public static Fr[] WitnessLike(string seed, int count)
    {
        Fr[] scalars = Scalars(seed, count);
        for (int i = 0; i < count; i++)
        {
            scalars[i] = (i % 11) switch
            {
                0 or 1 or 2 => Fr.Zero,
                3 or 4 or 5 => Fr.One,
                6 => -Fr.One,
                7 => Fr.FromUInt64((ulong)i),
                8 => Fr.FromBigInteger(System.Numerics.BigInteger.One << (i % 255)),
                _ => scalars[i],
            };
        }

        return scalars;
    }

    public static JacobianPoint<TField> Naive<TField>(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<Fr> scalars)
        where TField : unmanaged, IGroupField<TField>
    {
        JacobianPoint<TField> sum = JacobianPoint<TField>.Infinity;
        ulong[] limbs = new ulong[4];
        for (int i = 0; i < points.Length; i++)
        {
            scalars[i].ToCanonicalLimbs(limbs);
            sum += new JacobianPoint<TField>(points[i]).MultiplyVarTime(limbs);
        }

        return sum;
    }
}
