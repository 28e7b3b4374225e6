using ZToken.Evm;

namespace ZToken.Benchmarks;

/// <summary>A call of a precompile whose time is set against its gas.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Gas">What it costs.</param>
/// <param name="IsOurs">Whether the price is ours to set; the others are yardsticks.</param>
/// <param name="Run">The call; it throws where the call is refused, for a refusal would be faster.</param>
internal sealed record GasCall(string Name, long Gas, bool IsOurs, Action Run)
{
    /// <summary>What has to be made anew before each call and is no part of it: then each call is timed alone.</summary>
    public Action? Prepare { get; init; }

    public static GasCall Of(string name, IPrecompile precompile, byte[] input, bool isOurs = false) => new(name, precompile.GasOf(input), isOurs, () => Check(name, precompile, input));

    public static void Check(string name, IPrecompile precompile, byte[] input)
    {
        if (!precompile.TryRun(input, out byte[] output) || output.Length == 0 || (output.Length == 32 && !output.AsSpan().ContainsAnyExcept((byte)0)))
        {
            throw new InvalidOperationException($"{name}: the call is refused.");
        }
    }
}
