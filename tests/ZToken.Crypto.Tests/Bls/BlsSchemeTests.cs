using System.Globalization;
using System.Numerics;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

public sealed class BlsSchemeTests
{
    private static readonly BlsScheme scheme = BlsScheme.ProofOfPossession;
    private static readonly RandomSource random = RandomSource.FromSeed("bls"u8);

    private static BlsSecretKey[] Keys(int count) => [.. Enumerable.Range(0, count).Select(i => BlsSecretKey.Generate(RandomSource.FromSeed([(byte)i])))];

    [Fact]
    public void A_key_derives_from_the_seed_of_EIP_2333_as_the_EIP_says()
    {
        byte[] seed = Convert.FromHexString("c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04");
        using BlsSecretKey key = BlsSecretKey.FromKeyMaterial(seed, []);
        byte[] bytes = new byte[BlsSecretKey.SizeInBytes];
        key.Write(bytes);
        BigInteger expected = BigInteger.Parse("6083874454709270928345386274498605044986640685124978867557563392430687146096", CultureInfo.InvariantCulture);
        Assert.Equal(expected, new BigInteger(bytes, isUnsigned: true, isBigEndian: true));
        Assert.Throws<ArgumentException>(() => BlsSecretKey.FromKeyMaterial(seed.AsSpan(0, 31), []));
        using BlsSecretKey other = BlsSecretKey.FromKeyMaterial(seed, [1]);
        Assert.NotEqual(key.PublicKey, other.PublicKey);
    }

    [Fact]
    public void A_signature_verifies_for_its_key_message_and_scheme_only()
    {
        BlsSecretKey[] keys = Keys(2);
        BlsSignature signature = scheme.Sign(keys[0], [1, 2, 3]);
        Assert.True(scheme.Verify(keys[0].PublicKey, [1, 2, 3], signature));
        Assert.False(scheme.Verify(keys[0].PublicKey, [1, 2, 4], signature));
        Assert.False(scheme.Verify(keys[1].PublicKey, [1, 2, 3], signature));
        Assert.False(BlsScheme.Basic.Verify(keys[0].PublicKey, [1, 2, 3], signature));
        Assert.NotEqual(signature, BlsScheme.Basic.Sign(keys[0], [1, 2, 3]));
    }

    [Fact]
    public void A_proof_of_possession_is_no_signature_on_the_key_and_no_other_keys_proof()
    {
        BlsSecretKey[] keys = Keys(2);
        BlsSignature proof = keys[0].ProvePossession();
        Assert.True(keys[0].PublicKey.VerifyPossession(proof));
        Assert.False(keys[1].PublicKey.VerifyPossession(proof));
        Assert.False(scheme.Verify(keys[0].PublicKey, keys[0].PublicKey.Encoded(), proof));
        Assert.False(keys[0].PublicKey.VerifyPossession(scheme.Sign(keys[0], keys[0].PublicKey.Encoded())));
    }

    [Fact]
    public void An_aggregate_verifies_with_its_keys_in_the_messages_order()
    {
        BlsSecretKey[] secrets = Keys(5);
        BlsPublicKey[] keys = [.. secrets.Select(k => k.PublicKey)];
        ReadOnlyMemory<byte>[] messages = [.. Enumerable.Range(0, 5).Select(i => new byte[] { (byte)(i % 3) })];
        BlsSignature aggregate = BlsSignature.Aggregate([.. secrets.Select((k, i) => scheme.Sign(k, messages[i].Span))]);
        Assert.True(scheme.VerifyAggregate(keys, messages, aggregate));
        Assert.False(scheme.VerifyAggregate(keys, [messages[1], messages[0], .. messages[2..]], aggregate));
        Assert.False(scheme.VerifyAggregate(keys.AsSpan(1), messages.AsSpan(1), aggregate));
        Assert.Throws<ArgumentException>(() => scheme.VerifyAggregate(keys, messages.AsSpan(1), aggregate));
    }

    [Fact]
    public void The_basic_scheme_wants_distinct_messages()
    {
        BlsSecretKey[] secrets = Keys(2);
        BlsPublicKey[] keys = [.. secrets.Select(k => k.PublicKey)];
        BlsSignature same = BlsSignature.Aggregate([BlsScheme.Basic.Sign(secrets[0], [7]), BlsScheme.Basic.Sign(secrets[1], [7])]);
        Assert.False(BlsScheme.Basic.VerifyAggregate(keys, [new byte[] { 7 }, new byte[] { 7 }], same));
        Assert.Throws<InvalidOperationException>(() => BlsScheme.Basic.VerifyAggregate(keys, new byte[] { 7 }, same));
        BlsSignature distinct = BlsSignature.Aggregate([BlsScheme.Basic.Sign(secrets[0], [7]), BlsScheme.Basic.Sign(secrets[1], [8])]);
        Assert.True(BlsScheme.Basic.VerifyAggregate(keys, [new byte[] { 7 }, new byte[] { 8 }], distinct));
    }

    [Fact]
    public void A_key_and_its_negative_sign_nothing_together()
    {
        using BlsSecretKey key = BlsSecretKey.Generate(random);
        byte[] encoded = key.PublicKey.Encoded();
        encoded[0] ^= 0x20;
        Assert.True(BlsPublicKey.TryRead(encoded, out BlsPublicKey? negative));
        byte[] infinity = new byte[BlsSignature.SizeInBytes];
        infinity[0] = 0xc0;
        Assert.True(BlsSignature.TryRead(infinity, out BlsSignature? nothing));
        Assert.False(scheme.VerifyAggregate([key.PublicKey, negative], new byte[] { 1 }, nothing));
        Assert.False(scheme.Verify(key.PublicKey, [1], nothing));
    }

    [Fact]
    public void A_batch_finds_each_wrong_signature()
    {
        BlsSecretKey[] secrets = Keys(11);
        BlsSignedMessage[] batch = [.. secrets.Select((k, i) => new BlsSignedMessage(k.PublicKey, new[] { (byte)(i % 4) }, scheme.Sign(k, [(byte)(i % 4)])))];
        Assert.True(scheme.VerifyBatch(batch, random, ComputeOptions.Default));
        Assert.True(scheme.VerifyBatch([], random, ComputeOptions.Default));
        Assert.Empty(scheme.FindInvalid(batch, random, ComputeOptions.Default));

        // Two signatures on the same message exchanged: their sum is right, each is wrong.
        (batch[2], batch[6]) = (batch[2] with { Signature = batch[6].Signature }, batch[6] with { Signature = batch[2].Signature });
        batch[9] = batch[9] with { Message = new byte[] { 99 } };
        Assert.False(scheme.VerifyBatch(batch, random, ComputeOptions.Default));
        Assert.Equal([2, 6, 9], scheme.FindInvalid(batch, random, new ComputeOptions { Threads = 1 }));
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => scheme.VerifyBatch(batch, random, new ComputeOptions { Cancellation = cancelled.Token }));
    }

    [Fact]
    public void A_wiped_key_signs_no_more()
    {
        BlsSecretKey key = BlsSecretKey.Generate(random);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => scheme.Sign(key, [1]));
        Assert.Throws<ObjectDisposedException>(() => key.Write(new byte[32]));
        Assert.Throws<ObjectDisposedException>(key.ProvePossession);
    }

    [Fact]
    public void Secret_keys_that_are_zero_or_not_below_r_are_refused()
    {
        byte[] r = Fr.Modulus.ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.False(BlsSecretKey.TryRead(new byte[32], out _));
        Assert.False(BlsSecretKey.TryRead(r, out _));
        Assert.False(BlsSecretKey.TryRead(new byte[31], out _));
        r[31]--;
        Assert.True(BlsSecretKey.TryRead(r, out BlsSecretKey? key));
        key.Dispose();
    }
}
