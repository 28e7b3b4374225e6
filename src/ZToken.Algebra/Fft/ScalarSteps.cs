namespace ZToken.Algebra;

/// <summary>The steps of a remainder tree over elements that lie one after another: one element a column.</summary>
internal readonly unsafe struct ScalarSteps(Fr* values, Fr[] forward, Fr[] inverse) : IRemainderSteps
{
    public int LeafColumns => 1;

    public void SplitTwo(int start, int half, int node, int from, int to)
    {
        ref readonly Fr w = ref forward[node];
        Fr* x = values + start;
        Fr* y = x + half;
        for (int i = from; i < to; i++)
        {
            Split(ref x[i], ref y[i], w);
        }
    }

    public void SplitFour(int start, int quarter, int node, int from, int to)
    {
        ref readonly Fr w = ref forward[node];
        ref readonly Fr left = ref forward[2 * node];
        ref readonly Fr right = ref forward[(2 * node) + 1];
        Fr* x0 = values + start;
        Fr* x1 = x0 + quarter;
        Fr* x2 = x1 + quarter;
        Fr* x3 = x2 + quarter;
        for (int i = from; i < to; i++)
        {
            Split(ref x0[i], ref x2[i], w);
            Split(ref x1[i], ref x3[i], w);
            Split(ref x0[i], ref x1[i], left);
            Split(ref x2[i], ref x3[i], right);
        }
    }

    public void MergeTwo(int start, int half, int node, int from, int to)
    {
        ref readonly Fr w = ref inverse[node];
        Fr* x = values + start;
        Fr* y = x + half;
        for (int i = from; i < to; i++)
        {
            Merge(ref x[i], ref y[i], w);
        }
    }

    public void MergeFour(int start, int quarter, int node, int from, int to)
    {
        ref readonly Fr w = ref inverse[node];
        ref readonly Fr left = ref inverse[2 * node];
        ref readonly Fr right = ref inverse[(2 * node) + 1];
        Fr* x0 = values + start;
        Fr* x1 = x0 + quarter;
        Fr* x2 = x1 + quarter;
        Fr* x3 = x2 + quarter;
        for (int i = from; i < to; i++)
        {
            Merge(ref x0[i], ref x1[i], left);
            Merge(ref x2[i], ref x3[i], right);
            Merge(ref x0[i], ref x2[i], w);
            Merge(ref x1[i], ref x3[i], w);
        }
    }

    private static void Split(ref Fr x, ref Fr y, in Fr w)
    {
        Fr product = y * w;
        y = x - product;
        x += product;
    }

    private static void Merge(ref Fr x, ref Fr y, in Fr w)
    {
        Fr difference = x - y;
        x += y;
        y = difference * w;
    }
}
