namespace ZToken.Algebra;

/// <summary>How a long computation runs: on how many threads, whom it tells, and what stops it.</summary>
public sealed record ComputeOptions
{
    private readonly int threads = Environment.ProcessorCount;

    /// <summary>All processors, no progress, no cancellation.</summary>
    public static ComputeOptions Default { get; } = new();

    /// <summary>Threads that work, the calling one included; as many as there are processors unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one, or more than 1,024.</exception>
    public int Threads
    {
        get => threads;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024);
            threads = value;
        }
    }

    /// <summary>Is told the part done, from 0 to 1, from any thread.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Stops the work, which then throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }
}
