using System.Text.Json;
using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Transactions as eth_getTransactionBy* answers them, in a block or waiting for one.</summary>
internal static class TransactionJson
{
    /// <summary>Writes a transaction of a block.</summary>
    public static void Write(Utf8JsonWriter json, TransactionReceipt placed) => Write(json, placed.Transaction, placed.Sender, placed);

    /// <summary>Writes a transaction that is in no block yet.</summary>
    public static void WriteWaiting(Utf8JsonWriter json, SignedTransaction transaction, in Address sender) => Write(json, transaction, sender, null);

    private static void Write(Utf8JsonWriter json, SignedTransaction transaction, in Address sender, TransactionReceipt? placed)
    {
        Transaction content = transaction.Content;
        json.WriteStartObject();
        WritePlace(json, placed);
        json.WriteAddress("from", sender);
        json.WriteQuantity("gas", content.GasLimit);

        // Once it is in a block, the price is what was paid.
        json.WriteQuantity("gasPrice", placed?.EffectiveGasPrice ?? content.MaxFeePerGas);
        if (content.Type is TransactionType.DynamicFee or TransactionType.Blob)
        {
            json.WriteQuantity("maxFeePerGas", content.MaxFeePerGas);
            json.WriteQuantity("maxPriorityFeePerGas", content.MaxPriorityFeePerGas);
        }

        json.WriteHash("hash", transaction.Hash);
        json.WriteData("input", content.Data.Span);
        json.WriteQuantity("nonce", content.Nonce);
        json.WriteAddress("to", content.To);
        json.WriteQuantity("value", content.Value);
        json.WriteQuantity("type", (ulong)content.Type);
        WriteTyped(json, content);
        if (content.ChainId is ulong chainId)
        {
            json.WriteQuantity("chainId", chainId);
        }

        WriteSignature(json, transaction);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, TransactionReceipt? placed)
    {
        if (placed is null)
        {
            json.WriteNull("blockHash");
            json.WriteNull("blockNumber");
            json.WriteNull("blockTimestamp");
            json.WriteNull("transactionIndex");
            return;
        }

        json.WriteHash("blockHash", placed.Block.Hash);
        json.WriteQuantity("blockNumber", placed.Block.Number);
        json.WriteQuantity("blockTimestamp", placed.Block.Header.Timestamp);
        json.WriteQuantity("transactionIndex", (ulong)placed.Index);
    }

    private static void WriteTyped(Utf8JsonWriter json, Transaction content)
    {
        if (content.Type == TransactionType.Legacy)
        {
            return;
        }

        json.WriteStartArray("accessList");
        foreach (AccessListEntry entry in content.AccessList)
        {
            json.WriteStartObject();
            json.WriteAddress("address", entry.Address);
            json.WriteStartArray("storageKeys");
            foreach (Word key in entry.StorageKeys)
            {
                json.WriteHashValue(Hash256.FromWord(key));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (content.Type == TransactionType.Blob)
        {
            json.WriteQuantity("maxFeePerBlobGas", content.MaxFeePerBlobGas);
            json.WriteStartArray("blobVersionedHashes");
            foreach (Hash256 hash in content.BlobHashes)
            {
                json.WriteHashValue(hash);
            }

            json.WriteEndArray();
        }
    }

    private static void WriteSignature(Utf8JsonWriter json, SignedTransaction transaction)
    {
        const ulong PlainV = 27, ChainV = 35;
        Transaction content = transaction.Content;
        Span<byte> rs = stackalloc byte[Secp256k1Signature.SizeInBytes];
        transaction.Signature.WriteTo(rs);
        ulong parity = (ulong)transaction.Signature.RecoveryId;
        Word v = content.Type != TransactionType.Legacy ? parity
            : content.ChainId is ulong chainId ? new Word(chainId) + chainId + (ChainV + parity)
            : PlainV + parity;
        json.WriteQuantity("v", v);
        json.WriteQuantity("r", Word.ReadBigEndian(rs[..32]));
        json.WriteQuantity("s", Word.ReadBigEndian(rs[32..]));
        if (content.Type != TransactionType.Legacy)
        {
            json.WriteQuantity("yParity", parity);
        }
    }
}
