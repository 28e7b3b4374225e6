using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary>What a benchmark is asked for.</summary>
/// <param name="Sizes">Sizes as powers of two.</param>
/// <param name="Compute">Threads and cancellation.</param>
internal sealed record BenchContext(IReadOnlyList<int> Sizes, ComputeOptions Compute)
{
    /// <summary>What the report tells its reader at the end.</summary>
    public IReadOnlyList<string> Notes { get; } = [];
}
