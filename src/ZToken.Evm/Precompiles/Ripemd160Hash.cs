using Org.BouncyCastle.Crypto.Digests;

namespace ZToken.Evm;

/// <summary>0x03: RIPEMD-160, in the low 20 of 32 bytes. 600 gas and 120 a word.</summary>
internal sealed class Ripemd160Hash : IPrecompile
{
    private const int DigestLength = 20;

    public long GasOf(ReadOnlySpan<byte> input) => 600 + (120 * PrecompileInput.WordsOf(input));

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        RipeMD160Digest digest = new();
        digest.BlockUpdate(input);
        output = new byte[32];
        digest.DoFinal(output.AsSpan(^DigestLength..));
        return true;
    }
}
