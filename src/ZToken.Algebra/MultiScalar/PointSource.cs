using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>The points that entries refer to: an index into an array, or on into the images of its points under the endomorphism, and the highest bit for the negative.</summary>
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
    private readonly uint count;

    /// <summary>Points only.</summary>
    public PointSource(AffinePoint<TField>* points)
        : this(points, Missing)
    {
    }

    /// <summary>So many points, and then their images.</summary>
    public PointSource(AffinePoint<TField>* points, uint count)
    {
        this.points = points;
        this.count = count;
    }

    /// <summary>Whether entries may refer to images.</summary>
    public bool HasImages => count != Missing;

    /// <summary>Where the point of an entry lies, whatever its sign, and for an image the point that is still to be mapped.</summary>
    public AffinePoint<TField>* this[uint entry]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            uint index = entry & ~Negative;
            return index < count ? points + index : index == Missing ? infinity : points + (index - count);
        }
    }

    /// <summary>Whether an entry refers to the second half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsImage(uint entry) => (entry & ~Negative) >= count;

    private static AffinePoint<TField>* CreateInfinity() => (AffinePoint<TField>*)NativeMemory.AllocZeroed((nuint)sizeof(AffinePoint<TField>));
}
