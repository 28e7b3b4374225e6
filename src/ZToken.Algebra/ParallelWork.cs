namespace ZToken.Algebra;

/// <summary>Divides independent pieces of work among the threads of <see cref="ComputeOptions"/>.</summary>
public static class ParallelWork
{
    /// <summary>Runs <paramref name="body"/> for 0, 1, .., count - 1, in no particular order, and returns when all are done.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before all had begun.</exception>
    public static void ForEach(ComputeOptions options, int count, Action<int> body)
    {
        if (options.Threads > 1 && count > 1)
        {
            ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Cancellation };
            _ = Parallel.For(0, count, parallel, body);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            body(i);
        }
    }
}
