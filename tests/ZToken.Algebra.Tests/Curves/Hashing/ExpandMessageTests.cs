using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

/// <summary>expand_message against the vectors of RFC 9380, appendix K.</summary>
public sealed class ExpandMessageTests
{
    private delegate void Expand(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainTag, Span<byte> output);

    private static void AssertVectors(string file, Expand expand)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Requires.Shared($"vectors/03-h2c-bls-sig/rfc9380/{file}.json")));
        byte[] tag = Encoding.UTF8.GetBytes(document.RootElement.GetProperty("DST").GetString()!);
        int count = 0;
        foreach (JsonElement vector in document.RootElement.GetProperty("tests").EnumerateArray())
        {
            byte[] expected = Convert.FromHexString(vector.GetProperty("uniform_bytes").GetString()!);
            byte[] output = new byte[Convert.ToInt32(vector.GetProperty("len_in_bytes").GetString(), 16)];
            expand(Encoding.UTF8.GetBytes(vector.GetProperty("msg").GetString()!), tag, output);
            Assert.Equal(expected, output);
            count++;
        }

        Assert.Equal(10, count);
    }

    [Theory]
    [InlineData("expand_message_xmd_SHA256_38", "SHA256")]
    [InlineData("expand_message_xmd_SHA256_256", "SHA256")]
    [InlineData("expand_message_xmd_SHA512_38", "SHA512")]
    public void Xmd_gives_the_bytes_of_the_RFC(string file, string hash) =>
        AssertVectors(file, (message, tag, output) => ExpandMessage.Xmd(new HashAlgorithmName(hash), message, tag, output));

    [Theory]
    [InlineData("expand_message_xof_SHAKE128_36")]
    [InlineData("expand_message_xof_SHAKE128_256")]
    public void Xof_with_SHAKE128_gives_the_bytes_of_the_RFC(string file)
    {
        Assert.SkipUnless(Shake128.IsSupported, "The operating system's library has no SHAKE128.");
        AssertVectors(file, ExpandMessage.XofShake128);
    }

    [Fact]
    public void Xof_with_SHAKE256_gives_the_bytes_of_the_RFC()
    {
        Assert.SkipUnless(Shake256.IsSupported, "The operating system's library has no SHAKE256.");
        AssertVectors("expand_message_xof_SHAKE256_36", ExpandMessage.XofShake256);
    }

    [Fact]
    public void Output_and_tag_have_their_limits()
    {
        byte[] tag = "tag"u8.ToArray();
        ExpandMessage.Xmd(HashAlgorithmName.SHA256, [], tag, new byte[255 * 32]);
        Assert.Throws<ArgumentException>(() => ExpandMessage.Xmd(HashAlgorithmName.SHA256, [], tag, new byte[(255 * 32) + 1]));
        Assert.Throws<ArgumentException>(() => ExpandMessage.Xmd(HashAlgorithmName.SHA256, [], [], new byte[32]));
        Assert.Throws<ArgumentException>(() => ExpandMessage.Xmd(HashAlgorithmName.MD5, [], tag, new byte[32]));
        Assert.Throws<ArgumentException>(() => ExpandMessage.XofShake128([], [], new byte[32]));
        Assert.Throws<ArgumentException>(() => ExpandMessage.XofShake256([], tag, new byte[65536]));
    }

    [Fact]
    public void A_long_tag_counts_by_its_digest()
    {
        byte[] tag = [.. Enumerable.Repeat((byte)'t', 256)];
        byte[] digest = SHA256.HashData([.. "H2C-OVERSIZE-DST-"u8, .. tag]);
        byte[] byTag = new byte[100];
        byte[] byDigest = new byte[100];
        ExpandMessage.Xmd(HashAlgorithmName.SHA256, [1, 2, 3], tag, byTag);
        ExpandMessage.Xmd(HashAlgorithmName.SHA256, [1, 2, 3], digest, byDigest);
        Assert.Equal(byDigest, byTag);
    }
}
