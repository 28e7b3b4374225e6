using System.Text.Json;
using CsCheck;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>RedJubjub against reddsa and the Zcash specification, and against everything that must not pass.</summary>
public sealed class RedJubjubTests
{
    private static readonly RedJubjub zcash = new(Sapling.SpendAuthorization, "Zcash_RedJubjubH"u8);

    private static readonly RandomSource random = RandomSource.FromSeed("RedJubjub"u8);

    private static readonly Gen<JubjubScalar> scalars = Gen.Byte.Array[40].Select(b => JubjubScalar.FromWideLittleEndian(b));

    [Fact]
    public void A_signature_of_reddsa_holds()
    {
        // ZcashFoundation/reddsa, tests/librustzcash_vectors.rs, the first of SpendAuth.
        byte[] message = Convert.FromHexString("101cbe4b9c42604f04c703c396f788c6cb2d6d7d58f45430b12eb2edd640076c");
        Assert.True(RedJubjubPublicKey.TryRead(Convert.FromHexString("b5f1895d2e2a4dec2af0fe9c6692ec2ca65d55e4765a6d8a19462eca3dffd804"), out RedJubjubPublicKey key));
        Assert.True(RedJubjubSignature.TryRead(
            Convert.FromHexString("b8489300b82a701784a1929a60e4791339393b8ed1e9971d09378e99477ccb4ccbb7a5271431e618a2e89cb073b8bf7a1b67f30fe248b1db43b05f1b6c28450a"),
            out RedJubjubSignature signature));
        Assert.True(zcash.Verify(key, message, signature));
        message[0] ^= 1;
        Assert.False(zcash.Verify(key, message, signature));
    }

    [Theory]
    [InlineData("spend_auth")]
    [InlineData("binding")]
    public void All_signatures_of_reddsa_hold_alone_and_together(string kind)
    {
        RedJubjub scheme = new(kind == "binding" ? Sapling.ValueRandomness : Sapling.SpendAuthorization, "Zcash_RedJubjubH"u8);
        RedJubjubClaim[] claims = [.. Vectors.Read("04-jubjub-sapling/rust-extracted/redjubjub_signatures.json").GetProperty(kind).EnumerateArray().Select(Read)];
        Assert.Equal(32, claims.Length);
        Assert.All(claims, claim => Assert.True(scheme.Verify(claim.Key, claim.Message.Span, claim.Signature)));
        Assert.True(scheme.VerifyBatch(claims));
        Assert.Equal(-1, scheme.FirstInvalid(claims));
        claims[17] = claims[17] with { Message = claims[16].Message };
        Assert.False(scheme.VerifyBatch(claims));
        Assert.Equal(17, scheme.FirstInvalid(claims));

        static RedJubjubClaim Read(JsonElement vector)
        {
            Assert.True(RedJubjubPublicKey.TryRead(vector.Hex("vk"), out RedJubjubPublicKey key));
            Assert.True(RedJubjubSignature.TryRead(vector.Hex("sig"), out RedJubjubSignature signature));
            byte[] encoded = new byte[RedJubjubSignature.SizeInBytes];
            signature.WriteTo(encoded);
            Assert.Equal(vector.Hex("sig"), encoded);
            return new RedJubjubClaim(key, vector.Hex("msg"), signature);
        }
    }

    [Fact]
    public void Keys_randomisations_and_signatures_are_those_of_the_specification()
    {
        int count = 0;
        foreach (Dictionary<string, JsonElement> row in Vectors.ReadZcash("sapling_signatures.json"))
        {
            using Secret<JubjubScalar> key = new(Vectors.Scalar(row["sk"].Hex()));
            JubjubScalar alpha = Vectors.Scalar(row["alpha"].Hex());
            using Secret<JubjubScalar> randomized = RedJubjub.Randomize(key, alpha);
            Assert.Equal(Vectors.Scalar(row["rsk"].Hex()), randomized.Expose());
            RedJubjubPublicKey publicKey = zcash.PublicKeyOf(key);
            RedJubjubPublicKey publicRandomized = zcash.Randomize(publicKey, alpha);
            Assert.Equal(row["vk"].Hex(), Vectors.Encode(publicKey.Point));
            Assert.Equal(row["rvk"].Hex(), Vectors.Encode(publicRandomized.Point));
            Assert.Equal(publicRandomized, zcash.PublicKeyOf(randomized));
            byte[] message = row["m"].Hex();
            Assert.True(RedJubjubSignature.TryRead(row["sig"].Hex(), out RedJubjubSignature signature));
            Assert.True(RedJubjubSignature.TryRead(row["rsig"].Hex(), out RedJubjubSignature randomizedSignature));
            Assert.True(zcash.Verify(publicKey, message, signature));
            Assert.True(zcash.Verify(publicRandomized, message, randomizedSignature));
            Assert.False(zcash.Verify(publicRandomized, message, signature));
            Assert.False(zcash.Verify(publicKey, message, randomizedSignature));
            count++;
        }

        Assert.Equal(10, count);
    }

    [Fact]
    public void What_is_signed_holds_under_its_key_only() => Gen.Select(scalars, scalars, Gen.Byte.Array[0, 200]).Sample((k, alpha, message) =>
    {
        RedJubjub scheme = RedJubjub.SpendAuthorization;
        using Secret<JubjubScalar> key = new(k);
        using Secret<JubjubScalar> randomized = RedJubjub.Randomize(key, alpha);
        RedJubjubSignature signature = scheme.Sign(randomized, message, random);
        RedJubjubPublicKey publicKey = scheme.Randomize(scheme.PublicKeyOf(key), alpha);
        Assert.True(scheme.Verify(publicKey, message, signature));
        Assert.False(scheme.Verify(scheme.PublicKeyOf(key), message, signature));
        Assert.False(scheme.Verify(publicKey, [.. message, 0], signature));
        Assert.False(scheme.Verify(publicKey, message, signature with { S = signature.S + JubjubScalar.One }));
        Assert.False(scheme.Verify(publicKey, message, signature with { R = -signature.R }));
        Assert.False(zcash.Verify(publicKey, message, signature));
    }, iter: 10);

    [Fact]
    public void The_same_message_is_signed_with_another_nonce()
    {
        using Secret<JubjubScalar> key = new(JubjubScalar.FromUInt64(77));
        RedJubjubSignature first = RedJubjub.SpendAuthorization.Sign(key, "message"u8, random);
        Assert.NotEqual(first.R, RedJubjub.SpendAuthorization.Sign(key, "message"u8, random).R);
    }

    [Fact]
    public void A_broken_source_of_randomness_gives_other_messages_other_nonces()
    {
        using Secret<JubjubScalar> key = new(JubjubScalar.FromUInt64(77));
        RedJubjubSignature first = RedJubjub.SpendAuthorization.Sign(key, "one"u8, RandomSource.FromSeed("same"u8));
        RedJubjubSignature second = RedJubjub.SpendAuthorization.Sign(key, "two"u8, RandomSource.FromSeed("same"u8));
        Assert.NotEqual(first.R, second.R);
    }

    [Fact]
    public void Keys_of_small_order_are_refused()
    {
        foreach (JubjubAffine torsion in JubjubTorsion.Points)
        {
            Assert.False(RedJubjubPublicKey.TryFromPoint(torsion, out RedJubjubPublicKey key));
            Assert.Equal(default, key);
            Assert.False(RedJubjubPublicKey.TryRead(Vectors.Encode(torsion), out _));
        }

        Assert.False(RedJubjubPublicKey.TryFromPoint(new JubjubAffine(Fr.One, Fr.One), out _));
        using Secret<JubjubScalar> zero = new(JubjubScalar.Zero);
        Assert.Throws<ArgumentException>(() => RedJubjub.SpendAuthorization.PublicKeyOf(zero));
        Assert.Throws<ArgumentException>(() => RedJubjub.SpendAuthorization.Sign(zero, [], random));
        using Secret<JubjubScalar> one = new(JubjubScalar.One);
        Assert.Throws<ArgumentException>(() => RedJubjub.SpendAuthorization.Randomize(RedJubjub.SpendAuthorization.PublicKeyOf(one), -JubjubScalar.One));
    }

    [Fact]
    public void Single_and_batch_verification_agree_on_points_with_a_part_of_small_order()
    {
        // Cofactored everywhere: a torsion part added to R before hashing keeps the signature valid, alone and in a batch.
        RedJubjub scheme = RedJubjub.SpendAuthorization;
        JubjubScalar secret = JubjubScalar.FromUInt64(123456789);
        JubjubScalar nonce = JubjubScalar.FromUInt64(987654321);
        foreach (JubjubAffine torsion in JubjubTorsion.Points)
        {
            Assert.True(RedJubjubPublicKey.TryFromPoint((Generators.Authorization.Multiply(secret) + torsion).ToAffine(), out RedJubjubPublicKey key));
            JubjubAffine r = (Generators.Authorization.Multiply(nonce) + torsion).ToAffine();
            byte[] digest = new byte[64];
            Blake2b.HashData([.. Vectors.Encode(r), .. Vectors.Encode(key.Point), .. "message"u8], digest, personalization: Domains.RedJubjub);
            RedJubjubSignature signature = new(r, nonce + (JubjubScalar.FromWideLittleEndian(digest) * secret));
            Assert.True(scheme.Verify(key, "message"u8, signature));
            Assert.True(scheme.VerifyBatch([new RedJubjubClaim(key, "message"u8.ToArray(), signature)]));
            Assert.False(scheme.Verify(key, "massage"u8, signature));
        }
    }

    [Fact]
    public void Encodings_that_are_not_canonical_are_refused()
    {
        using Secret<JubjubScalar> key = new(JubjubScalar.FromUInt64(5));
        RedJubjubSignature signature = RedJubjub.SpendAuthorization.Sign(key, [], random);
        byte[] bytes = new byte[64];
        signature.WriteTo(bytes);
        Assert.True(RedJubjubSignature.TryRead(bytes, out RedJubjubSignature read));
        Assert.Equal(signature, read);
        Assert.False(RedJubjubSignature.TryRead(bytes.AsSpan(1), out _));
        Assert.False(RedJubjubSignature.TryRead([.. bytes, 0], out _));

        // S + r_J stands for the same scalar.
        byte[] malleable = [.. bytes];
        Assert.True((signature.S.ToBigInteger() + JubjubScalar.Modulus).TryWriteBytes(malleable.AsSpan(32), out _, isUnsigned: true));
        Assert.False(RedJubjubSignature.TryRead(malleable, out _));

        // R = identity with the sign bit (ZIP 216).
        byte[] identity = [1, .. new byte[30], 0x80, .. bytes[32..]];
        Assert.False(RedJubjubSignature.TryRead(identity, out _));
    }

    [Fact]
    public void What_was_never_read_verifies_nothing()
    {
        using Secret<JubjubScalar> key = new(JubjubScalar.FromUInt64(5));
        RedJubjubPublicKey publicKey = RedJubjub.SpendAuthorization.PublicKeyOf(key);
        RedJubjubSignature signature = RedJubjub.SpendAuthorization.Sign(key, [], random);
        Assert.False(RedJubjub.SpendAuthorization.Verify(default, [], signature));
        Assert.False(RedJubjub.SpendAuthorization.Verify(publicKey, [], default));
        Assert.False(RedJubjub.SpendAuthorization.VerifyBatch([new RedJubjubClaim(default, default, signature)]));
        Assert.False(RedJubjub.SpendAuthorization.VerifyBatch([new RedJubjubClaim(publicKey, default, default)]));
        Assert.False(RedJubjub.SpendAuthorization.VerifyBatch([default]));
        Assert.True(RedJubjub.SpendAuthorization.VerifyBatch([]));
    }
}
