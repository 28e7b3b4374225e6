using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;
using ZToken.Algebra;
using BouncyInteger = Org.BouncyCastle.Math.BigInteger;

namespace ZToken.Crypto.Tests;

/// <summary>ECDSA on secp256k1 against noble-curves' answers, Ethereum's precompile and what must be refused.</summary>
public sealed class Secp256k1Tests
{
    private static readonly Gen<Secp256k1PrivateKey> keys = Gen.Byte.Array[32].Select(seed => Secp256k1PrivateKey.Generate(RandomSource.FromSeed(seed)));

    [Fact]
    public void The_signature_of_a_known_message_is_met()
    {
        // bitcoinjs, key 1, the hash given: RFC 6979 leaves no choice.
        Assert.True(Secp256k1PrivateKey.TryRead([.. new byte[31], 1], out Secp256k1PrivateKey? key));
        byte[] hash = Convert.FromHexString("06ef2b193b83b3d701f765f1db34672ab84897e1252343cc2197829af3a30456");
        Assert.Equal(
            "33a69cd2065432a30f3d1ce4eb0d59b8ab58c74f27c41a7fdb5696ad4e6108c96f807982866f785d3f6418d24163ddae117b7db4d5fdf0071de069fa54342262",
            Convert.ToHexStringLower(Bytes(key.Sign(hash))));
        key.Dispose();
    }

    [Fact]
    public void All_deterministic_signatures_are_met_and_recover_their_key()
    {
        int count = 0;
        foreach (JsonElement vector in Vectors.Read("07-eth/secp256k1/ecdsa.json").GetProperty("valid").EnumerateArray())
        {
            Assert.True(Secp256k1PrivateKey.TryRead(vector.Hex("d"), out Secp256k1PrivateKey? key));
            using (key)
            {
                byte[] hash = vector.Hex("m");
                Secp256k1Signature signature = key.Sign(hash);
                Assert.Equal(vector.Hex("signature"), Bytes(signature));
                Assert.True(signature.IsLowS);
                Assert.True(Secp256k1PublicKey.TryRecover(hash, signature, out Secp256k1PublicKey? recovered));
                Assert.Equal(key.PublicKey, recovered);
                count++;
            }
        }

        Assert.Equal(2019, count);
    }

    [Fact]
    public void What_noble_refuses_is_refused()
    {
        JsonElement invalid = Vectors.Read("07-eth/secp256k1/ecdsa.json").GetProperty("invalid");
        foreach (JsonElement vector in invalid.GetProperty("sign").EnumerateArray())
        {
            // Keys out of range; in one the message is what is wrong.
            bool badKey = !Secp256k1PrivateKey.TryRead(vector.Hex("d"), out Secp256k1PrivateKey? key);
            Assert.True(badKey || vector.Hex("m").Length != 32, vector.GetRawText());
            key?.Dispose();
        }

        int count = 0;
        foreach (JsonElement vector in invalid.GetProperty("verify").EnumerateArray())
        {
            bool strict = vector.TryGetProperty("strict", out _);
            bool verified = Secp256k1PublicKey.TryRead(vector.Hex("Q"), out Secp256k1PublicKey? key)
                && Secp256k1Signature.TryRead(vector.Hex("signature"), 0, out Secp256k1Signature signature)
                && (signature.IsLowS || !strict)
                && key.Verify(vector.Hex("m"), signature);
            Assert.False(verified, vector.GetRawText());
            count++;
        }

        Assert.Equal(25, count);
    }

    [Fact]
    public void Nonces_are_those_of_RFC_6979()
    {
        int count = 0;
        foreach (JsonElement vector in Vectors.Read("07-eth/secp256k1/rfc6979.json").EnumerateArray())
        {
            HMacDsaKCalculator nonces = new(new Sha256Digest());
            nonces.Init(Secp256k1Curve.Order, new BouncyInteger(1, vector.Hex("d")), SHA256.HashData(Encoding.UTF8.GetBytes(vector.Text("message"))));
            // k1 and k15 follow where a nonce gives r = 0 or s = 0, which never happens; BouncyCastle counts them in another way.
            Assert.Equal(new BouncyInteger(1, vector.Hex("k0")), nonces.NextK());
            count++;
        }

        Assert.Equal(10, count);
    }

    [Fact]
    public void Compressed_points_are_read_and_written_as_they_are()
    {
        string[] lines = [.. File.ReadLines(Testing.Requires.Shared("vectors/07-eth/secp256k1/points.txt")).Where(line => line.Length > 0)];
        Assert.Equal(1272, lines.Length);
        foreach (string line in lines)
        {
            Assert.True(Secp256k1PublicKey.TryRead(Convert.FromHexString(line), out Secp256k1PublicKey? key));
            byte[] compressed = new byte[33];
            byte[] uncompressed = new byte[65];
            key.WriteCompressed(compressed);
            key.WriteUncompressed(uncompressed);
            Assert.Equal(line, Convert.ToHexStringLower(compressed));
            Assert.True(Secp256k1PublicKey.TryRead(uncompressed, out Secp256k1PublicKey? again));
            Assert.Equal(key, again);
            Assert.Equal(key.GetHashCode(), again.GetHashCode());
        }
    }

    [Fact]
    public void The_precompile_ecRecover_of_geth_is_met()
    {
        int count = 0;
        foreach (JsonElement vector in Vectors.Read("02-evm-precompiles/geth/ecRecover.json").EnumerateArray())
        {
            // Hash, v (27 or 28 in 32 bytes), r, s; the address in 32 bytes, or nothing.
            byte[] input = vector.Hex("Input");
            bool plainV = input.AsSpan(32, 31).IndexOfAnyExcept((byte)0) < 0;
            byte[] output = [];
            if (plainV && Secp256k1Signature.TryRead(input.AsSpan(64, 64), input[63] - 27, out Secp256k1Signature signature)
                && Secp256k1PublicKey.TryRecover(input.AsSpan(0, 32), signature, out Secp256k1PublicKey? key))
            {
                byte[] uncompressed = new byte[65];
                key.WriteUncompressed(uncompressed);
                output = [.. new byte[12], .. Keccak256.HashData(uncompressed.AsSpan(1)).AsSpan(12)];
            }

            Assert.Equal(vector.Hex("Expected"), output);
            count++;
        }

        Assert.Equal(5, count);
    }

    [Fact]
    public void A_signature_holds_for_its_hash_and_key_only() => Gen.Select(keys, keys, Gen.Byte.Array[32], Gen.Int[0, 255]).Sample((key, other, hash, bit) =>
    {
        Secp256k1Signature signature = key.Sign(hash);
        Assert.True(key.PublicKey.Verify(hash, signature));
        Assert.True(Secp256k1PublicKey.TryRecover(hash, signature, out Secp256k1PublicKey? recovered));
        Assert.Equal(key.PublicKey, recovered);
        Assert.Equal(key.PublicKey.Equals(other.PublicKey), other.PublicKey.Verify(hash, signature));
        hash[bit / 8] ^= (byte)(1 << (bit % 8));
        Assert.False(key.PublicKey.Verify(hash, signature));
        Assert.False(Secp256k1PublicKey.TryRecover(hash, signature, out recovered) && recovered.Equals(key.PublicKey));
    }, iter: 20);

    [Fact]
    public void The_other_s_also_holds_but_is_not_low()
    {
        Assert.True(Secp256k1PrivateKey.TryRead([.. new byte[31], 7], out Secp256k1PrivateKey? key));
        byte[] hash = SHA256.HashData("message"u8);
        byte[] bytes = Bytes(key.Sign(hash));
        BouncyInteger high = Secp256k1Curve.Order.Subtract(new BouncyInteger(1, bytes[32..]));
        byte[] malleated = [.. bytes[..32], .. Org.BouncyCastle.Utilities.BigIntegers.AsUnsignedByteArray(32, high)];
        Assert.True(Secp256k1Signature.TryRead(malleated, key.Sign(hash).RecoveryId ^ 1, out Secp256k1Signature signature));
        Assert.True(key.PublicKey.Verify(hash, signature));
        Assert.False(signature.IsLowS);
        Assert.True(Secp256k1PublicKey.TryRecover(hash, signature, out Secp256k1PublicKey? recovered));
        Assert.Equal(key.PublicKey, recovered);
        key.Dispose();
    }

    [Fact]
    public void Half_the_order_is_the_highest_low_s()
    {
        string half = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0";
        string halfAndOne = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1";
        string order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
        string one = new string('0', 63) + "1";
        Assert.True(Secp256k1Signature.TryRead(Convert.FromHexString(one + half), 0, out Secp256k1Signature low));
        Assert.True(low.IsLowS);
        Assert.True(Secp256k1Signature.TryRead(Convert.FromHexString(one + halfAndOne), 0, out Secp256k1Signature high));
        Assert.False(high.IsLowS);
        Assert.False(Secp256k1Signature.TryRead(Convert.FromHexString(one + order), 0, out _));
        Assert.False(Secp256k1Signature.TryRead(Convert.FromHexString(order + one), 0, out _));
        Assert.False(Secp256k1Signature.TryRead(Convert.FromHexString(one + new string('0', 64)), 0, out _));
        Assert.False(Secp256k1Signature.TryRead(Convert.FromHexString(one + one), 4, out _));
        Assert.False(Secp256k1Signature.TryRead(Convert.FromHexString(one + one), -1, out _));
        Assert.False(Secp256k1Signature.TryRead(new byte[63], 0, out _));
    }

    [Fact]
    public void What_was_never_read_verifies_and_recovers_nothing()
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
        Assert.False(key.PublicKey.Verify(new byte[32], default));
        Assert.False(Secp256k1PublicKey.TryRecover(new byte[32], default, out _));
        Assert.Throws<ArgumentException>(() => key.Sign(new byte[31]));
        Assert.Throws<ArgumentException>(() => key.PublicKey.Verify(new byte[33], default));
        Assert.Throws<ArgumentException>(() => Secp256k1PublicKey.TryRecover([], default, out _));
    }

    [Fact]
    public void Hybrid_and_infinite_encodings_are_refused()
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
        byte[] uncompressed = new byte[65];
        key.PublicKey.WriteUncompressed(uncompressed);
        uncompressed[0] = (byte)(6 + (uncompressed[64] & 1));
        Assert.False(Secp256k1PublicKey.TryRead(uncompressed, out _));
        Assert.False(Secp256k1PublicKey.TryRead([0], out _));
        Assert.False(Secp256k1PublicKey.TryRead([], out _));
        Assert.False(Secp256k1PublicKey.TryRead(new byte[33], out _));
        Assert.False(Secp256k1PublicKey.TryRead(new byte[65], out _));
    }

    [Fact]
    public void A_disposed_key_neither_signs_nor_shows_itself()
    {
        Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
        byte[] bytes = new byte[32];
        key.WriteTo(bytes);
        Assert.DoesNotContain(Convert.ToHexString(bytes), key.ToString(), StringComparison.OrdinalIgnoreCase);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign(new byte[32]));
        Assert.Throws<ObjectDisposedException>(() => key.WriteTo(bytes));
    }

    private static byte[] Bytes(Secp256k1Signature signature)
    {
        byte[] bytes = new byte[Secp256k1Signature.SizeInBytes];
        signature.WriteTo(bytes);
        return bytes;
    }
}
