using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>0x07: a point of BN254 times any integer of 256 bits (EIP-196). 6000 gas (EIP-1108). What is missing of the input is zero.</summary>
internal sealed class Bn254Multiply : IPrecompile
{
    private const int ScalarLength = 32;

    public long GasOf(ReadOnlySpan<byte> input) => 6000;

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        byte[] padded = PrecompileInput.Padded(input, 0, Bn254Encoding.G1Length + ScalarLength);
        if (!Bn254Encoding.TryReadG1(padded, out AffinePoint<Bn254Fp> point))
        {
            return false;
        }

        Span<ulong> scalar = stackalloc ulong[ScalarLength / sizeof(ulong)];
        for (int i = 0; i < scalar.Length; i++)
        {
            scalar[i] = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(padded.AsSpan(padded.Length - (sizeof(ulong) * (i + 1))));
        }

        output = Bn254Encoding.Write(point.MultiplyVarTime(scalar).ToAffineVarTime());
        return true;
    }
}
