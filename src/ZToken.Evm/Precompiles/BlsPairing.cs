using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>0x0f: whether a product of pairings on BLS12-381 is one (EIP-2537). 37,700 gas and 32,600 a pair.</summary>
/// <remarks>Input: pairs of a point of G1 and one of G2, all in their subgroups. Output: 32 bytes, 1 or 0.</remarks>
internal sealed class BlsPairing : IPrecompile
{
    private static int PairLength => G1.Eip2537SizeInBytes + G2.Eip2537SizeInBytes;

    public long GasOf(ReadOnlySpan<byte> input) => 37700 + (32600L * (input.Length / PairLength));

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        if (input.IsEmpty || input.Length % PairLength != 0)
        {
            return false;
        }

        (G1Affine P, G2Affine Q)[] pairs = new (G1Affine, G2Affine)[input.Length / PairLength];
        for (int i = 0; i < pairs.Length; i++)
        {
            ReadOnlySpan<byte> pair = input.Slice(i * PairLength, PairLength);
            if (!G1.TryReadEip2537(pair[..G1.Eip2537SizeInBytes], out pairs[i].P) || !G2.TryReadEip2537(pair[G1.Eip2537SizeInBytes..], out pairs[i].Q))
            {
                return false;
            }
        }

        output = new byte[32];
        output[^1] = Pairing.IsProductOne(pairs) ? (byte)1 : (byte)0;
        return true;
    }
}
