using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The framework's form of <see cref="ComputeOptions"/>.</summary>
internal static class ComputeOptionsExtensions
{
    public static ParallelOptions ToParallelOptions(this ComputeOptions options) =>
        new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Cancellation };
}
