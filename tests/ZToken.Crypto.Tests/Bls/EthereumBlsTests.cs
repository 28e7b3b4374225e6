using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>ethereum/bls12-381-tests v0.1.1: the proof-of-possession scheme.</summary>
public sealed class EthereumBlsTests
{
    private static readonly BlsScheme scheme = BlsScheme.ProofOfPossession;

    private static void AssertAll(string folder, int count, Func<JsonElement, bool> verdict)
    {
        int seen = 0;
        foreach ((string name, JsonElement input, JsonElement output) in BlsVectors.Ethereum(folder))
        {
            Assert.True(output.GetBoolean() == verdict(input), name);
            seen++;
        }

        Assert.Equal(count, seen);
    }

    [Fact]
    public void Verification() => AssertAll("verify", 29, input =>
        BlsVectors.Verify(scheme, input.Bytes("pubkey"), input.Bytes("message"), input.Bytes("signature")));

    [Fact]
    public void Verification_of_aggregates() => AssertAll("aggregate_verify", 5, input =>
        BlsVectors.VerifyAggregate(scheme, input.ByteStrings("pubkeys"), input.ByteStrings("messages"), input.Bytes("signature")));

    [Fact]
    public void Verification_of_aggregates_over_one_message() => AssertAll("fast_aggregate_verify", 12, input =>
        BlsVectors.Keys(input.ByteStrings("pubkeys")) is { } keys
        && BlsSignature.TryRead(input.Bytes("signature"), out BlsSignature? signature)
        && scheme.VerifyAggregate(keys, input.Bytes("message"), signature));

    [Fact]
    public void Verification_of_batches() => AssertAll("batch_verify", 2, input =>
    {
        BlsPublicKey[] keys = BlsVectors.Keys(input.ByteStrings("pubkeys"))!;
        BlsSignedMessage[] batch = [.. keys.Zip(input.ByteStrings("messages"), input.ByteStrings("signatures")).Select(item =>
        {
            Assert.True(BlsSignature.TryRead(item.Third, out BlsSignature? signature));
            return new BlsSignedMessage(item.First, item.Second, signature);
        })];
        bool valid = scheme.VerifyBatch(batch, RandomSource.System, ComputeOptions.Default);
        Assert.Equal(valid, scheme.FindInvalid(batch, RandomSource.System, ComputeOptions.Default).Count == 0);
        return valid;
    });

    [Fact]
    public void Decoding_of_public_keys() => AssertAll("deserialization_G1", 13, input =>
    {
        byte[] bytes = input.Bytes("pubkey");
        bool read = G1.TryReadCompressed(bytes, out G1Affine point);
        Assert.Equal(read && !point.IsInfinity, BlsPublicKey.TryRead(bytes, out _));
        return read;
    });

    [Fact]
    public void Decoding_of_signatures() => AssertAll("deserialization_G2", 15, input => BlsSignature.TryRead(input.Bytes("signature"), out _));

    [Fact]
    public void Signing()
    {
        int refused = 0;
        foreach ((string name, JsonElement input, JsonElement output) in BlsVectors.Ethereum("sign"))
        {
            bool read = BlsSecretKey.TryRead(input.Bytes("privkey"), out BlsSecretKey? key);
            Assert.True(read == (output.ValueKind == JsonValueKind.String), name);
            using (key)
            {
                if (key is null)
                {
                    refused++;
                    continue;
                }

                Assert.Equal(output.Bytes(), scheme.Sign(key, input.Bytes("message")).Encoded());
            }
        }

        Assert.Equal(1, refused);
    }

    [Fact]
    public void Aggregation()
    {
        foreach ((string name, JsonElement input, JsonElement output) in BlsVectors.Ethereum("aggregate"))
        {
            BlsSignature[] signatures = [.. input.EnumerateArray().Select(element =>
            {
                Assert.True(BlsSignature.TryRead(element.Bytes(), out BlsSignature? signature), name);
                return signature;
            })];
            if (output.ValueKind == JsonValueKind.Null)
            {
                Assert.Throws<ArgumentException>(() => BlsSignature.Aggregate(signatures));
                continue;
            }

            Assert.Equal(output.Bytes(), BlsSignature.Aggregate(signatures).Encoded());
        }
    }

    [Fact]
    public void Hashing_to_G2()
    {
        foreach ((string name, JsonElement input, JsonElement output) in BlsVectors.Ethereum("hash_to_G2"))
        {
            byte[] message = System.Text.Encoding.UTF8.GetBytes(input.GetProperty("msg").GetString()!);
            byte[] expected = [.. new[] { "x", "y" }.SelectMany(c => output.GetProperty(c).GetString()!.Split(',').Reverse().SelectMany(part => Convert.FromHexString(part[2..])))];
            Assert.True(G2.TryReadUncompressed(expected, out G2Affine point), name);
            Assert.Equal(point, G2.HashToCurve(message, "QUUX-V01-CS02-with-BLS12381G2_XMD:SHA-256_SSWU_RO_"u8).ToAffine());
        }
    }
}
