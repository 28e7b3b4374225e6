using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZToken.Crypto;

namespace ZToken.Ledger.Tests;

/// <summary>The cases of ethers: each transaction in each form that it can take, unsigned and signed.</summary>
public sealed class EthersTransactionTests
{
    private static readonly (string Name, TransactionType Type, bool WithChain)[] Forms =
    [
        ("Legacy", TransactionType.Legacy, false),
        ("Eip155", TransactionType.Legacy, true),
        ("Berlin", TransactionType.AccessList, true),
        ("London", TransactionType.DynamicFee, true),
        ("Cancun", TransactionType.Blob, true),
    ];

    /// <summary>Every tenth case is signed and every tenth sender recovered: a curve operation costs BouncyCastle most of a millisecond.</summary>
    private const int CurveStride = 10;

    [Fact]
    public void Transactions_are_encoded_decoded_signed_and_recovered()
    {
        JsonElement[] cases = [.. Vectors.Read("ethers-testcases/transactions.json.gz").EnumerateArray()];
        Assert.Equal(3200, cases.Length);
        int seen = 0;
        for (int i = 0; i < cases.Length; i++)
        {
            foreach ((string name, TransactionType type, bool withChain) in Forms.Where(form => cases[i].Text("signed" + form.Name).Length > 0))
            {
                Transaction transaction = Read(cases[i].GetProperty("transaction"), type, withChain);
                AssertForm(cases[i], name, transaction, i % CurveStride == 0);
                seen++;
            }
        }

        Assert.Equal((3 * 3200) + (2 * 1664), seen);
    }

    private static void AssertForm(JsonElement row, string name, Transaction transaction, bool withCurve)
    {
        byte[] signed = row.Bytes("signed" + name);
        Assert.Equal(row.Bytes("unsigned" + name), transaction.EncodeUnsigned());
        Assert.Equal(TransactionRefusal.None, SignedTransaction.Read(signed, out SignedTransaction? read));
        Assert.Equal(transaction.EncodeUnsigned(), read!.Content.EncodeUnsigned());
        Assert.Equal(transaction.ChainId, read.Content.ChainId);
        Assert.Equal(signed, new SignedTransaction(read.Content, read.Signature).Encoded.ToArray());
        Assert.Equal(Hash256.Of(signed), read.Hash);
        byte[] rs = new byte[64];
        read.Signature.WriteTo(rs);
        JsonElement signature = row.GetProperty("signature" + name);
        Assert.Equal([.. signature.Bytes("r"), .. signature.Bytes("s")], rs);
        if (withCurve)
        {
            Assert.True(Secp256k1PrivateKey.TryRead(row.Bytes("privateKey"), out Secp256k1PrivateKey? key));
            using (key)
            {
                Assert.Equal(signed, transaction.Sign(key).Encoded.ToArray());
                Assert.True(read.TryGetSender(out Address sender));
                Assert.Equal(Address.Of(key.PublicKey), sender);
            }
        }
    }

    private static Transaction Read(JsonElement row, TransactionType type, bool withChain)
    {
        bool hasTwoFees = type is TransactionType.DynamicFee or TransactionType.Blob;
        Word price = Number(row, hasTwoFees ? "maxFeePerGas" : "gasPrice");
        return new Transaction
        {
            Type = type,
            ChainId = withChain ? Number(row, "chainId").Low64 : null,
            Nonce = Number(row, "nonce").Low64,
            MaxFeePerGas = price,
            MaxPriorityFeePerGas = hasTwoFees ? Number(row, "maxPriorityFeePerGas") : price,
            GasLimit = Number(row, "gasLimit").Low64,
            To = row.TryGetProperty("to", out JsonElement to) && to.ValueKind == JsonValueKind.String ? Vectors.Address(to.GetString()!) : null,
            Value = Number(row, "value"),
            Data = row.TryGetProperty("data", out JsonElement data) ? Vectors.Bytes(data.GetString()!) : [],
            AccessList = type == TransactionType.Legacy || !row.TryGetProperty("accessList", out JsonElement list) ? [] : [.. list.EnumerateArray().Select(ReadEntry)],
            MaxFeePerBlobGas = type == TransactionType.Blob ? Number(row, "maxFeePerBlobGas") : default,
            BlobHashes = type == TransactionType.Blob && row.TryGetProperty("blobVersionedHashes", out JsonElement hashes) ? [.. hashes.EnumerateArray().Select(hash => Vectors.Hash(hash.GetString()!))] : [],
        };
    }

    private static AccessListEntry ReadEntry(JsonElement entry) => new(
        Vectors.Address(entry.Text("address")), [.. entry.GetProperty("storageKeys").EnumerateArray().Select(key => Vectors.Hash(key.GetString()!).ToWord())]);

    private static Word Number(JsonElement row, string name)
    {
        if (!row.TryGetProperty(name, out JsonElement element))
        {
            return Word.Zero;
        }

        string text = element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.GetString()!;
        BigInteger value = text.StartsWith("0x", StringComparison.Ordinal)
            ? BigInteger.Parse("0" + text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : BigInteger.Parse(text, CultureInfo.InvariantCulture);
        return Word.ReadShortBigEndian(value.ToByteArray(isUnsigned: true, isBigEndian: true));
    }
}
