using System.Buffers.Binary;
using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Blocks as eth_getBlockBy* answers them; a field that came with a fork is there from that fork on.</summary>
internal static class BlockJson
{
    /// <summary>Writes a block, with its transactions or with their hashes.</summary>
    public static void Write(Utf8JsonWriter json, CommittedBlock block, bool withTransactions)
    {
        json.WriteStartObject();
        WriteHeaderFields(json, block.Header, block.Hash);
        json.WriteQuantity("size", (ulong)block.SizeInBytes);
        json.WriteStartArray("transactions");
        for (int i = 0; i < block.Block.Transactions.Count; i++)
        {
            if (withTransactions)
            {
                TransactionJson.Write(json, block.ReceiptOf(i));
            }
            else
            {
                json.WriteHashValue(block.Block.Transactions[i].Hash);
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("uncles");
        foreach (BlockHeader ommer in block.Block.Ommers)
        {
            json.WriteHashValue(ommer.ComputeHash());
        }

        json.WriteEndArray();
        WriteWithdrawals(json, block.Block.Withdrawals);
        json.WriteEndObject();
    }

    /// <summary>Writes a header alone, as subscribers to new heads get it.</summary>
    public static void WriteHead(Utf8JsonWriter json, BlockHeader header, in Hash256 hash)
    {
        json.WriteStartObject();
        WriteHeaderFields(json, header, hash);
        json.WriteEndObject();
    }

    private static void WriteHeaderFields(Utf8JsonWriter json, BlockHeader header, in Hash256 hash)
    {
        Span<byte> nonce = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, header.Nonce);
        json.WriteHash("hash", hash);
        json.WriteHash("parentHash", header.ParentHash);
        json.WriteHash("sha3Uncles", header.OmmersHash);
        json.WriteAddress("miner", header.Beneficiary);
        json.WriteHash("stateRoot", header.StateRoot);
        json.WriteHash("transactionsRoot", header.TransactionsRoot);
        json.WriteHash("receiptsRoot", header.ReceiptsRoot);
        json.WriteData("logsBloom", header.LogsBloom.AsSpan());
        json.WriteQuantity("difficulty", header.Difficulty);
        json.WriteQuantity("number", header.Number);
        json.WriteQuantity("gasLimit", header.GasLimit);
        json.WriteQuantity("gasUsed", header.GasUsed);
        json.WriteQuantity("timestamp", header.Timestamp);
        json.WriteData("extraData", header.ExtraData.Span);
        json.WriteHash("mixHash", header.PrevRandao);
        json.WriteData("nonce", nonce);
        WriteForkFields(json, header);
    }

    private static void WriteForkFields(Utf8JsonWriter json, BlockHeader header)
    {
        if (header.BaseFeePerGas is Word baseFee)
        {
            json.WriteQuantity("baseFeePerGas", baseFee);
        }

        if (header.WithdrawalsRoot is Hash256 withdrawalsRoot)
        {
            json.WriteHash("withdrawalsRoot", withdrawalsRoot);
        }

        if (header.BlobGasUsed is ulong blobGasUsed)
        {
            json.WriteQuantity("blobGasUsed", blobGasUsed);
        }

        if (header.ExcessBlobGas is ulong excessBlobGas)
        {
            json.WriteQuantity("excessBlobGas", excessBlobGas);
        }

        if (header.ParentBeaconBlockRoot is Hash256 beaconRoot)
        {
            json.WriteHash("parentBeaconBlockRoot", beaconRoot);
        }

        if (header.RequestsHash is Hash256 requestsHash)
        {
            json.WriteHash("requestsHash", requestsHash);
        }
    }

    private static void WriteWithdrawals(Utf8JsonWriter json, IReadOnlyList<Withdrawal>? withdrawals)
    {
        if (withdrawals is null)
        {
            return;
        }

        json.WriteStartArray("withdrawals");
        foreach (Withdrawal withdrawal in withdrawals)
        {
            json.WriteStartObject();
            json.WriteQuantity("index", withdrawal.Index);
            json.WriteQuantity("validatorIndex", withdrawal.Validator);
            json.WriteAddress("address", withdrawal.Address);
            json.WriteQuantity("amount", withdrawal.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
