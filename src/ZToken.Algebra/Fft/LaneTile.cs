namespace ZToken.Algebra;

/// <summary>The 64 leaves below one node of the tree, as eight groups of eight lanes: six levels in the innermost cache.</summary>
/// <remarks>
/// Above, lanes are the lowest three bits of a position, so all lanes of a group share a constant. The lowest three levels pair
/// those very positions: the tile is transposed before them, and each lane has constants of its own. There the lane says
/// which eighth of the tile it holds, in reversed bits, so that the eight lanes of a row are values at equal distances in
/// natural order, and rows can be read from there and written there without a permutation of their own.
/// </remarks>
internal static unsafe class LaneTile
{
    /// <summary>Elements of a tile.</summary>
    public const int Elements = 64;

    /// <summary>Groups of a tile.</summary>
    public const int Groups = 8;

    /// <summary>Doubles of a tile.</summary>
    public const int Length = Groups * FrLanes.GroupLength;

    private const int Row = FrLanes.GroupLength;

    private const int Each = FrButterflies.EachLength;

    private static ReadOnlySpan<byte> Natural => [0, 1, 2, 3, 4, 5, 6, 7];

    private static ReadOnlySpan<byte> Reversed => [0, 4, 2, 6, 1, 5, 3, 7];

    /// <summary>The eighth of a tile that a lane of its rows holds: three bits reversed. Also the other way round.</summary>
    public static int BlockOfLane(int lane) => Reversed[lane];

    /// <summary>From the coefficients of tile <paramref name="q"/>, which are destroyed, to rows of values.</summary>
    /// <remarks>Lane l of row r is leaf 8 b + r, b the eighth of lane l. Weights grow by 6.</remarks>
    public static void Split(double* tile, double* rows, int q, LaneTwiddles twiddles, double* scratch)
    {
        FrButterflies.SplitShared(tile, tile + (4 * Row), Row, twiddles.Shared(q), 0, 4, scratch);
        double* w = twiddles.Shared(2 * q);
        FrButterflies.SplitShared(tile, tile + (2 * Row), Row, w, 0, 2, scratch);
        FrButterflies.SplitShared(tile + (4 * Row), tile + (6 * Row), Row, w + FrButterflies.SharedLength, 0, 2, scratch);
        FrButterflies.SplitShared(tile, tile + Row, 2 * Row, twiddles.Shared(4 * q), FrButterflies.SharedLength, 4, scratch);
        FrButterflies.Transpose(rows, Natural, tile, Reversed);
        w = twiddles.Each(q);
        FrButterflies.SplitEach(rows, rows + (4 * Row), Row, w, 0, 4, scratch);
        FrButterflies.SplitEach(rows, rows + (2 * Row), Row, w + Each, 0, 2, scratch);
        FrButterflies.SplitEach(rows + (4 * Row), rows + (6 * Row), Row, w + (2 * Each), 0, 2, scratch);
        FrButterflies.SplitEach(rows, rows + Row, 2 * Row, w + (3 * Each), Each, 4, scratch);
    }

    /// <summary>From rows of values of weight 1, which are destroyed, to 64 times the coefficients of tile <paramref name="q"/>.</summary>
    /// <remarks>The coefficients have weight 4 at most.</remarks>
    public static void Merge(double* rows, double* tile, int q, LaneTwiddles twiddles, double* scratch)
    {
        double* w = twiddles.Each(q);
        FrButterflies.MergeEach(rows, rows + Row, 2 * Row, w + (3 * Each), Each, 4, scratch);
        FrButterflies.MergeEach(rows, rows + (2 * Row), Row, w + Each, 0, 2, scratch);
        FrButterflies.MergeEach(rows + (4 * Row), rows + (6 * Row), Row, w + (2 * Each), 0, 2, scratch);
        FrButterflies.MergeEach(rows, rows + (4 * Row), Row, w, 0, 4, scratch);
        FrLanes.Reduce(rows, rows);
        FrButterflies.Transpose(tile, Reversed, rows, Natural);

        // Row 1 had weight 4: so may every lane now, where sums of three levels without a product between would reach 32.
        FrButterflies.MergeShared(tile, tile + Row, 2 * Row, twiddles.Shared(4 * q), FrButterflies.SharedLength, 4, scratch);
        w = twiddles.Shared(2 * q);
        FrButterflies.MergeShared(tile, tile + (2 * Row), Row, w, 0, 2, scratch);
        FrButterflies.MergeShared(tile + (4 * Row), tile + (6 * Row), Row, w + FrButterflies.SharedLength, 0, 2, scratch);
        w = twiddles.Shared(q);
        FrButterflies.MergeReducingShared(tile, tile + (4 * Row), Row, w, 0, 1, scratch);
        FrButterflies.MergeShared(tile + Row, tile + (5 * Row), Row, w, 0, 3, scratch);
    }
}
