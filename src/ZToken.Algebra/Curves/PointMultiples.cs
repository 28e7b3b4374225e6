namespace ZToken.Algebra;

/// <summary>Multiplies eight points side by side by the same public integer.</summary>
/// <remarks>
/// Jacobian coordinates, in the formulas of <see cref="JacobianPoint{TField}"/>: 7 products a doubling, 11 an addition. The sum of a point with
/// itself or its negative, and with infinity, comes out with Z = 0 and stays so. That happens only to a point whose order is at most the
/// integer's size, and such a multiple is compared with something finite: so it tells the truth, that the point is no member.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
/// <typeparam name="TLanes">The arithmetic.</typeparam>
internal readonly unsafe ref struct PointMultiples<TField, TLanes> : IDisposable
    where TField : unmanaged, IGroupField<TField>
    where TLanes : struct, ICoordinateLanes<TField>
{
    /// <summary>Points side by side.</summary>
    public const int Count = 8;

    private const int Groups = 11;

    private readonly NativeBuffer buffer;
    private readonly double* x, y, z, pointX, pointY;
    private readonly double* t0, t1, t2, t3, t4, t5, scratch;

    private PointMultiples(NativeBuffer buffer)
    {
        this.buffer = buffer;
        x = (double*)buffer.Pointer;
        y = x + TLanes.GroupLength;
        z = y + TLanes.GroupLength;
        pointX = z + TLanes.GroupLength;
        pointY = pointX + TLanes.GroupLength;
        t0 = pointY + TLanes.GroupLength;
        t1 = t0 + TLanes.GroupLength;
        t2 = t1 + TLanes.GroupLength;
        t3 = t2 + TLanes.GroupLength;
        t4 = t3 + TLanes.GroupLength;
        t5 = t4 + TLanes.GroupLength;
        scratch = t5 + TLanes.GroupLength;
    }

    /// <summary>Takes memory for the work of one thread.</summary>
    public static PointMultiples<TField, TLanes> Rent() => new(NativeBuffer.Rent(((Groups * TLanes.GroupLength) + TLanes.ScratchLength) * sizeof(double)));

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => buffer.Dispose();

    /// <summary>The multiples by an integer above zero, little-endian limbs; no point may be infinity.</summary>
    public void Multiply(AffinePoint<TField>* points, ReadOnlySpan<ulong> factor, JacobianPoint<TField>* multiples)
    {
        Load(points);
        int top = (64 * factor.Length) - 1;
        while (!IsSet(factor, top))
        {
            top--;
        }

        for (int bit = top - 1; bit >= 0; bit--)
        {
            Double();
            if (IsSet(factor, bit))
            {
                Add();
            }
        }

        Store(multiples);
    }

    private static bool IsSet(ReadOnlySpan<ulong> limbs, int bit) => ((limbs[bit >> 6] >> (bit & 63)) & 1) != 0;

    private void Load(AffinePoint<TField>* points)
    {
        TField one = TField.One;
        void** pointers = stackalloc void*[Count];
        new Span<nint>(pointers, Count).Fill((nint)(&one));
        _ = TLanes.Load(z, pointers, 0);
        for (int lane = 0; lane < Count; lane++)
        {
            pointers[lane] = points + lane;
        }

        _ = TLanes.Load(pointX, pointers, 0);
        _ = TLanes.Load(pointY, pointers, sizeof(TField));
        new ReadOnlySpan<double>(pointX, TLanes.GroupLength).CopyTo(new Span<double>(x, TLanes.GroupLength));
        new ReadOnlySpan<double>(pointY, TLanes.GroupLength).CopyTo(new Span<double>(y, TLanes.GroupLength));
    }

    private void Store(JacobianPoint<TField>* points)
    {
        void** pointers = stackalloc void*[Count];
        for (int lane = 0; lane < Count; lane++)
        {
            pointers[lane] = points + lane;
        }

        TLanes.Reduce(z, z);
        TLanes.Store(pointers, 0, x);
        TLanes.Store(pointers, sizeof(TField), y);
        TLanes.Store(pointers, 2 * sizeof(TField), z);
    }

    // All three coordinates have weight 1 (see FpLanes) before and after. With a = x^2, b = y^2: x' = 9 a^2 - 8 x b,
    // y' = 3 a (4 x b - x') - 8 b^2, z' = 2 y z.
    private void Double()
    {
        TLanes.Square(t0, x, scratch);
        TLanes.Square(t1, y, scratch);
        TLanes.Multiply(t2, x, t1, scratch);
        TLanes.Square(t1, t1, scratch);
        TLanes.Square(t3, t0, scratch);
        TLanes.Multiply(z, y, z, scratch);
        TLanes.Add(z, z, z);
        TLanes.Reduce(z, z);

        Times8(t4, t3);
        TLanes.Add(t3, t4, t3);
        TLanes.Add(t4, t2, t2);
        TLanes.Add(t4, t4, t4);
        TLanes.Add(t5, t4, t4);
        TLanes.Subtract(x, t3, t5);
        TLanes.Reduce(x, x);

        TLanes.Subtract(t4, t4, x);
        TLanes.Reduce(t4, t4);
        TLanes.Multiply(t0, t0, t4, scratch);
        TLanes.Add(t4, t0, t0);
        TLanes.Add(t0, t4, t0);
        Times8(t5, t1);
        TLanes.Subtract(y, t0, t5);
        TLanes.Reduce(y, y);
    }

    // With h = px z^2 - x, r = py z^3 - y, v = x h^2: x' = r^2 - h^3 - 2 v, y' = r (v - x') - y h^3, z' = z h.
    private void Add()
    {
        TLanes.Square(t0, z, scratch);
        TLanes.Multiply(t1, pointX, t0, scratch);
        TLanes.Subtract(t1, t1, x);
        TLanes.Reduce(t1, t1);
        TLanes.Multiply(t2, pointY, z, scratch);
        TLanes.Multiply(t2, t2, t0, scratch);
        TLanes.Subtract(t2, t2, y);
        TLanes.Reduce(t2, t2);
        TLanes.Multiply(z, z, t1, scratch);
        TLanes.Square(t3, t1, scratch);
        TLanes.Multiply(t4, t1, t3, scratch);
        TLanes.Multiply(t5, x, t3, scratch);

        TLanes.Square(x, t2, scratch);
        TLanes.Subtract(x, x, t4);
        TLanes.Subtract(x, x, t5);
        TLanes.Subtract(x, x, t5);
        TLanes.Reduce(x, x);

        TLanes.Subtract(t5, t5, x);
        TLanes.Multiply(t5, t2, t5, scratch);
        TLanes.Multiply(t4, y, t4, scratch);
        TLanes.Subtract(y, t5, t4);
        TLanes.Reduce(y, y);
    }

    private static void Times8(double* result, double* a)
    {
        TLanes.Add(result, a, a);
        TLanes.Add(result, result, result);
        TLanes.Add(result, result, result);
    }
}
