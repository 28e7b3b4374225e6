using CsCheck;

namespace ZToken.Algebra.Tests;

/// <summary>The layout of EIP-2537 and the functions under it, against the vectors of the EIP, of go-ethereum and of constantine.</summary>
public sealed class Eip2537Tests
{
    private static void AssertAll(Func<byte[], byte[]?> operation, string[] files)
    {
        foreach (Eip2537Vector vector in files.SelectMany(Eip2537Vector.Read))
        {
            Assert.True(
                vector.Expected is null ? operation(vector.Input) is null : vector.Expected.AsSpan().SequenceEqual(operation(vector.Input)),
                vector.Name);
        }
    }

    [Fact]
    public void Additions_in_G1() =>
        AssertAll(Eip2537Operations<Fp>.Add, ["eip-2537/add_G1_bls", "eip-2537/fail-add_G1_bls", "geth/blsG1Add", "geth/fail-blsG1Add"]);

    [Fact]
    public void Additions_in_G2() =>
        AssertAll(Eip2537Operations<Fp2>.Add, ["eip-2537/add_G2_bls", "eip-2537/fail-add_G2_bls", "geth/blsG2Add", "geth/fail-blsG2Add"]);

    [Fact]
    public void Multiplications_in_G1() =>
        AssertAll(Eip2537Operations<Fp>.Multiply, ["eip-2537/mul_G1_bls", "eip-2537/fail-mul_G1_bls", "geth/blsG1Mul", "geth/fail-blsG1Mul"]);

    [Fact]
    public void Multiplications_in_G2() =>
        AssertAll(Eip2537Operations<Fp2>.Multiply, ["eip-2537/mul_G2_bls", "eip-2537/fail-mul_G2_bls", "geth/blsG2Mul", "geth/fail-blsG2Mul"]);

    [Fact]
    public void Sums_of_multiples_in_G1() => AssertAll(
        Eip2537Operations<Fp>.MultiplyAndSum,
        [
            "eip-2537/msm_G1_bls", "eip-2537/fail-msm_G1_bls", "geth/fail-blsG1MultiExp",
            "constantine-eip2537-old/multiexp_G1_bls", "constantine-eip2537-old/fail-multiexp_G1_bls",
        ]);

    [Fact]
    public void Sums_of_multiples_in_G2() => AssertAll(
        Eip2537Operations<Fp2>.MultiplyAndSum,
        ["eip-2537/fail-msm_G2_bls", "constantine-eip2537-old/multiexp_G2_bls", "constantine-eip2537-old/fail-multiexp_G2_bls"]);

    [Fact]
    public void Maps_to_G1() =>
        AssertAll(Eip2537Operations<Fp>.Map, ["eip-2537/map_fp_to_G1_bls", "eip-2537/fail-map_fp_to_G1_bls", "geth/blsMapG1", "geth/fail-blsMapG1"]);

    [Fact]
    public void Maps_to_G2() =>
        AssertAll(Eip2537Operations<Fp2>.Map, ["eip-2537/map_fp2_to_G2_bls", "eip-2537/fail-map_fp2_to_G2_bls", "geth/blsMapG2", "geth/fail-blsMapG2"]);

    [Fact]
    public void Pairing_checks() => AssertAll(CheckPairing, ["eip-2537/pairing_check_bls", "eip-2537/fail-pairing_check_bls"]);

    [Fact]
    public void Bytes_that_are_read_are_those_that_would_be_written()
    {
        AssertCanonical<Fp>();
        AssertCanonical<Fp2>();
    }

    private static byte[]? CheckPairing(byte[] input)
    {
        int size = G1.Eip2537SizeInBytes + G2.Eip2537SizeInBytes;
        if (input.Length == 0 || input.Length % size != 0)
        {
            return null;
        }

        (G1Affine P, G2Affine Q)[] pairs = new (G1Affine, G2Affine)[input.Length / size];
        for (int i = 0; i < pairs.Length; i++)
        {
            ReadOnlySpan<byte> pair = input.AsSpan(i * size, size);
            if (!G1.TryReadEip2537(pair[..G1.Eip2537SizeInBytes], out pairs[i].P) || !G2.TryReadEip2537(pair[G1.Eip2537SizeInBytes..], out pairs[i].Q))
            {
                return null;
            }
        }

        byte[] output = new byte[32];
        output[31] = Pairing.IsProductOne(pairs) ? (byte)1 : (byte)0;
        return output;
    }

    private static void AssertCanonical<TField>()
        where TField : unmanaged, IGroupField<TField>
    {
        int size = Group<TField>.Eip2537SizeInBytes;
        Gen<byte[]> valid = Gen.ULong.Select(k =>
        {
            byte[] bytes = new byte[size];
            Group<TField>.WriteEip2537((AffinePoint<TField>.Generator * Fr.FromUInt64(k & 7)).ToAffine(), bytes);
            return bytes;
        });
        Gen<byte[]> mutated = Gen.Select(valid, Gen.Int[0, size - 1], Gen.Byte, Gen.Int[0, 5], (bytes, at, value, kind) =>
        {
            bytes[at] = value;
            return kind switch { 0 => bytes[..at], 1 => [.. bytes, value], _ => bytes };
        });
        Gen<byte[]> random = Gen.Byte.Array[0, size + 2];
        Gen.OneOf(valid, mutated, random).Sample(bytes =>
        {
            if (Group<TField>.TryReadEip2537Unchecked(bytes, out AffinePoint<TField> point))
            {
                byte[] again = new byte[size];
                Group<TField>.WriteEip2537(point, again);
                Assert.True(point.IsOnCurve);
                Assert.Equal(bytes, again);
                Assert.Equal(Group<TField>.Contains(point), Group<TField>.TryReadEip2537(bytes, out _));
            }
        }, iter: 400);
    }
}
