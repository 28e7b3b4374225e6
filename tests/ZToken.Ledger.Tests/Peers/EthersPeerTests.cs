using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Testing;

namespace ZToken.Ledger.Tests;

/// <summary>ethers signs and encodes what we do, and reads what we wrote: one process for all cases.</summary>
public sealed class EthersPeerTests : IDisposable
{
    private const int TransactionCount = 200;
    private const int CallCount = 500;

    private static readonly Gen<Word> Words = Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[64, 240]).Select((high, low, shift) => new Word(high, low, high, low) >> shift);

    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-ethers-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Transactions_calls_and_keystores_pass_between_us_and_ethers()
    {
        string library = Requires.Peer("ethers/lib.commonjs/index.js");
        (Transaction Content, Secp256k1PrivateKey Key)[] transactions = Transactions.Array[TransactionCount].Single();
        SignedTransaction[] signed = [.. transactions.Select(row => row.Content.Sign(row.Key))];
        (AbiType[] Types, AbiValue[] Values)[] calls = AbiSamples.Calls.Array[CallCount].Single();
        string[] signatures = [.. calls.Select((call, i) => new AbiFunction("f" + i, call.Types).Signature)];
        (byte[] File, Secp256k1PrivateKey Key)[] keystores =
            [.. transactions.Take(3).Select(row => (KeystoreV3.Seal(row.Key, "naïve"u8, KeystoreCost.Light, RandomSource.System), row.Key))];

        JsonElement answers = Ask(library, new JsonObject
        {
            ["transactions"] = ToArray(transactions.Zip(signed), pair => new JsonObject
            {
                ["fields"] = Fields(pair.First.Content),
                ["key"] = HexOf(pair.First.Key),
                ["signed"] = Hex.ToPrefixed(pair.Second.Encoded.Span),
            }),
            ["abi"] = ToArray(calls, call => new JsonObject
            {
                ["types"] = ToArray(call.Types, type => JsonValue.Create(type.ToString())),
                ["values"] = ToArray(call.Types.Zip(call.Values), pair => ToJson(pair.First, pair.Second)),
                ["encoded"] = Hex.ToPrefixed(AbiEncoder.Encode(call.Types, call.Values)),
            }),
            ["signatures"] = ToArray(signatures, signature => JsonValue.Create(signature)),
            ["keystores"] = ToArray(keystores, row => new JsonObject { ["file"] = Encoding.UTF8.GetString(row.File), ["password"] = "naïve", ["key"] = HexOf(row.Key) }),
        });

        Assert.All(answers.GetProperty("transactions").EnumerateArray().Zip(signed), pair =>
        {
            string encoded = Hex.ToPrefixed(pair.Second.Encoded.Span);
            Assert.Equal(encoded, pair.First.Text("signed"));
            Assert.Equal(encoded, pair.First.Text("again"));
            Assert.Equal(pair.Second.Hash.ToString(), pair.First.Text("hash"));
            Assert.Equal(pair.Second.Content.SigningHash.ToString(), pair.First.Text("signingHash"));
            Assert.True(pair.Second.TryGetSender(out Address sender));
            Assert.Equal(sender.ToString(), pair.First.Text("from"));
        });
        Assert.All(answers.GetProperty("abi").EnumerateArray().Zip(calls), pair =>
        {
            Assert.Equal(Hex.ToPrefixed(AbiEncoder.Encode(pair.Second.Types, pair.Second.Values)), pair.First.Text("encoded"));
            Assert.Equal(pair.First.Text("encoded"), pair.First.Text("again"));
        });
        Assert.All(answers.GetProperty("signatures").EnumerateArray().Zip(calls.Zip(Enumerable.Range(0, calls.Length))), pair =>
            Assert.StartsWith(Hex.ToPrefixed(new AbiFunction("f" + pair.Second.Second, pair.Second.First.Types).Selector), pair.First.GetString(), StringComparison.Ordinal));
        Assert.Equal(keystores.Select(row => HexOf(row.Key)), answers.GetProperty("keystores").EnumerateArray().Select(key => key.GetString()));
        Assert.All(answers.GetProperty("sealed").EnumerateArray().Zip(keystores), pair =>
        {
            Assert.Equal(KeystoreRefusal.None, KeystoreV3.Open(Encoding.UTF8.GetBytes(pair.First.GetString()!), "naïve"u8, out Secp256k1PrivateKey? key));
            Assert.Equal(HexOf(pair.Second.Key), HexOf(key!));
        });
        Assert.Equal((TransactionCount, CallCount), (answers.GetProperty("transactions").GetArrayLength(), answers.GetProperty("abi").GetArrayLength()));
    }

    private static Gen<(Transaction Content, Secp256k1PrivateKey Key)> Transactions { get; } =
        Gen.Select(Gen.Enum<TransactionType>(), Gen.Select(Words, Words, Words), Gen.Select(Gen.ULong[1, long.MaxValue], Gen.Byte.Array[0, 80], Gen.Byte.Array[32], Gen.Int[0, 3])).Select((type, words, rest) =>
        {
            (Word a, Word b, Word c) = words;
            (ulong number, byte[] data, byte[] seed, int entries) = rest;
            bool hasTwoFees = type is TransactionType.DynamicFee or TransactionType.Blob;
            seed[0] = 1;
            Assert.True(Secp256k1PrivateKey.TryRead(seed, out Secp256k1PrivateKey? key));
            return (new Transaction
            {
                Type = type,
                ChainId = type == TransactionType.Legacy && entries == 0 ? null : (number >> 32) + 1,
                Nonce = number >> 40,
                MaxFeePerGas = a + b,
                MaxPriorityFeePerGas = hasTwoFees ? a : a + b,
                GasLimit = number >> 20,
                To = type != TransactionType.Blob && entries == 1 ? null : Address.FromWord(c * a),
                Value = c,
                Data = data,
                AccessList = type == TransactionType.Legacy ? [] : [.. Enumerable.Range(0, entries).Select(i => new AccessListEntry(Address.FromWord(b), [.. Enumerable.Repeat(c, i)]))],
                MaxFeePerBlobGas = type == TransactionType.Blob ? b : default,
                BlobHashes = type == TransactionType.Blob ? [.. Enumerable.Range(0, entries + 1).Select(i => Hash256.FromWord((Word.One << 248) + (ulong)i))] : [],
            }, key);
        });

    private JsonElement Ask(string library, JsonObject cases)
    {
        string input = Path.Combine(folder, "cases.json"), output = Path.Combine(folder, "answers.json");
        File.WriteAllText(input, cases.ToJsonString());
        string script = Path.Combine(Requires.RepositoryRoot, "tests", "ZToken.Ledger.Tests", "Peers", "ethers.mjs");
        (int exitCode, string text) = Requires.Run("node", script, library, input, output);
        Assert.True(exitCode == 0, text);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(output));
        return document.RootElement.Clone();
    }

    private static JsonObject Fields(Transaction t)
    {
        bool hasTwoFees = t.Type is TransactionType.DynamicFee or TransactionType.Blob;
        JsonObject fields = new()
        {
            ["type"] = (int)t.Type,
            ["nonce"] = t.Nonce,
            ["gasLimit"] = new Word(t.GasLimit).ToString(),
            ["value"] = t.Value.ToString(),
            ["data"] = Hex.ToPrefixed(t.Data.Span),
            ["to"] = t.To?.ToString(),
            ["chainId"] = new Word(t.ChainId ?? 0).ToString(),
            [hasTwoFees ? "maxFeePerGas" : "gasPrice"] = t.MaxFeePerGas.ToString(),
        };
        if (hasTwoFees)
        {
            fields["maxPriorityFeePerGas"] = t.MaxPriorityFeePerGas.ToString();
        }

        if (t.Type != TransactionType.Legacy)
        {
            fields["accessList"] = ToArray(t.AccessList, entry => new JsonObject
            {
                ["address"] = entry.Address.ToString(),
                ["storageKeys"] = ToArray(entry.StorageKeys, key => JsonValue.Create(Hash256.FromWord(key).ToString())),
            });
        }

        if (t.Type == TransactionType.Blob)
        {
            fields["maxFeePerBlobGas"] = t.MaxFeePerBlobGas.ToString();
            fields["blobVersionedHashes"] = ToArray(t.BlobHashes, hash => JsonValue.Create(hash.ToString()));
        }

        return fields;
    }

    private static JsonNode? ToJson(AbiType type, AbiValue value) => type.Kind switch
    {
        AbiKind.Array => ToArray(value.Items, item => ToJson(type.Element!, item)),
        AbiKind.Tuple => ToArray(type.Components.Zip(value.Items), pair => ToJson(pair.First, pair.Second)),
        AbiKind.Bytes or AbiKind.FixedBytes => Hex.ToPrefixed(value.Bytes.Span),
        AbiKind.String => value.Text,
        AbiKind.Boolean => value.Boolean,
        AbiKind.Address => value.Address.ToString(),
        AbiKind.Signed => new BigInteger(value.Word.ToBytes(), isUnsigned: false, isBigEndian: true).ToString(CultureInfo.InvariantCulture),
        _ => value.Word.ToString(),
    };

    private static JsonArray ToArray<T>(IEnumerable<T> items, Func<T, JsonNode?> toJson) => [.. items.Select(toJson)];

    private static string HexOf(Secp256k1PrivateKey key)
    {
        byte[] bytes = new byte[Secp256k1PrivateKey.SizeInBytes];
        key.WriteTo(bytes);
        return Hex.ToPrefixed(bytes);
    }
}
