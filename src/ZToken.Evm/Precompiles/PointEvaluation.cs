using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Evm;

/// <summary>0x0a: whether the polynomial in a blob has a value at a point, by its KZG commitment (EIP-4844). 50,000 gas.</summary>
/// <remarks>
/// Input, exactly 192 bytes: versioned hash, z, y (canonical, big-endian), commitment C and proof W. Accepts where
/// e(C - [y] G1, G2) = e(W, [tau] G2 - [z] G2), that is e(C - [y] G1 + [z] W, G2) = e(W, [tau] G2). Output: how many coefficients a blob has, and the order of the field.
/// </remarks>
internal sealed class PointEvaluation : IPrecompile
{
    private const int InputLength = 192;
    private const byte HashVersion = 1;
    private const int CoefficientsPerBlob = 4096;

    // [tau] G2 of Ethereum's ceremony of 2023: the second of the points g2_monomial in trusted_setup.json of the consensus specifications.
    private static readonly G2Prepared tauG2 = Prepare(
        "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2");

    private static readonly G2Prepared minusG2 = new(-G2.Generator);

    public long GasOf(ReadOnlySpan<byte> input) => 50000;

    public bool TryRun(ReadOnlySpan<byte> input, out byte[] output)
    {
        output = [];
        if (input.Length != InputLength
            || !IsHashOf(input[96..144], input[..32])
            || !Fr.TryReadBigEndian(input[32..64], out Fr z)
            || !Fr.TryReadBigEndian(input[64..96], out Fr y)
            || !G1.TryReadCompressed(input[96..144], out G1Affine commitment)
            || !G1.TryReadCompressed(input[144..], out G1Affine proof)
            || !Holds(commitment, z, y, proof))
        {
            return false;
        }

        output = new byte[64];
        Fr.FromUInt64(CoefficientsPerBlob).WriteBigEndian(output);
        (-Fr.One).WriteBigEndian(output.AsSpan(32));

        // r - 1 is even and r is not.
        output[^1]++;
        return true;
    }

    private static bool Holds(in G1Affine commitment, in Fr z, in Fr y, in G1Affine proof)
    {
        G1Point left = MultiScalar.SumVarTime<Fp>([G1.Generator, proof], [-y, z], BlsPrices.OneThread) + commitment;
        return Pairing.IsProductOne([], [(left.ToAffineVarTime(), minusG2), (proof, tauG2)]);
    }

    private static bool IsHashOf(ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> versionedHash)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(commitment, digest);
        digest[0] = HashVersion;
        return digest.SequenceEqual(versionedHash);
    }

    private static G2Prepared Prepare(string hex) =>
        G2.TryReadCompressed(Convert.FromHexString(hex), out G2Affine point) ? new G2Prepared(point) : throw new System.Diagnostics.UnreachableException("A constant is no point.");
}
