using System.Text;
using System.Text.Json.Nodes;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet.Tests;

public class WalletFileTests
{
    private static readonly byte[] password = Encoding.UTF8.GetBytes("correct horse");

    [Fact]
    public void A_seed_comes_out_as_it_went_in()
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.System);
        byte[] file = WalletFile.Seal(seed, password, KeystoreCost.Light, RandomSource.System);

        Assert.Equal(KeystoreRefusal.None, WalletFile.Open(file, password, out WalletSeed? opened));
        using (opened)
        {
            Assert.Equal(Bytes(seed), Bytes(Assert.IsType<WalletSeed>(opened)));
        }

        Assert.DoesNotContain(Convert.ToHexStringLower(Bytes(seed)), Encoding.UTF8.GetString(file), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Another_password_opens_nothing()
    {
        Assert.Equal(KeystoreRefusal.WrongPassword, WalletFile.Open(Sealed(), "Correct horse"u8, out WalletSeed? none));
        Assert.Null(none);
    }

    [Theory]
    [InlineData("kind", "\"ethereum\"", KeystoreRefusal.Malformed)]
    [InlineData("version", "2", KeystoreRefusal.UnknownVersion)]
    [InlineData("version", "\"1\"", KeystoreRefusal.Malformed)]
    [InlineData("crypto", "null", KeystoreRefusal.Malformed)]
    [InlineData("crypto.ciphertext", "\"00\"", KeystoreRefusal.Malformed)]
    [InlineData("crypto.mac", "\"zz\"", KeystoreRefusal.Malformed)]
    [InlineData("crypto.cipher", "\"rot13\"", KeystoreRefusal.UnknownAlgorithm)]
    [InlineData("crypto.kdfparams.n", "1073741824", KeystoreRefusal.TooCostly)]
    public void A_file_that_was_changed_is_refused_by_name(string path, string value, KeystoreRefusal expected)
    {
        JsonNode file = JsonNode.Parse(Sealed())!;
        string[] steps = path.Split('.');
        JsonNode parent = steps[..^1].Aggregate(file, (node, step) => node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);

        Assert.Equal(expected, WalletFile.Open(Encoding.UTF8.GetBytes(file.ToJsonString()), password, out WalletSeed? none));
        Assert.Null(none);
    }

    [Fact]
    public void Every_cut_of_a_file_is_malformed()
    {
        byte[] file = Sealed();
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Equal(KeystoreRefusal.Malformed, WalletFile.Open(file.AsSpan(0, length), password, out _));
        }
    }

    [Fact]
    public void A_keystore_of_an_account_is_no_wallet()
    {
        using Crypto.Secp256k1PrivateKey key = Crypto.Secp256k1PrivateKey.Generate(RandomSource.System);

        Assert.Equal(KeystoreRefusal.Malformed, WalletFile.Open(KeystoreV3.Seal(key, password, KeystoreCost.Light, RandomSource.System), password, out _));
    }

    private static byte[] Sealed()
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.System);
        return WalletFile.Seal(seed, password, KeystoreCost.Light, RandomSource.System);
    }

    private static byte[] Bytes(WalletSeed seed)
    {
        byte[] bytes = new byte[WalletSeed.SizeInBytes];
        seed.WriteTo(bytes);
        return bytes;
    }
}
