using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>0x08: whether a product of pairings on BN254 is one (EIP-197). 45,000 gas and 34,000 a pair (EIP-1108); none is one.</summary>
internal sealed class Bn254Product : IPrecompile
{
    private const int PairLength = Bn254Encoding.G1Length + Bn254Encoding.G2Length;

    public long GasOf(ReadOnlySpan<byte> input) => 45000 + (34000L * (input.Length / PairLength));

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        if (input.Length % PairLength != 0)
        {
            return false;
        }

        (AffinePoint<Bn254Fp> P, AffinePoint<Bn254Fp2> Q)[] pairs = new (AffinePoint<Bn254Fp>, AffinePoint<Bn254Fp2>)[input.Length / PairLength];
        for (int i = 0; i < pairs.Length; i++)
        {
            ReadOnlySpan<byte> pair = input.Slice(i * PairLength, PairLength);
            if (!Bn254Encoding.TryReadG1(pair, out pairs[i].P) || !Bn254Encoding.TryReadG2(pair[Bn254Encoding.G1Length..], out pairs[i].Q))
            {
                return false;
            }
        }

        output = new byte[32];
        output[^1] = Bn254Pairing.IsProductOne(pairs) ? (byte)1 : (byte)0;
        return true;
    }
}
