using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Ledger.Tests;

/// <summary>Keystores of the official suite and of ethers are opened; ours are opened again, and changed ones are not.</summary>
public sealed class KeystoreV3Tests
{
    [Fact]
    public void Files_of_the_official_suite_give_their_keys()
    {
        JsonElement suite = Vectors.Read("KeyStoreTests/basic_tests.json");
        Assert.Equal(5, suite.EnumerateObject().Count());
        foreach (JsonProperty row in suite.EnumerateObject())
        {
            byte[] file = Encoding.UTF8.GetBytes(row.Value.GetProperty("json").GetRawText());
            Assert.Equal(KeystoreRefusal.None, KeystoreV3.Open(file, Encoding.UTF8.GetBytes(row.Value.Text("password")), out Secp256k1PrivateKey? key));
            using (key)
            {
                Assert.Equal(row.Value.Bytes("priv"), BytesOf(key!));
            }
        }
    }

    [Fact]
    public void Files_of_the_cases_of_ethers_give_their_addresses()
    {
        JsonElement[] wallets = [.. Vectors.Read("ethers-testcases/wallets.json.gz").EnumerateArray().Where(row => row.Text("type") == "keystore")];
        Assert.Equal(7, wallets.Length);
        foreach (JsonElement row in wallets)
        {
            Assert.Equal(KeystoreRefusal.None, KeystoreV3.Open(Encoding.UTF8.GetBytes(row.Text("content")), row.Bytes("password"), out Secp256k1PrivateKey? key));
            using (key)
            {
                Assert.Equal(Vectors.Address(row.Text("address")), Address.Of(key!.PublicKey));
            }
        }
    }

    [Fact]
    public void What_is_sealed_is_opened_by_its_password_alone()
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
        byte[] file = KeystoreV3.Seal(key, "right"u8, KeystoreCost.Light, RandomSource.System);
        Assert.Equal(KeystoreRefusal.None, KeystoreV3.Open(file, "right"u8, out Secp256k1PrivateKey? read));
        using (read)
        {
            Assert.Equal(BytesOf(key), BytesOf(read!));
        }

        Assert.Equal(KeystoreRefusal.WrongPassword, KeystoreV3.Open(file, "wrong"u8, out read));
        Assert.Null(read);
        Assert.DoesNotContain(Convert.ToHexStringLower(BytesOf(key)), Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version", "4", KeystoreRefusal.UnknownVersion)]
    [InlineData("version", "\"3\"", KeystoreRefusal.Malformed)]
    [InlineData("address", "\"0000000000000000000000000000000000000000\"", KeystoreRefusal.WrongKey)]
    [InlineData("crypto.cipher", "\"aes-256-ctr\"", KeystoreRefusal.UnknownAlgorithm)]
    [InlineData("crypto.kdf", "\"argon2id\"", KeystoreRefusal.UnknownAlgorithm)]
    [InlineData("crypto.kdfparams.n", "1073741824", KeystoreRefusal.TooCostly)]
    [InlineData("crypto.kdfparams.p", "17", KeystoreRefusal.TooCostly)]
    [InlineData("crypto.kdfparams.n", "4097", KeystoreRefusal.Malformed)]
    [InlineData("crypto.kdfparams.r", "0", KeystoreRefusal.Malformed)]
    [InlineData("crypto.kdfparams.dklen", "16", KeystoreRefusal.Malformed)]
    [InlineData("crypto.kdfparams.salt", "\"00\"", KeystoreRefusal.WrongPassword)]
    [InlineData("crypto.ciphertext", "\"00\"", KeystoreRefusal.Malformed)]
    [InlineData("crypto.mac", "\"0000000000000000000000000000000000000000000000000000000000000000\"", KeystoreRefusal.WrongPassword)]
    [InlineData("crypto.mac", "\"xx\"", KeystoreRefusal.Malformed)]
    [InlineData("crypto", "1", KeystoreRefusal.Malformed)]
    public void A_changed_file_is_refused_by_name(string path, string value, KeystoreRefusal expected)
    {
        Assert.True(Secp256k1PrivateKey.TryRead([.. Enumerable.Range(1, 32).Select(i => (byte)i)], out Secp256k1PrivateKey? key));
        using (key)
        {
            JsonNode file = JsonNode.Parse(KeystoreV3.Seal(key, "p"u8, new KeystoreCost(1024, 1, 1), RandomSource.System))!;
            string[] steps = path.Split('.');
            JsonNode parent = steps[..^1].Aggregate(file, (node, step) => node[step]!);
            parent[steps[^1]] = JsonNode.Parse(value);
            Assert.Equal(expected, KeystoreV3.Open(Encoding.UTF8.GetBytes(file.ToJsonString()), "p"u8, out Secp256k1PrivateKey? read));
            Assert.Null(read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"version\":3}")]
    [InlineData("{\"version\":3,\"crypto\":{}} {}")]
    public void What_is_no_keystore_is_malformed(string json) =>
        Assert.Equal(KeystoreRefusal.Malformed, KeystoreV3.Open(Encoding.UTF8.GetBytes(json), "p"u8, out _));

    [Fact]
    public void A_cost_that_could_not_be_read_again_is_the_callers_mistake()
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
        Assert.Throws<ArgumentException>(() => KeystoreV3.Seal(key, "p"u8, new KeystoreCost(1000, 8, 1), RandomSource.System));
        Assert.Throws<ArgumentException>(() => KeystoreV3.Seal(key, "p"u8, new KeystoreCost(1 << 24, 8, 1), RandomSource.System));
        // Of these the memory would be 2^64 bytes, which is 0 in 64 bits.
        Assert.Throws<ArgumentException>(() => KeystoreV3.Seal(key, "p"u8, new KeystoreCost(1 << 30, 1 << 27, 1), RandomSource.System));
    }

    private static byte[] BytesOf(Secp256k1PrivateKey key)
    {
        byte[] bytes = new byte[Secp256k1PrivateKey.SizeInBytes];
        key.WriteTo(bytes);
        return bytes;
    }
}
