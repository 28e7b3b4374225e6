using System.Text;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

public class GenesisTests
{
    private const string Whole = """
        {
          "chainId": 77,
          "gasLimit": "0x2000000",
          "timestamp": 1700000000,
          "baseFeePerGas": "0x0",
          "insecureSetup": false,
          "alloc": {
            "0x00000000000000000000000000000000000000aa": { "balance": "0x10", "nonce": 3 },
            "0x00000000000000000000000000000000000000bb": {
              "code": "0x5f",
              "storage": { "0x01": "0x00ff", "0x2": "0x3" }
            }
          }
        }
        """;

    [Fact]
    public void A_genesis_file_says_everything_that_the_state_then_holds()
    {
        Genesis genesis = Read(Whole);
        using Chain chain = Chain.Open(null, genesis);

        Assert.Equal((77UL, 0x2000000UL, 1_700_000_000UL, false), (genesis.ChainId, genesis.GasLimit, genesis.Timestamp, genesis.InsecureSetup));
        StateView state = chain.StateAt(chain.Head.Header);
        Address rich = Address.FromWord(new Word(0xaa)), contract = Address.FromWord(new Word(0xbb));
        Assert.Equal((new Word(16), 3UL), (state.BalanceOf(rich), state.NonceOf(rich)));
        Assert.Equal([0x5f], state.CodeOf(contract));
        Assert.Equal(new Word(255), state.StorageOf(contract, Word.One));
        Assert.Equal(new Word(3), state.StorageOf(contract, new Word(2)));
        Assert.Equal(genesis.Hash, chain.Head.Hash);
        Assert.Equal(genesis.Block.Header.StateRoot, chain.Head.Header.StateRoot);
    }

    [Fact]
    public void What_is_written_is_read_again_as_the_same_chain()
    {
        foreach (Genesis genesis in new[] { Read(Whole), Genesis.Development() })
        {
            byte[] json = genesis.ToJson();
            Assert.True(Genesis.TryRead(json, out Genesis? again, out string problem), problem);
            Assert.Equal(genesis.Hash, again.Hash);
            Assert.Equal(json, again.ToJson());
        }
    }

    [Theory]
    [InlineData("\"chainId\": 77", "\"chainId\": 78")]
    [InlineData("0x2000000", "0x2000001")]
    [InlineData("1700000000", "1700000001")]
    [InlineData("false", "true")]
    [InlineData("\"0x10\"", "\"0x11\"")]
    [InlineData("\"nonce\": 3", "\"nonce\": 4")]
    [InlineData("0x5f", "0x60")]
    [InlineData("0x00ff", "0x00fe")]
    [InlineData("\"0x2\"", "\"0x4\"")]
    public void Every_value_changes_the_first_hash(string value, string other) => Assert.NotEqual(Read(Whole).Hash, Read(Whole.Replace(value, other)).Hash);

    [Theory]
    [InlineData("\"chainId\": 77,", "", 14, "'chainId' is missing")]
    [InlineData("\"chainId\": 77", "\"chainId\": 0", 2, "a number from 1")]
    [InlineData("\"chainId\": 77", "\"chainId\": -1", 2, "a quantity")]
    [InlineData("\"chainId\": 77", "\"chainId\": 7.5", 2, "a quantity")]
    [InlineData("\"chainId\": 77", "\"chainId\": \"77\"", 2, "a quantity")]
    [InlineData("\"chainId\": 77", "\"chainId\": 77, \"chainId\": 77", 2, "'chainId' comes twice")]
    [InlineData("\"chainId\": 77", "\"chainID\": 77", 2, "'chainID' is no field of a genesis")]
    [InlineData("\"0x2000000\"", "\"0xffff\"", 3, "a number from 16777216")]
    [InlineData("\"0x2000000\"", "\"0xffffffffffffffffff\"", 3, "a number from")]
    [InlineData("1700000000", "null", 4, "a quantity")]
    [InlineData("\"0x0\"", "\"0x7\"", 5, "a number from 0 to 0")]
    [InlineData("false", "0", 6, "true or false")]
    [InlineData("00aa\"", "00a\"", 8, "is no address")]
    [InlineData("00bb\"", "00aa\"", 9, "comes twice")]
    [InlineData("\"nonce\"", "\"nonces\"", 8, "'nonces' is no field of an account")]
    [InlineData("\"0x5f\"", "\"0x5\"", 10, "bytes are expected")]
    [InlineData("\"code\": \"0x5f\",", "", 12, "would count as absent")]
    [InlineData("\"0x00ff\"", "\"0x0\"", 11, "a slot of zero is none")]
    [InlineData("\"0x2\"", "\"0x001\"", 11, "comes twice")]
    [InlineData("\"0x2\"", "\"2\"", 11, "is no key of storage")]
    [InlineData("\"alloc\": {", "\"alloc\": [", 7, "an object is expected")]
    [InlineData("\"insecureSetup\": false,", "\"insecureSetup\": false", 7, "")]
    [InlineData("}\n}", "}\n}}", 14, "")]
    [InlineData("}\n}", "}", 13, "")]
    public void What_is_wrong_is_said_with_its_line(string right, string wrong, int line, string what)
    {
        Assert.Contains(right, Whole, StringComparison.Ordinal);
        Assert.False(Genesis.TryRead(Encoding.UTF8.GetBytes(Whole.Replace(right, wrong)), out Genesis? genesis, out string problem));
        Assert.Null(genesis);
        Assert.StartsWith($"line {line}: ", problem, StringComparison.Ordinal);
        Assert.Contains(what, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Assert.False(Genesis.TryRead([0x7b, 0x22, 0xff, 0xfe, 0x22], out _, out string problem));
        Assert.Contains("UTF-8", problem, StringComparison.Ordinal);
        Assert.False(Genesis.TryRead([], out _, out _));
    }

    [Fact]
    public void A_genesis_of_broken_bytes_is_refused_and_never_throws()
    {
        byte[] json = Encoding.UTF8.GetBytes(Whole);
        Random random = new(5);
        for (int i = 0; i < 3000; i++)
        {
            byte[] broken = [.. json];
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            if (Genesis.TryRead(broken.AsSpan(0, random.Next(2) == 0 ? broken.Length : random.Next(broken.Length)), out Genesis? read, out string problem))
            {
                Assert.NotNull(read);
            }
            else
            {
                Assert.NotEqual("", problem);
            }
        }
    }

    private static Genesis Read(string json) => Genesis.TryRead(Encoding.UTF8.GetBytes(json), out Genesis? genesis, out string problem) ? genesis : throw new InvalidDataException(problem);
}
