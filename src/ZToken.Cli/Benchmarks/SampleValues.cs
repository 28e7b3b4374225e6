using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary>Inputs for benchmarks, the same in every run.</summary>
internal static class SampleValues
{
    public static RandomSource Random(string purpose) => RandomSource.FromSeed(System.Text.Encoding.UTF8.GetBytes("ztoken bench " + purpose));

    /// <summary>Scalars of full width.</summary>
    public static Fr[] Scalars(int count, RandomSource random)
    {
        Fr[] scalars = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            scalars[i] = Fr.Random(random);
        }

        return scalars;
    }

    /// <summary>Points of the subgroup that a sum cannot tell from random ones: P, P + Q, P + 2 Q, ..</summary>
    public static AffinePoint<TField>[] Points<TField>(int count, RandomSource random)
        where TField : unmanaged, IGroupField<TField>
    {
        JacobianPoint<TField> point = JacobianPoint<TField>.Generator * Fr.Random(random);
        AffinePoint<TField> step = (JacobianPoint<TField>.Generator * Fr.Random(random)).ToAffine();
        JacobianPoint<TField>[] points = new JacobianPoint<TField>[count];
        for (int i = 0; i < count; i++)
        {
            points[i] = point;
            point += step;
        }

        AffinePoint<TField>[] affine = new AffinePoint<TField>[count];
        JacobianPoint<TField>.BatchNormalize(points, affine);
        return affine;
    }
}
