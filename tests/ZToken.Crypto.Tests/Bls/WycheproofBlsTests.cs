using System.Text;
using System.Text.Json;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>C2SP Wycheproof: both schemes, aggregates over distinct messages, and hashing to G2.</summary>
public sealed class WycheproofBlsTests
{
    private static IEnumerable<(JsonElement Group, JsonElement Test, string Name)> Tests(string file)
    {
        foreach (JsonElement group in BlsVectors.Read($"wycheproof-bls/{file}.json").GetProperty("testGroups").EnumerateArray())
        {
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                yield return (group, test, $"{test.GetProperty("tcId")}: {test.GetProperty("comment")}");
            }
        }
    }

    private static bool IsValid(JsonElement test) => test.GetProperty("result").GetString() == "valid";

    [Theory]
    [InlineData("bls_sig_g2_basic_verify_test", false, 88)]
    [InlineData("bls_sig_g2_pop_verify_test", true, 26)]
    public void Signatures(string file, bool provesPossession, int count)
    {
        BlsScheme scheme = provesPossession ? BlsScheme.ProofOfPossession : BlsScheme.Basic;
        int seen = 0;
        foreach ((JsonElement group, JsonElement test, string name) in Tests(file))
        {
            byte[] key = group.GetProperty("publicKey").Bytes("pk");
            Assert.True(IsValid(test) == BlsVectors.Verify(scheme, key, test.Bytes("msg"), test.Bytes("sig")), name);
            seen++;
        }

        Assert.Equal(count, seen);
    }

    [Fact]
    public void Aggregates()
    {
        int seen = 0;
        foreach ((JsonElement _, JsonElement test, string name) in Tests("bls_sig_g2_aggregate_verify_test"))
        {
            Assert.True(IsValid(test) == BlsVectors.VerifyAggregate(BlsScheme.Basic, test.ByteStrings("pubkeys"), test.ByteStrings("messages"), test.Bytes("sig")), name);
            seen++;
        }

        Assert.Equal(19, seen);
    }

    [Fact]
    public void Hashes_to_G2()
    {
        int seen = 0;
        byte[] encoded = new byte[BlsSignature.SizeInBytes];
        foreach ((JsonElement group, JsonElement test, string name) in Tests("bls_hash_to_g2_test"))
        {
            byte[] tag = Encoding.ASCII.GetBytes(group.GetProperty("dst").GetString()!);
            G2.WriteCompressed(G2.HashToCurve(test.Bytes("msg"), tag).ToAffine(), encoded);
            Assert.True(test.Bytes("expected").AsSpan().SequenceEqual(encoded), name);
            seen++;
        }

        Assert.Equal(34, seen);
    }
}
