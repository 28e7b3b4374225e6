using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>0x01: the address whose key made a signature; nothing where none can have.</summary>
/// <remarks>Input: hash, v (27 or 28), r and s, 32 bytes each; what is missing is zero. 3000 gas. Any s is taken, high or low.</remarks>
internal sealed class EcRecover : IPrecompile
{
    private const int InputLength = 128;

    public long GasOf(ReadOnlySpan<byte> input) => 3000;

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        Span<byte> padded = stackalloc byte[InputLength];
        padded.Clear();
        input[..Math.Min(input.Length, InputLength)].CopyTo(padded);
        Word v = Word.ReadBigEndian(padded[32..64]);
        if (v != new Word(27) && v != new Word(28))
        {
            return true;
        }

        if (Secp256k1Signature.TryRead(padded[64..], (int)v.Low64 - 27, out Secp256k1Signature signature)
            && Secp256k1PublicKey.TryRecover(padded[..32], signature, out Secp256k1PublicKey? key))
        {
            output = Address.Of(key).ToWord().ToBytes();
        }

        return true;
    }
}
