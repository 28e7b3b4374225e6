namespace ZToken.Algebra;

/// <summary>How halved scalars are cut into signed digits, and which digits share a set of buckets.</summary>
/// <remarks>
/// A scalar is split in two halves by <see cref="ScalarSplit"/>. A half v is read as the sum of d_w 2^(c w) with -2^(c-1) &lt;= d_w &lt; 2^(c-1): the windows of v + 2^(c-1) (1 + 2^c + 2^2c + ..), each less
/// 2^(c-1), which needs no carry. With stored multiples 2^(c s k) P of each base, s = <see cref="Sets"/>, digit w belongs to row w / s, set w mod s.
/// </remarks>
internal readonly record struct DigitShape
{
    /// <summary>Words that hold any half plus its offset.</summary>
    public const int MaximumWords = 3;

    /// <summary>A shape from its window width and the most multiples stored for each base.</summary>
    public DigitShape(int windowBits, int maximumRows)
    {
        WindowBits = windowBits;
        Windows = (ScalarSplit.Bits + windowBits - 1) / windowBits;
        Sets = (Windows + maximumRows - 1) / maximumRows;
    }

    /// <summary>Bits c of a window.</summary>
    public int WindowBits { get; }

    /// <summary>Digits of a half.</summary>
    public int Windows { get; }

    /// <summary>Words of a half plus its offset.</summary>
    public int Words => ((Windows * WindowBits) + 63) / 64;

    /// <summary>Sets of buckets: digits that do not have a stored multiple of their own.</summary>
    public int Sets { get; }

    /// <summary>Buckets of a set: the absolute values of digits other than zero.</summary>
    public int BucketsInSet => 1 << (WindowBits - 1);

    /// <summary>All buckets.</summary>
    public int Buckets => Sets * BucketsInSet;

    /// <summary>Rows of stored multiples that are used.</summary>
    public int Rows => (Windows + Sets - 1) / Sets;

    /// <summary>The shape with the least work for so many bases and at most so many stored multiples of each.</summary>
    public static DigitShape Best(int bases, int maximumRows)
    {
        DigitShape best = default;
        double least = double.MaxValue;
        for (int c = 3; c <= 20; c++)
        {
            DigitShape shape = new(c, maximumRows);
            // An entry costs an addition, a bucket two more on the way to the weighted sum.
            double cost = (2.0 * bases * shape.Windows) + (2.2 * shape.Buckets);
            if (cost < least)
            {
                (best, least) = (shape, cost);
            }
        }

        return best;
    }

    /// <summary>2^(c-1) in every window.</summary>
    public void WriteOffset(Span<ulong> words)
    {
        words.Clear();
        for (int w = 0; w < Windows; w++)
        {
            int bit = (w * WindowBits) + WindowBits - 1;
            words[bit >> 6] |= 1UL << (bit & 63);
        }
    }
}
