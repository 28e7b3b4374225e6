using System.Security.Cryptography;

namespace ZToken.Evm;

/// <summary>0x02: SHA-256. 60 gas and 12 a word.</summary>
internal sealed class Sha256Hash : IPrecompile
{
    public long GasOf(ReadOnlySpan<byte> input) => 60 + (12 * PrecompileInput.WordsOf(input));

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = SHA256.HashData(input);
        return true;
    }
}
