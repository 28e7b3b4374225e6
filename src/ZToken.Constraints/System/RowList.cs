namespace ZToken.Constraints;

/// <summary>The rows of a system that is being built. A side is a wire where it is not negative, else the complement of an index into the table of forms.</summary>
internal sealed class RowList
{
    private readonly List<(int A, int B, int C)> rows = [];

    public int Count => rows.Count;

    public void Add(int a, int b, int c) => rows.Add((a, b, c));

    public (int[] A, int[] B, int[] C) Freeze(int wireCount)
    {
        int[] a = new int[rows.Count], b = new int[rows.Count], c = new int[rows.Count];
        for (int row = 0; row < rows.Count; row++)
        {
            a[row] = Number(rows[row].A, wireCount);
            b[row] = Number(rows[row].B, wireCount);
            c[row] = Number(rows[row].C, wireCount);
        }

        return (a, b, c);
    }

    private static int Number(int side, int wireCount) => side >= 0 ? side : wireCount + ~side;
}
