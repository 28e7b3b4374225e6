namespace ZToken.Algebra;

/// <summary>What a <see cref="FixedBaseTable{TField}"/> stores: memory against speed.</summary>
/// <remarks>
/// Row k holds 2^(c s k) P for each base P, window bits c, s the sets of buckets that share a row: row after row, each in the order of the
/// bases, as plain affine points. More rows mean fewer sets, and so fewer additions at the end; all of them halve the work of one.
/// </remarks>
public readonly record struct FixedBaseShape
{
    /// <summary>Rows that make the most of 16-bit windows.</summary>
    public const int AllRows = 8;

    private readonly DigitShape digits;

    private FixedBaseShape(int bases, DigitShape digits)
    {
        Bases = bases;
        this.digits = digits;
    }

    /// <summary>Number of bases.</summary>
    public int Bases { get; }

    /// <summary>Bits c of a window.</summary>
    public int WindowBits => digits.WindowBits;

    /// <summary>Stored multiples of each base, itself included.</summary>
    public int Rows => digits.Rows;

    /// <summary>Doublings from one row to the next.</summary>
    public int DoublingsBetweenRows => digits.WindowBits * digits.Sets;

    /// <summary>Points in the table.</summary>
    public long PointCount => (long)Bases * Rows;

    internal DigitShape Digits => digits;

    /// <summary>The shape that costs the least additions, with at most so many rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one base or row, or more than 2^24 bases.</exception>
    public static FixedBaseShape Choose(int bases, int maximumRows = AllRows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bases, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bases, 1 << 24);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRows, 1);
        return new FixedBaseShape(bases, DigitShape.Best(bases, maximumRows));
    }

    /// <summary>The shape with the given numbers, as a key file records them.</summary>
    /// <returns>False where no table has these numbers.</returns>
    public static bool TryCreate(int bases, int windowBits, int rows, out FixedBaseShape shape)
    {
        shape = default;
        if (bases is < 1 or > 1 << 24 || windowBits is < 3 or > 20 || rows < 1)
        {
            return false;
        }

        shape = new FixedBaseShape(bases, new DigitShape(windowBits, rows));
        return shape.Rows == rows;
    }
}
