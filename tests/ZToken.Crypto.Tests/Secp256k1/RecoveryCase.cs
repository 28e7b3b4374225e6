using System.Numerics;
using CsCheck;

namespace ZToken.Crypto.Tests;

/// <summary>A hash, r and s (32 bytes each) and a recovery id, from which a key can or cannot be recovered.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="R">r.</param>
/// <param name="S">s.</param>
/// <param name="RecoveryId">0 to 3.</param>
internal sealed record RecoveryCase(byte[] Hash, byte[] R, byte[] S, int RecoveryId)
{
    private static readonly BigInteger order = new(Secp256k1Curve.Order.ToByteArrayUnsigned(), isUnsigned: true, isBigEndian: true);
    private static readonly BigInteger slack = (BigInteger.One << 256) - (BigInteger.One << 32) - 977 - order;

    private static readonly BigInteger[] bounds = [BigInteger.Zero, order / 2, order, BigInteger.One << 256, slack];

    // Random numbers of any length, and those beside the bounds: zero, half the order, the order, 2^256, and p - n.
    private static readonly Gen<BigInteger> numbers = Gen.Frequency(
        (6, Gen.Byte.Array[32].Select(b => new BigInteger(b, isUnsigned: true))),
        (1, Gen.Byte.Array[0, 17].Select(b => new BigInteger(b, isUnsigned: true))),
        (1, Gen.Select(Gen.Int[0, bounds.Length - 1], Gen.Int[-4, 4]).Select((bound, offset) => bounds[bound] + offset)));

    /// <summary>Mostly no signature that anyone made; about half of the r are the x of no point.</summary>
    public static Gen<RecoveryCase> Any { get; } = Gen.Select(numbers, numbers, numbers, Gen.Int[0, 3])
        .Select((hash, r, s, id) => new RecoveryCase(ToBytes(hash), ToBytes(r), ToBytes(s), id));

    /// <summary>r of the point k G, small k: the hash may cancel the nonce, so that the key would be infinity, or fall beside that.</summary>
    public static Gen<RecoveryCase> NearInfinity { get; } = Gen.Select(Gen.Int[1, 20], numbers, Gen.Int[-1, 1], Gen.Int[0, 1]).Select((k, s, offset, id) =>
    {
        byte[] r = Secp256k1Curve.MultiplyGenerator(Org.BouncyCastle.Math.BigInteger.ValueOf(k)).AffineXCoord.GetEncoded();
        return new RecoveryCase(ToBytes((k * s) + offset), r, ToBytes(s), id);
    });

    public byte[] Signature => [.. R, .. S];

    // Into 256 bits, and the numbers of the hash into the order, so that k s stays what it is.
    private static byte[] ToBytes(BigInteger number)
    {
        BigInteger reduced = number >= BigInteger.One << 256 ? number % order : number.Sign < 0 ? number + order : number;
        byte[] bytes = new byte[32];
        byte[] big = reduced.ToByteArray(isUnsigned: true, isBigEndian: true);
        big.CopyTo(bytes, 32 - big.Length);
        return bytes;
    }
}
