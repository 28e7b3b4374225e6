using System.Text.Json;
using CsCheck;
using ZToken.Crypto;

namespace ZToken.Ledger.Tests;

/// <summary>Addresses of keys and contracts, and their text, against the cases of ethers.</summary>
public sealed class AddressTests
{
    [Fact]
    public void Accounts_of_keys_are_those_of_ethers()
    {
        JsonElement[] cases = [.. Vectors.Read("ethers-testcases/accounts.json.gz").EnumerateArray()];
        Assert.Equal(259, cases.Length);
        // A public key costs BouncyCastle most of a millisecond.
        foreach (JsonElement row in cases)
        {
            Assert.True(Secp256k1PrivateKey.TryRead(row.Bytes("privateKey"), out Secp256k1PrivateKey? key));
            using (key)
            {
                Assert.Equal(row.Text("address"), Address.Of(key.PublicKey).ToString());
            }
        }
    }

    [Fact]
    public void Contracts_of_CREATE_are_those_of_ethers()
    {
        int seen = 0;
        foreach (JsonElement row in Vectors.Read("ethers-testcases/create.json.gz").EnumerateArray())
        {
            Address sender = Vectors.Address(row.Text("sender"));
            foreach (JsonElement create in row.GetProperty("creates").EnumerateArray())
            {
                Assert.Equal(create.Text("address"), Address.OfContract(sender, create.GetProperty("nonce").GetUInt64()).ToString());
                seen++;
            }
        }

        Assert.Equal(160, seen);
    }

    [Fact]
    public void Contracts_of_CREATE2_are_those_of_ethers()
    {
        int seen = 0;
        foreach (JsonElement row in Vectors.Read("ethers-testcases/create2.json.gz").EnumerateArray())
        {
            Address sender = Vectors.Address(row.Text("sender"));
            foreach (JsonElement create in row.GetProperty("creates").EnumerateArray())
            {
                Hash256 codeHash = Hash256.Of(create.Bytes("initCode"));
                Assert.Equal(create.Text("initCodeHash"), codeHash.ToString());
                Assert.Equal(create.Text("address"), Address.OfContract(sender, Word.ReadBigEndian(create.Bytes("salt")), codeHash).ToString());
                seen++;
            }
        }

        Assert.Equal(128, seen);
    }

    [Fact]
    public void Digests_are_those_of_ethers()
    {
        JsonElement[] cases = [.. Vectors.Read("ethers-testcases/hashes.json.gz").EnumerateArray()];
        Assert.Equal(257, cases.Length);
        Assert.All(cases, row => Assert.Equal(row.Text("keccak256"), Hash256.Of(row.Bytes("data")).ToString()));
    }

    [Fact]
    public void Bytes_words_and_text_come_back() => Gen.Byte.Array[20].Sample(bytes =>
    {
        Assert.True(Address.TryRead(bytes, out Address address));
        Assert.Equal(bytes, address.ToBytes());
        Assert.Equal(Word.ReadShortBigEndian(bytes), address.ToWord());
        Assert.Equal(address, Address.FromWord(address.ToWord()));
        Assert.Equal(address, Address.FromWord(address.ToWord() | (Word.MaxValue << 160)));
        string text = address.ToString();
        foreach (string form in new[] { text, text.ToLowerInvariant(), "0x" + text[2..].ToUpperInvariant() })
        {
            Assert.True(Address.TryParse(form, out Address read));
            Assert.Equal(address, read);
        }
    }, iter: 200);

    [Fact]
    public void A_letter_of_the_wrong_case_is_a_wrong_checksum()
    {
        // The first example of EIP-55.
        const string Right = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        Assert.True(Address.TryParse(Right, out _));
        for (int i = 2; i < Right.Length; i++)
        {
            if (char.IsLetter(Right[i]))
            {
                char other = char.IsLower(Right[i]) ? char.ToUpperInvariant(Right[i]) : char.ToLowerInvariant(Right[i]);
                Assert.False(Address.TryParse(Right[..i] + other + Right[(i + 1)..], out Address address));
                Assert.True(address.IsZero);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd")]
    [InlineData("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed00")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg")]
    public void What_is_no_address_is_not_read(string text) => Assert.False(Address.TryParse(text, out _));

    [Fact]
    public void Other_numbers_of_bytes_are_refused()
    {
        Assert.False(Address.TryRead(new byte[19], out _));
        Assert.False(Address.TryRead(new byte[21], out _));
        Assert.False(Hash256.TryRead(new byte[31], out _));
        Assert.False(Hash256.TryRead(new byte[33], out _));
        Assert.False(Hash256.TryParse("0x00", out _));
    }
}
