using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>0x06: the sum of two points of BN254 (EIP-196). 150 gas (EIP-1108). What is missing of the input is zero.</summary>
internal sealed class Bn254Add : IPrecompile
{
    public long GasOf(ReadOnlySpan<byte> input) => 150;

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        byte[] padded = PrecompileInput.Padded(input, 0, 2 * Bn254Encoding.G1Length);
        if (!Bn254Encoding.TryReadG1(padded, out AffinePoint<Bn254Fp> a) || !Bn254Encoding.TryReadG1(padded.AsSpan(Bn254Encoding.G1Length), out AffinePoint<Bn254Fp> b))
        {
            return false;
        }

        output = Bn254Encoding.Write((new JacobianPoint<Bn254Fp>(a) + b).ToAffineVarTime());
        return true;
    }
}
