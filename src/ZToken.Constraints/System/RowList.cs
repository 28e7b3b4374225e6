using System.Diagnostics;

namespace ZToken.Constraints;

/// <summary>The rows of a system that is being built, the forms of their sides named by slots.</summary>
internal sealed class RowList
{
    private readonly List<(Slot A, Slot B, Slot C)> rows = [];

    public int Count => rows.Count;

    public void Add(Slot a, Slot b, Slot c) => rows.Add((a, b, c));

    /// <summary>The number of each side's form: wires first, then factors, then products.</summary>
    public (int[] A, int[] B, int[] C) Freeze(int wireCount, int factorCount)
    {
        int[] a = new int[rows.Count], b = new int[rows.Count], c = new int[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            a[row] = Number(rows[row].A);
            b[row] = Number(rows[row].B);
            c[row] = Number(rows[row].C);
        }

        return (a, b, c);

        int Number(Slot side) => side.Kind switch
        {
            0 => side.Index,
            1 => wireCount + side.Index,
            3 => wireCount + factorCount + side.Index,
            _ => throw new UnreachableException("Advice is no side of a row."),
        };
    }
}
