using ZToken.Algebra;

namespace ZToken.Cli;

/// <summary>What a benchmark is asked for, and what it can be compared with.</summary>
/// <param name="Sizes">Sizes as powers of two.</param>
/// <param name="Compute">Threads and cancellation.</param>
/// <param name="Blst">blst's work, where it is found.</param>
/// <param name="Folder">For files that the run needs and nobody later.</param>
internal sealed record BenchContext(IReadOnlyList<int> Sizes, ComputeOptions Compute, BlstReferences? Blst, string Folder)
{
    /// <summary>What the report tells its reader at the end.</summary>
    public IList<string> Notes { get; } = [];
}
