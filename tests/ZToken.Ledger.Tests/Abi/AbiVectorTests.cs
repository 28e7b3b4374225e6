using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace ZToken.Ledger.Tests;

/// <summary>The ABI against the official suite and against what contracts returned in the cases of ethers.</summary>
public sealed class AbiVectorTests
{
    [Fact]
    public void Encodings_of_the_official_suite()
    {
        JsonElement suite = Vectors.Read("ABITests/basic_abi_tests.json");
        Assert.Equal(3, suite.EnumerateObject().Count());
        foreach (JsonProperty row in suite.EnumerateObject())
        {
            AbiType[] types = [.. row.Value.GetProperty("types").EnumerateArray().Select(type => AbiType.Parse(type.GetString()!))];
            AbiValue[] values = [.. row.Value.GetProperty("args").EnumerateArray().Zip(types, ToValue)];
            Assert.Equal(row.Value.Bytes("result"), AbiEncoder.Encode(types, values));
            Assert.True(AbiDecoder.TryDecode(types, row.Value.Bytes("result"), out AbiValue[]? read));
            Assert.Equal(values, read);
        }
    }

    [Fact]
    public void What_contracts_return_in_the_cases_of_ethers()
    {
        JsonElement[] cases = [.. Vectors.Read("ethers-testcases/abi.json.gz").EnumerateArray()];
        Assert.Equal(1024, cases.Length);
        foreach (JsonElement row in cases)
        {
            AbiType type = AbiType.Parse(row.Text("type"));
            AbiValue value = FromVerbose(row.GetProperty("verbose"));
            Assert.Equal(row.Bytes("encoded"), AbiEncoder.Encode([type], value));
            Assert.True(AbiDecoder.TryDecode([type], row.Bytes("encoded"), out AbiValue[]? read));
            Assert.Equal(value, Assert.Single(read));
        }
    }

    /// <summary>The suite writes addresses and bytes in hexadecimal or as text, whatever fits the type.</summary>
    private static AbiValue ToValue(JsonElement element, AbiType type) => type.Kind switch
    {
        AbiKind.Array => AbiValue.List(element.EnumerateArray().Select(item => ToValue(item, type.Element!))),
        AbiKind.Address => Vectors.Address(element.GetString()!),
        AbiKind.FixedBytes or AbiKind.Bytes => Encoding.ASCII.GetBytes(element.GetString()!),
        _ => element.GetUInt64(),
    };

    private static AbiValue FromVerbose(JsonElement verbose)
    {
        JsonElement value = verbose.GetProperty("value");
        return verbose.Text("type") switch
        {
            "array" or "object" => AbiValue.List(value.EnumerateArray().Select(FromVerbose)),
            "number" => FromDecimal(value.GetString()!),
            "hexstring" => Vectors.Bytes(value.GetString()!),
            "string" => value.GetString()!,
            "boolean" => value.GetBoolean(),
            "address" => Vectors.Address(value.GetString()!),
            string other => throw new InvalidDataException(other),
        };
    }

    private static Word FromDecimal(string text)
    {
        BigInteger number = BigInteger.Parse(text, CultureInfo.InvariantCulture);
        return Word.ReadShortBigEndian((number.Sign < 0 ? number + (BigInteger.One << 256) : number).ToByteArray(isUnsigned: true, isBigEndian: true));
    }
}
