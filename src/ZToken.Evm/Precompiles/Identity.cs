namespace ZToken.Evm;

/// <summary>0x04: gives its input. 15 gas and 3 a word.</summary>
internal sealed class Identity : IPrecompile
{
    public long GasOf(ReadOnlySpan<byte> input) => 15 + (3 * PrecompileInput.WordsOf(input));

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = input.ToArray();
        return true;
    }
}
