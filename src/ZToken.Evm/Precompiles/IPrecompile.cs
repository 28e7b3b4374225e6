namespace ZToken.Evm;

/// <summary>A contract that is a function of this program instead of code.</summary>
public interface IPrecompile
{
    /// <summary>What a call with some input costs, whether it succeeds or not.</summary>
    long GasOf(ReadOnlySpan<byte> input);

    /// <summary>Computes the output.</summary>
    /// <returns>False where the input is refused: the call fails and its gas is lost.</returns>
    bool TryRun(ReadOnlySpan<byte> input, out byte[] output);
}
