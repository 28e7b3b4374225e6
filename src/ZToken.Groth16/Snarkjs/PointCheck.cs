using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>What must be checked about points that were read as they lie in memory.</summary>
internal static partial class PointCheck
{
    private const int PointsPerTask = 256;

    /// <summary>The index of the first point with a coordinate not below p or off its curve; -1 where there is none. Infinity passes.</summary>
    public static int FirstOffCurve<TField>(ReadOnlySpan<AffinePoint<TField>> points)
        where TField : unmanaged, IGroupField<TField>
    {
        RequireLittleEndian();
        return First(points, static point => !HasCanonicalCoordinates(point) || !point.IsOnCurve);
    }

    /// <summary>These formats are memory images of little-endian machines.</summary>
    public static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Key files are read and written on little-endian machines only.");
        }
    }

    private static unsafe int First<TField>(ReadOnlySpan<AffinePoint<TField>> points, Func<AffinePoint<TField>, bool> isWrong)
        where TField : unmanaged, IGroupField<TField>
    {
        int first = int.MaxValue;
        int length = points.Length;
        fixed (AffinePoint<TField>* start = points)
        {
            AffinePoint<TField>* pointer = start;
            Parallel.For(0, (length + PointsPerTask - 1) / PointsPerTask, task =>
            {
                for (int i = task * PointsPerTask; i < Math.Min(length, (task + 1) * PointsPerTask) && i < Volatile.Read(ref first); i++)
                {
                    if (isWrong(pointer[i]))
                    {
                        InterlockedMin(ref first, i);
                    }
                }
            });
        }

        return first == int.MaxValue ? -1 : first;
    }

    private static bool HasCanonicalCoordinates<TField>(in AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField>
    {
        ReadOnlySpan<ulong> limbs = MemoryMarshal.Cast<AffinePoint<TField>, ulong>(new ReadOnlySpan<AffinePoint<TField>>(in point));
        ReadOnlySpan<ulong> modulus = Fp.ModulusLimbs;
        for (int i = 0; i < limbs.Length; i += modulus.Length)
        {
            if (!IsBelow(limbs.Slice(i, modulus.Length), modulus))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsBelow(ReadOnlySpan<ulong> limbs, ReadOnlySpan<ulong> modulus)
    {
        for (int i = modulus.Length - 1; i >= 0; i--)
        {
            if (limbs[i] != modulus[i])
            {
                return limbs[i] < modulus[i];
            }
        }

        return false;
    }

    private static void InterlockedMin(ref int location, int value)
    {
        int seen = Volatile.Read(ref location);
        while (value < seen)
        {
            int before = Interlocked.CompareExchange(ref location, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
