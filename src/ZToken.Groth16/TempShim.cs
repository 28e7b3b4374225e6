using ZToken.Algebra;

namespace ZToken.Groth16;

// Plain sums until those of ZToken.Algebra are there; replaced in the next commits.
internal static class MultiScalar
{
    public static JacobianPoint<TField> SumVarTime<TField>(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<Fr> scalars, ComputeOptions options)
        where TField : unmanaged, ICurveField<TField>
    {
        options.Cancellation.ThrowIfCancellationRequested();
        JacobianPoint<TField> sum = default;
        Span<ulong> limbs = stackalloc ulong[4];
        for (int i = 0; i < points.Length; i++)
        {
            scalars[i].ToCanonicalLimbs(limbs);
            sum += new JacobianPoint<TField>(points[i]).MultiplyVarTime(limbs);
        }

        return sum;
    }
}

internal static class GeneratorMultiples
{
    public static void Compute<TField>(ReadOnlySpan<Fr> scalars, Span<AffinePoint<TField>> points, ComputeOptions options)
        where TField : unmanaged, ICurveField<TField>
    {
        options.Cancellation.ThrowIfCancellationRequested();
        for (int i = 0; i < scalars.Length; i++)
        {
            points[i] = (AffinePoint<TField>.Generator * scalars[i]).ToAffine();
        }
    }
}
