using CsCheck;

namespace ZToken.Ledger.Tests;

/// <summary>Types, values, functions and events of the ABI.</summary>
public sealed class AbiTests
{
    [Fact]
    public void Values_come_back_and_their_encoding_is_the_only_one() => Gen.Select(AbiSamples.Calls, Gen.Int, Gen.Byte[1, 255]).Sample((call, place, change) =>
    {
        byte[] encoded = AbiEncoder.Encode(call.Types, call.Values);
        Assert.True(AbiDecoder.TryDecode(call.Types, encoded, out AbiValue[]? values));
        Assert.Equal(call.Values, values);
        Assert.Equal(call.Types.Select(type => type.ToString()), call.Types.Select(type => AbiType.Parse(type.ToString()).ToString()));
        Assert.False(AbiDecoder.TryDecode(call.Types, [.. encoded, 0], out _));
        Assert.False(AbiDecoder.TryDecode(call.Types, [.. encoded, .. new byte[32]], out _));
        if (encoded.Length > 0)
        {
            Assert.False(AbiDecoder.TryDecode(call.Types, encoded.AsSpan(0, encoded.Length - 1), out _));
            encoded[(int)((uint)place % (uint)encoded.Length)] ^= change;
            if (AbiDecoder.TryDecode(call.Types, encoded, out AbiValue[]? others))
            {
                Assert.NotEqual(call.Values, others);
                Assert.Equal(encoded, AbiEncoder.Encode(call.Types, others));
            }
        }
    }, iter: 3_000);

    [Theory]
    [InlineData("uint", "uint256")]
    [InlineData("int", "int256")]
    [InlineData("function", "bytes24")]
    [InlineData("(uint,(string,bytes3)[2])[]", "(uint256,(string,bytes3)[2])[]")]
    public void Types_have_one_text(string text, string canonical) => Assert.Equal(canonical, AbiType.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("uint7")]
    [InlineData("uint08")]
    [InlineData("uint264")]
    [InlineData("int0")]
    [InlineData("bytes0")]
    [InlineData("bytes33")]
    [InlineData("uint256[0]")]
    [InlineData("uint256[01]")]
    [InlineData("uint256[-1]")]
    [InlineData("uint256[")]
    [InlineData("uint256]")]
    [InlineData("()")]
    [InlineData("(uint256")]
    [InlineData("(uint256,)")]
    [InlineData("(uint256 )")]
    [InlineData("fixed128x18")]
    [InlineData("bytes1[9999][9999]")]
    [InlineData("bool[2147483647]")]
    [InlineData("Bool")]
    public void What_is_no_type_is_not_read(string text)
    {
        Assert.False(AbiType.TryParse(text, out _));
        Assert.Throws<FormatException>(() => AbiType.Parse(text));
    }

    [Fact]
    public void Types_are_nested_to_a_limit()
    {
        Assert.True(AbiType.TryParse("bool" + string.Concat(Enumerable.Repeat("[]", AbiType.MostLevels - 1)), out _));
        Assert.False(AbiType.TryParse("bool" + string.Concat(Enumerable.Repeat("[]", AbiType.MostLevels)), out _));
        Assert.False(AbiType.TryParse(new string('(', 100_000), out _));
        Assert.False(AbiType.TryParse(new string('(', AbiType.MostLevels) + "bool" + new string(')', AbiType.MostLevels), out _));
    }

    [Fact]
    public void Lengths_beyond_the_bytes_are_refused_without_room_for_them()
    {
        AbiType[] types = [AbiType.Parse("uint256[]")];
        foreach (Word length in new[] { new Word(2), new Word(1UL << 31), new Word(uint.MaxValue), new Word(0, 0, 1, 1), Word.MaxValue })
        {
            Assert.False(AbiDecoder.TryDecode(types, [.. new Word(32).ToBytes(), .. length.ToBytes(), .. Word.One.ToBytes()], out _));
        }

        Assert.True(AbiDecoder.TryDecode(types, [.. new Word(32).ToBytes(), .. Word.One.ToBytes(), .. Word.One.ToBytes()], out _));
    }

    [Fact]
    public void Text_must_be_Unicode()
    {
        AbiType[] types = [AbiType.Parse("string")];
        byte[] encoded = [.. new Word(32).ToBytes(), .. Word.One.ToBytes(), 0xff, .. new byte[31]];
        Assert.False(AbiDecoder.TryDecode(types, encoded, out _));
        Assert.True(AbiDecoder.TryDecode([AbiType.Parse("bytes")], encoded, out _));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode(types, "\ud800"));
    }

    [Fact]
    public void Values_of_another_type_are_the_callers_mistake()
    {
        AbiValue[] wrong = [256, "text", new byte[] { 1 }, AbiValue.List(1UL, 2UL)];
        Assert.All(wrong, value => Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("uint8")], value)));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("int8")], 128));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("bool")], 2));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("address")], Word.MaxValue));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("bytes2")], new byte[3]));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("uint8[2]")], AbiValue.List(1UL)));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([AbiType.Parse("(uint8,bool)")], AbiValue.List(1UL)));
        Assert.Throws<ArgumentException>(() => AbiEncoder.Encode([], 1));
        Assert.Throws<InvalidOperationException>(() => ((AbiValue)"text").Word);
        Assert.Throws<InvalidOperationException>(() => ((AbiValue)1).Text);
    }

    [Fact]
    public void Calls_begin_with_the_selector()
    {
        // The selectors of ERC-20, as every block explorer shows them.
        AbiFunction transfer = AbiFunction.Parse("transfer(address,uint256) returns (bool)");
        Assert.Equal("a9059cbb", Convert.ToHexStringLower(transfer.Selector));
        Assert.Equal("70a08231", Convert.ToHexStringLower(AbiFunction.Parse("balanceOf(address)").Selector));
        Assert.Equal("18160ddd", Convert.ToHexStringLower(AbiFunction.Parse("totalSupply()").Selector));
        Assert.Equal("08c379a0", Convert.ToHexStringLower(AbiFunction.Error.Selector));
        Assert.Equal("4e487b71", Convert.ToHexStringLower(AbiFunction.Panic.Selector));

        byte[] call = transfer.EncodeCall(Address.Zero, 5);
        Assert.Equal(68, call.Length);
        Assert.True(transfer.TryDecodeCall(call, out AbiValue[]? arguments));
        Assert.Equal([Address.Zero, 5], arguments);
        Assert.False(AbiFunction.Parse("approve(address,uint256)").TryDecodeCall(call, out _));
        Assert.True(transfer.TryDecodeResult(Word.One.ToBytes(), out AbiValue[]? results));
        Assert.True(results[0].Boolean);
        Assert.False(transfer.TryDecodeResult(new Word(2).ToBytes(), out _));
        Assert.Throws<FormatException>(() => AbiFunction.Parse("transfer(address, uint256)"));
        Assert.Throws<FormatException>(() => AbiFunction.Parse("1transfer()"));
        Assert.Throws<FormatException>(() => AbiFunction.Parse("transfer"));
    }

    [Fact]
    public void Events_are_read_from_topics_and_data()
    {
        ContractAbi abi = ContractAbi.Read("""
            [
              { "type": "constructor", "inputs": [{ "name": "supply", "type": "uint256" }] },
              { "type": "function", "name": "pay", "inputs": [{ "name": "p", "type": "tuple[2]", "components": [{ "name": "a", "type": "address" }, { "name": "b", "type": "bytes" }] }], "outputs": [] },
              { "type": "function", "name": "pay", "inputs": [], "outputs": [{ "name": "", "type": "bool" }] },
              { "type": "error", "name": "TooMuch", "inputs": [{ "name": "n", "type": "uint8" }] },
              { "type": "receive", "stateMutability": "payable" },
              { "type": "event", "name": "Transfer", "inputs": [
                { "name": "from", "type": "address", "indexed": true }, { "name": "to", "type": "address", "indexed": true }, { "name": "value", "type": "uint256", "indexed": false }] },
              { "type": "event", "name": "Said", "anonymous": true, "inputs": [{ "name": "what", "type": "string", "indexed": true }, { "name": "loud", "type": "bool", "indexed": false }] }
            ]
            """u8);
        AbiEvent transfer = abi.Event("Transfer");
        Assert.Equal("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", transfer.Topic.ToString());
        Log log = new(Address.Zero, [transfer.Topic, Hash256.FromWord(7), Hash256.FromWord(8)], new Word(9).ToBytes());
        Assert.True(transfer.TryDecode(log, out AbiValue[]? values));
        Assert.Equal([7, 8, 9], values);
        Assert.False(transfer.TryDecode(log with { Topics = [Hash256.Zero, .. log.Topics.Skip(1)] }, out _));
        Assert.False(transfer.TryDecode(log with { Topics = [.. log.Topics.Take(2)] }, out _));
        Assert.False(transfer.TryDecode(log with { Topics = [log.Topics[0], Hash256.FromWord(Word.MaxValue), log.Topics[2]] }, out _));
        Assert.False(transfer.TryDecode(log with { Data = new byte[31] }, out _));

        Hash256 hashOfText = Hash256.Of("hush"u8);
        Assert.True(abi.Event("Said").TryDecode(new Log(Address.Zero, [hashOfText], Word.One.ToBytes()), out values));
        Assert.Equal([hashOfText, true], values);

        Assert.Equal("uint256", Assert.Single(abi.ConstructorInputs).ToString());
        Assert.Equal("TooMuch(uint8)", abi.Error("TooMuch").Signature);
        Assert.Equal("pay((address,bytes)[2])", abi.Function("pay((address,bytes)[2])").Signature);
        Assert.Equal(2, abi.Functions.Count);
        Assert.Throws<ArgumentException>(() => abi.Function("pay"));
        Assert.Throws<ArgumentException>(() => abi.Function("burn"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("[{\"type\":null}]")]
    [InlineData("[{\"type\":\"mystery\"}]")]
    [InlineData("[{\"type\":\"function\",\"name\":\"f\"}]")]
    [InlineData("[{\"type\":\"function\",\"name\":\"f\",\"inputs\":[{\"type\":\"tuple\"}],\"outputs\":[]}]")]
    public void JSON_that_is_no_ABI_is_refused_with_a_reason(string json) =>
        Assert.Throws<FormatException>(() => ContractAbi.Read(System.Text.Encoding.UTF8.GetBytes(json)));
}
