namespace ZToken.Algebra;

/// <summary>The endomorphism (x, y) -> (beta x, -y), beta a cube root of one, which multiplies the prime-order subgroup by z = x^2.</summary>
/// <remarks>In G1 this is -phi of <see cref="G1Endomorphism"/>; in G2 beta is the square of G1's.</remarks>
internal static class GroupEndomorphism
{
    /// <summary>The factor of the x coordinate.</summary>
    public static TField Beta<TField>()
        where TField : unmanaged, IGroupField<TField>
    {
        Fp beta = G1Endomorphism.Beta;
        return TField.Degree == 1 ? TField.FromCoefficients([beta]) : TField.FromCoefficients([beta.Square(), Fp.Zero]);
    }

    /// <summary>Maps points; infinity stays infinity.</summary>
    public static unsafe void Apply<TField, TLanes>(AffinePoint<TField>* points, AffinePoint<TField>* images, int count, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
        where TLanes : struct, ICoordinateLanes<TField>
    {
        const int Block = 2048;
        TField beta = Beta<TField>();
        ParallelWork.ForEach(options, (count + Block - 1) / Block, block =>
        {
            int from = block * Block, to = Math.Min(count, from + Block);
            using NativeBuffer buffer = NativeBuffer.Rent(((2 * TLanes.GroupLength) + TLanes.ScratchLength) * sizeof(double));
            double* factor = (double*)buffer.Pointer;
            double* group = factor + TLanes.GroupLength;
            double* scratch = group + TLanes.GroupLength;
            void** pointers = stackalloc void*[8];
            TField copy = beta;
            new Span<nint>(pointers, 8).Fill((nint)(&copy));
            _ = TLanes.Load(factor, pointers, 0);
            for (int i = from; i < to; i += 8)
            {
                for (int lane = 0; lane < 8; lane++)
                {
                    pointers[lane] = points + Math.Min(i + lane, to - 1);
                }

                _ = TLanes.Load(group, pointers, 0);
                TLanes.Multiply(group, group, factor, scratch);
                for (int lane = 0; lane < 8; lane++)
                {
                    pointers[lane] = images + Math.Min(i + lane, to - 1);
                }

                TLanes.Store(pointers, 0, group);
            }

            for (int i = from; i < to; i++)
            {
                images[i] = new AffinePoint<TField>(images[i].X, -points[i].Y);
            }
        });
    }
}
