using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Benchmarks;

/// <summary>Calls of Ethereum's own precompiles, and KECCAK256: what a microsecond costs where others have set the prices.</summary>
internal static class StandardCalls
{
    private const int Kibibyte = 1024;

    // EIP-197: the generator of G2 of alt_bn128, imaginary part first; and the field's order less two, the y coordinate of -(1, 2).
    private const string Bn254G2 =
        "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c21800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed" +
        "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";

    private const string Bn254MinusTwo = "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd45";

    private static readonly RandomSource random = RandomSource.FromSeed("gas"u8);

    public static IEnumerable<GasCall> All()
    {
        byte[] data = Bytes(Kibibyte);
        yield return new GasCall("KECCAK256, 1 KiB", 30 + (6 * (Kibibyte / 32)), false, () => Hash256.Of(data));
        yield return Call(0x01, "ecrecover", Signature());
        yield return Call(0x02, "SHA-256, 1 KiB", data);
        yield return Call(0x03, "RIPEMD-160, 1 KiB", data);
        yield return Call(0x05, "modexp, 2048 bits, odd", Power());
        yield return Call(0x06, "BN254 addition", [.. Bn254G1(), .. Bn254G1()]);
        yield return Call(0x07, "BN254 multiplication", [.. Bn254G1(), .. Bytes(32)]);
        yield return Call(0x08, "BN254 pairing, 2 pairs", [.. Bn254Pair(Bn254G1()), .. Bn254Pair([.. Number(1), .. Convert.FromHexString(Bn254MinusTwo)])]);
        yield return Call(0x09, "BLAKE2b, 12 rounds", [0, 0, 0, 12, .. Bytes(208), 1]);
        yield return Call(0x0b, "G1 addition", [.. InG1(), .. InG1()]);
        yield return Call(0x0c, "G1 sum, 1 point", Terms(1, InG1));
        yield return Call(0x0c, "G1 sum, 16 points", Terms(16, InG1));
        yield return Call(0x0d, "G2 addition", [.. InG2(), .. InG2()]);
        yield return Call(0x0e, "G2 sum, 1 point", Terms(1, InG2));
        yield return Call(0x0e, "G2 sum, 16 points", Terms(16, InG2));
        yield return Call(0x0f, "BLS12-381 pairing, 2 pairs", [.. Pairs(1)]);
        yield return Call(0x0f, "BLS12-381 pairing, 4 pairs", [.. Pairs(2)]);
        yield return Call(0x10, "map to G1", [.. new byte[16], 0, .. Bytes(47)]);
        yield return Call(0x11, "map to G2", [.. new byte[16], 0, .. Bytes(47), .. new byte[16], 0, .. Bytes(47)]);
    }

    private static GasCall Call(uint address, string name, byte[] input) =>
        GasCall.Of($"0x{address:x2} {name}", Fork.CancunWithBls.Precompiles.Find(Address.FromWord(new Word(address)))!, input);

    private static byte[] Signature()
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(random);
        byte[] hash = Bytes(32), signature = new byte[64];
        Secp256k1Signature made = key.Sign(hash);
        made.WriteTo(signature);
        return [.. hash, .. Number(27 + (ulong)made.RecoveryId), .. signature];
    }

    private static byte[] Power()
    {
        const int Length = 256;
        byte[] modulus = Bytes(Length), exponent = Bytes(Length);
        modulus[0] |= 0x80;
        exponent[0] |= 0x80;
        modulus[^1] |= 1;
        return [.. Number(Length), .. Number(Length), .. Number(Length), .. Bytes(Length), .. exponent, .. modulus];
    }

    private static byte[] Bn254G1() => [.. Number(1), .. Number(2)];

    private static byte[] Bn254Pair(byte[] point) => [.. point, .. Convert.FromHexString(Bn254G2)];

    // e(P, Q) e(-P, Q) = 1 for each: points at random that the precompile says yes to.
    private static IEnumerable<byte> Pairs(int couples)
    {
        for (int i = 0; i < couples; i++)
        {
            G1Affine p = (G1Point.Generator * Fr.Random(random)).ToAffine();
            byte[] q = InG2();
            foreach (byte b in (byte[])[.. Encode(p), .. q, .. Encode(-p), .. q])
            {
                yield return b;
            }
        }
    }

    private static byte[] Terms(int count, Func<byte[]> point) => [.. Enumerable.Range(0, count).SelectMany(_ => (byte[])[.. point(), .. Bytes(32)])];

    private static byte[] InG1() => Encode((G1Point.Generator * Fr.Random(random)).ToAffine());

    private static byte[] InG2() => Encode((G2Point.Generator * Fr.Random(random)).ToAffine());

    private static byte[] Encode<TField>(in AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField>
    {
        byte[] bytes = new byte[Group<TField>.Eip2537SizeInBytes];
        Group<TField>.WriteEip2537(point, bytes);
        return bytes;
    }

    private static byte[] Number(ulong value) => new Word(value).ToBytes();

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        random.Fill(bytes);
        return bytes;
    }
}
