using System.Text.Json;
using CsCheck;

namespace ZToken.Crypto.Tests;

/// <summary>Bech32 and Bech32m against BIP-173, BIP-350 and addresses of Zcash.</summary>
public sealed class Bech32Tests
{
    private const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    [Fact]
    public void Strings_of_the_proposals_are_read()
    {
        // BIP-350: every letter once; BIP-173: the same.
        Assert.True(Bech32.TryDecodeGroups("abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", out string? prefix, out byte[]? groups));
        Assert.Equal("abcdef", prefix);
        Assert.Equal(Enumerable.Range(0, 32).Select(i => (byte)(31 - i)), groups);
        Assert.True(Bech32.TryDecodeGroups("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", out _, out groups, Bech32Variant.Bech32));
        Assert.Equal(Enumerable.Range(0, 32).Select(i => (byte)i), groups);
    }

    [Theory]
    [InlineData("bip350_bech32m.json", Bech32Variant.Bech32m)]
    [InlineData("bip173_bech32.json", Bech32Variant.Bech32)]
    public void All_strings_of_the_proposals_give_their_verdict(string file, Bech32Variant variant)
    {
        JsonElement root = Vectors.Read("07-eth/bech32/" + file);
        foreach (JsonElement valid in root.GetProperty("valid").EnumerateArray())
        {
            string text = valid.GetString()!;
            Assert.True(Bech32.TryDecodeGroups(text, out string? prefix, out byte[]? groups, variant), text);
            Assert.Equal(text.ToLowerInvariant(), Bech32.EncodeGroups(prefix, groups, variant));
            Assert.False(Bech32.TryDecodeGroups(text, out _, out _, variant == Bech32Variant.Bech32 ? Bech32Variant.Bech32m : Bech32Variant.Bech32));
        }

        foreach (JsonElement invalid in root.GetProperty("invalid").EnumerateArray())
        {
            Assert.False(Bech32.TryDecodeGroups(invalid.Text("string"), out string? prefix, out byte[]? groups, variant), invalid.GetRawText());
            Assert.Null(prefix);
            Assert.Null(groups);
        }
    }

    [Fact]
    public void Segregated_witness_addresses_give_their_scripts()
    {
        JsonElement root = Vectors.Read("07-eth/bech32/bip350_bech32m.json");
        foreach (JsonElement valid in root.GetProperty("segwit_valid").EnumerateArray())
        {
            Assert.Equal(valid.Text("scriptPubKey"), ScriptOf(valid.Text("address")));
        }

        foreach (JsonElement invalid in root.GetProperty("segwit_invalid").EnumerateArray())
        {
            Assert.Null(ScriptOf(invalid.Text("address")));
        }
    }

    [Fact]
    public void Transparent_source_only_addresses_of_Zcash_are_met()
    {
        foreach (Dictionary<string, JsonElement> row in Vectors.ReadZcash("zip_0320.json"))
        {
            string text = row["tex_addr"].GetString()!;
            Assert.Equal(text, Bech32.Encode(text[..text.LastIndexOf('1')], row["p2pkh_bytes"].Hex()));
            Assert.True(Bech32.TryDecode(text, out _, out byte[]? data));
            Assert.Equal(row["p2pkh_bytes"].Hex(), data);
        }
    }

    [Fact]
    public void Bytes_come_back_in_either_case() => Gen.Byte.Array[0, 45].Sample(data =>
    {
        string text = Bech32.Encode("zt", data);
        foreach (string either in new[] { text, text.ToUpperInvariant() })
        {
            Assert.True(Bech32.TryDecode(either, out string? prefix, out byte[]? read));
            Assert.Equal("zt", prefix);
            Assert.Equal(data, read);
        }

        Assert.False(Bech32.TryDecode(char.ToUpperInvariant(text[0]) + text[1..], out _, out _));
    }, iter: 200);

    [Fact]
    public void Up_to_four_wrong_letters_are_found() => Gen.Select(Gen.Byte.Array[34], Gen.Int[3, 60].Array[1, 4], Gen.Int[1, 31]).Sample((data, places, shift) =>
    {
        char[] text = Bech32.Encode("zt", data).ToCharArray();
        foreach (int place in places.Distinct())
        {
            text[place] = Letters[(Letters.IndexOf(text[place], StringComparison.Ordinal) + shift) % 32];
        }

        Assert.False(Bech32.TryDecode(new string(text), out _, out _));
    }, iter: 500);

    [Fact]
    public void Left_over_bits_must_be_fewer_than_five_zeros()
    {
        // One byte is two groups with two bits to spare.
        Assert.True(Bech32.TryDecode(Bech32.EncodeGroups("zt", [31, 28]), out _, out byte[]? data));
        Assert.Equal([0xff], data);
        Assert.False(Bech32.TryDecode(Bech32.EncodeGroups("zt", [31, 29]), out _, out _));
        Assert.False(Bech32.TryDecode(Bech32.EncodeGroups("zt", [0]), out string? prefix, out _));
        Assert.Null(prefix);
        Assert.False(Bech32.TryDecode(Bech32.EncodeGroups("zt", [31, 28, 0]), out _, out _));
    }

    [Fact]
    public void Letters_outside_ASCII_are_no_letters()
    {
        // The Kelvin sign's lower case is k.
        string text = Bech32.Encode("zt", [0xb6, 0xb6, 0xb6, 0xb6, 0xb6, 0xb6, 0xb6, 0xb6]).ToUpperInvariant();
        Assert.Contains("K", text, StringComparison.Ordinal);
        Assert.False(Bech32.TryDecode(text.Replace('K', '\u212a'), out _, out _));
    }

    [Fact]
    public void What_cannot_be_written_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Bech32.Encode("", [1]));
        Assert.Throws<ArgumentException>(() => Bech32.Encode("ZT", [1]));
        Assert.Throws<ArgumentException>(() => Bech32.Encode("z t", [1]));
        Assert.Throws<ArgumentException>(() => Bech32.Encode(new string('a', 84), []));
        Assert.Throws<ArgumentException>(() => Bech32.Encode("zt", new byte[60]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bech32.EncodeGroups("zt", [32]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bech32.Encode("zt", [], (Bech32Variant)7));
    }

    // BIP-141 and BIP-350: version 0 is Bech32, all others Bech32m.
    private static string? ScriptOf(string address)
    {
        bool modern = Bech32.TryDecodeGroups(address, out string? prefix, out byte[]? groups);
        if (!modern && !Bech32.TryDecodeGroups(address, out prefix, out groups, Bech32Variant.Bech32))
        {
            return null;
        }

        if (prefix is not ("bc" or "tb") || groups!.Length == 0 || groups[0] > 16 || groups[0] == 0 == modern)
        {
            return null;
        }

        string program = Bech32.EncodeGroups("x", groups.AsSpan(1));
        bool fits = Bech32.TryDecode(program, out _, out byte[]? data) && data.Length is >= 2 and <= 40 && (groups[0] != 0 || data.Length is 20 or 32);
        return fits ? Convert.ToHexStringLower([(byte)(groups[0] == 0 ? 0 : 0x50 + groups[0]), (byte)data!.Length, .. data]) : null;
    }
}
