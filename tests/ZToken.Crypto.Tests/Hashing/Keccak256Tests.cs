using CsCheck;
using Org.BouncyCastle.Crypto.Digests;

namespace ZToken.Crypto.Tests;

public sealed class Keccak256Tests
{
    [Theory]
    // The hash of nothing (Ethereum's empty code) and of the empty RLP string (its empty trie), from the yellow paper.
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("80", "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421")]
    public void Known_digests_are_met(string input, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Keccak256.HashData(Convert.FromHexString(input))));

    [Fact]
    public void Every_length_around_the_block_is_that_of_another_implementation()
    {
        for (int length = 0; length < 420; length++)
        {
            byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];
            Assert.Equal(Other(data), Keccak256.HashData(data));
        }
    }

    [Fact]
    public void Any_input_is_that_of_another_implementation() =>
        Gen.Byte.Array[0, 2000].Sample(data => Assert.Equal(Other(data), Keccak256.HashData(data)), iter: 200);

    [Fact]
    public void A_destination_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => Keccak256.HashData([], new byte[31]));

    private static byte[] Other(byte[] data)
    {
        KeccakDigest digest = new(256);
        byte[] output = new byte[32];
        digest.BlockUpdate(data, 0, data.Length);
        digest.DoFinal(output, 0);
        return output;
    }
}
