namespace ZToken.Algebra;

/// <summary>The steps of a remainder tree over one way of storing its elements.</summary>
/// <remarks>
/// Positions are counted in columns: the elements that a storage always treats alike, one or several. A block at node j
/// holds a polynomial modulo X^m - c. Splitting goes down to its remainders modulo X^(m/2) - w and X^(m/2) + w, w^2 = c:
/// (x, y) becomes (x + w y, x - w y). Merging goes back up with 1/w in w's place and leaves out the factor of one half:
/// (x, y) becomes (x + y, (x - y) / w).
/// </remarks>
internal interface IRemainderSteps
{
    /// <summary>Columns in a block that the tree leaves as it is, for others to handle; a power of two.</summary>
    int LeafColumns { get; }

    /// <summary>Goes down one level in the block at <paramref name="start"/>: columns [from, to) of each half.</summary>
    void SplitTwo(int start, int half, int node, int from, int to);

    /// <summary>Goes down two levels in the block at <paramref name="start"/>: columns [from, to) of each quarter.</summary>
    void SplitFour(int start, int quarter, int node, int from, int to);

    /// <summary>Undoes <see cref="SplitTwo"/>, times two.</summary>
    void MergeTwo(int start, int half, int node, int from, int to);

    /// <summary>Undoes <see cref="SplitFour"/>, times four.</summary>
    void MergeFour(int start, int quarter, int node, int from, int to);
}
