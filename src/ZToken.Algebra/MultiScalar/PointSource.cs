using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>The points that entries refer to: an index into one array, or on into their images under the endomorphism, and its highest bit for the negative.</summary>
/// <remarks>The images lie in an array of their own, or are computed where they are used.</remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
internal readonly unsafe struct PointSource<TField>
    where TField : unmanaged, IGroupField<TField>
{
    /// <summary>The bit of an entry that asks for the negative of the point.</summary>
    public const uint Negative = 1U << 31;

    /// <summary>The entry for infinity.</summary>
    public const uint Missing = Negative - 1;

    private static readonly AffinePoint<TField>* infinity = CreateInfinity();

    private readonly AffinePoint<TField>* points;
    private readonly AffinePoint<TField>* images;
    private readonly uint count;

    /// <summary>Points only.</summary>
    public PointSource(AffinePoint<TField>* points)
        : this(points, Missing, null)
    {
    }

    /// <summary>Points, and from <paramref name="count"/> on their images; null where those are to be computed.</summary>
    public PointSource(AffinePoint<TField>* points, uint count, AffinePoint<TField>* images)
    {
        this.points = points;
        this.count = count;
        this.images = images is null ? points : images;
        ComputesImages = images is null && count != Missing;
    }

    /// <summary>Whether the endomorphism is still to be applied to points from the second half.</summary>
    public bool ComputesImages { get; }

    /// <summary>Where the point of an entry lies, whatever its sign.</summary>
    public AffinePoint<TField>* this[uint entry]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            uint index = entry & ~Negative;
            return index < count ? points + index : index == Missing ? infinity : images + (index - count);
        }
    }

    /// <summary>Whether an entry refers to the second half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsImage(uint entry) => (entry & ~Negative) >= count;

    private static AffinePoint<TField>* CreateInfinity() => (AffinePoint<TField>*)NativeMemory.AllocZeroed((nuint)sizeof(AffinePoint<TField>));
}
