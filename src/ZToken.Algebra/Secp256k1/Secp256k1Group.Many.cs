using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <content>Many points at once, eight in step where the processor has the registers for it: a quarter of the time, or less.</content>
public static partial class Secp256k1Group
{
    // Below that many, one after the other is quicker.
    private const int FewestLanes = 2;

    /// <summary>The points with given x and parities of y; infinity where there is none. Variable time.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void LiftManyVarTime(ReadOnlySpan<Secp256k1Fp> xs, ReadOnlySpan<bool> yIsOdd, Span<AffinePoint<Secp256k1Fp>> points)
    {
        if (xs.Length != points.Length || yIsOdd.Length != points.Length)
        {
            throw new ArgumentException("The spans differ in length.", nameof(points));
        }

        int done = 0;
        while (Secp256k1FpLanes.IsSupported && xs.Length - done >= FewestLanes)
        {
            int count = Math.Min(xs.Length - done, Secp256k1Lanes.Count);
            LiftGroup(xs.Slice(done, count), yIsOdd.Slice(done, count), points.Slice(done, count));
            done += count;
        }

        for (; done < xs.Length; done++)
        {
            _ = TryLiftVarTime(xs[done], yIsOdd[done], out points[done]);
        }
    }

    /// <summary>a G + b P for many scalars and points of the curve. Variable time.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void SumManyVarTime(
        ReadOnlySpan<Secp256k1Fn> a, ReadOnlySpan<AffinePoint<Secp256k1Fp>> points, ReadOnlySpan<Secp256k1Fn> b, Span<AffinePoint<Secp256k1Fp>> sums)
    {
        if (a.Length != sums.Length || points.Length != sums.Length || b.Length != sums.Length)
        {
            throw new ArgumentException("The spans differ in length.", nameof(sums));
        }

        JacobianPoint<Secp256k1Fp>[] found = new JacobianPoint<Secp256k1Fp>[sums.Length];
        int done = 0;
        while (Secp256k1FpLanes.IsSupported && sums.Length - done >= FewestLanes)
        {
            int count = Math.Min(sums.Length - done, Secp256k1Lanes.Count);
            SumGroup(a.Slice(done, count), points.Slice(done, count), b.Slice(done, count), found.AsSpan(done, count));
            done += count;
        }

        for (int i = 0; i < found.Length; i++)
        {
            // What the lanes could not do, or found to be infinity.
            if (found[i].IsInfinity)
            {
                found[i] = SumVarTime(a[i], points[i], b[i]);
            }
        }

        JacobianPoint<Secp256k1Fp>.BatchNormalizeVarTime(found, sums);
    }

    [SkipLocalsInit]
    private static unsafe void LiftGroup(ReadOnlySpan<Secp256k1Fp> xs, ReadOnlySpan<bool> yIsOdd, Span<AffinePoint<Secp256k1Fp>> points)
    {
        Secp256k1Fp* all = stackalloc Secp256k1Fp[2 * Secp256k1Lanes.Count];
        Secp256k1Fp* roots = all + Secp256k1Lanes.Count;
        for (int lane = 0; lane < Secp256k1Lanes.Count; lane++)
        {
            all[lane] = lane < xs.Length ? xs[lane] : default;
        }

        using NativeBuffer memory = NativeBuffer.Rent(Secp256k1Lanes.SizeInBytes);
        new Secp256k1Lanes(memory.Pointer).Roots(all, roots);
        for (int lane = 0; lane < xs.Length; lane++)
        {
            AffinePoint<Secp256k1Fp> point = new(all[lane], roots[lane].IsOdd == yIsOdd[lane] ? roots[lane] : -roots[lane]);
            points[lane] = point.IsOnCurve ? point : default;
        }
    }

    [SkipLocalsInit]
    private static unsafe void SumGroup(
        ReadOnlySpan<Secp256k1Fn> a, ReadOnlySpan<AffinePoint<Secp256k1Fp>> points, ReadOnlySpan<Secp256k1Fn> b, Span<JacobianPoint<Secp256k1Fp>> sums)
    {
        AffinePoint<Secp256k1Fp>* all = stackalloc AffinePoint<Secp256k1Fp>[Secp256k1Lanes.Count];
        WindowDigits* digits = stackalloc WindowDigits[Secp256k1Lanes.Count];
        Secp256k1Fp* found = stackalloc Secp256k1Fp[3 * Secp256k1Lanes.Count];
        for (int lane = 0; lane < Secp256k1Lanes.Count; lane++)
        {
            bool used = lane < points.Length && !points[lane].IsInfinity;
            all[lane] = used ? points[lane] : AffinePoint<Secp256k1Fp>.Generator;
            WindowDigits.WriteVarTime(used ? a[lane] : Secp256k1Fn.Zero, used ? b[lane] : Secp256k1Fn.Zero, out digits[lane]);
        }

        using NativeBuffer memory = NativeBuffer.Rent(Secp256k1Lanes.SizeInBytes);
        new Secp256k1Lanes(memory.Pointer).Sum(all, digits, found);
        for (int lane = 0; lane < points.Length; lane++)
        {
            sums[lane] = new JacobianPoint<Secp256k1Fp>(found[lane], found[Secp256k1Lanes.Count + lane], found[(2 * Secp256k1Lanes.Count) + lane]);
        }
    }
}
