using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Blocks, transactions and receipts; null where there is none.</summary>
internal sealed class BlockMethods(LocalChain node)
{
    private readonly Chain chain = node.Chain;

    public IEnumerable<(string Name, int MostParameters, RpcMethod Method)> All =>
    [
        ("eth_blockNumber", 0, (_, json) => json.WriteQuantityValue(chain.Head.Number)),
        ("eth_getBlockByNumber", 2, (parameters, json) => WriteBlock(parameters, ByNumber(parameters), json)),
        ("eth_getBlockByHash", 2, (parameters, json) => WriteBlock(parameters, ByHash(parameters), json)),
        ("eth_getBlockTransactionCountByNumber", 1, (parameters, json) => WriteCount(ByNumber(parameters)?.Block.Transactions.Count, json)),
        ("eth_getBlockTransactionCountByHash", 1, (parameters, json) => WriteCount(ByHash(parameters)?.Block.Transactions.Count, json)),
        ("eth_getUncleCountByBlockNumber", 1, (parameters, json) => WriteCount(ByNumber(parameters)?.Block.Ommers.Count, json)),
        ("eth_getUncleCountByBlockHash", 1, (parameters, json) => WriteCount(ByHash(parameters)?.Block.Ommers.Count, json)),
        ("eth_getTransactionByHash", 1, GetTransactionByHash),
        ("eth_getTransactionByBlockNumberAndIndex", 2, (parameters, json) => WriteTransaction(parameters, ByNumber(parameters), json)),
        ("eth_getTransactionByBlockHashAndIndex", 2, (parameters, json) => WriteTransaction(parameters, ByHash(parameters), json)),
        ("eth_getTransactionReceipt", 1, GetTransactionReceipt),
        ("eth_getBlockReceipts", 1, GetBlockReceipts),
    ];

    private CommittedBlock? ByHash(RpcParameters parameters) => chain.Find(parameters.Hash(0, "block hash"));

    private CommittedBlock? ByNumber(RpcParameters parameters)
    {
        BlockReference block = parameters.RequiredBlock(0);
        return block.Hash is null ? block.FindIn(chain) : throw RpcFault.Parameter(RpcParameters.What(0, "block"), "expected a number or a tag, got a hash");
    }

    private static void WriteBlock(RpcParameters parameters, CommittedBlock? block, Utf8JsonWriter json)
    {
        bool withTransactions = parameters.Optional(1) is JsonElement flag && JsonInput.ToBoolean(flag, RpcParameters.What(1, "hydrated transactions"));
        if (block is null)
        {
            json.WriteNullValue();
        }
        else
        {
            BlockJson.Write(json, block, withTransactions);
        }
    }

    private static void WriteCount(int? count, Utf8JsonWriter json)
    {
        if (count is int some)
        {
            json.WriteQuantityValue((ulong)some);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteTransaction(RpcParameters parameters, CommittedBlock? block, Utf8JsonWriter json)
    {
        ulong index = parameters.Number(1, "transaction index");
        if (block is null || index >= (ulong)block.Block.Transactions.Count)
        {
            json.WriteNullValue();
        }
        else
        {
            TransactionJson.Write(json, block.ReceiptOf((int)index));
        }
    }

    private void GetTransactionByHash(RpcParameters parameters, Utf8JsonWriter json)
    {
        Hash256 hash = parameters.Hash(0, "transaction hash");

        // The pool first: a transaction that leaves it for a block in between is found in the chain.
        SignedTransaction? waiting = node.Pool.Find(hash);
        if (chain.FindTransaction(hash) is TransactionReceipt placed)
        {
            TransactionJson.Write(json, placed);
        }
        else if (waiting is not null && waiting.TryGetSender(out Address sender))
        {
            TransactionJson.WriteWaiting(json, waiting, sender);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private void GetTransactionReceipt(RpcParameters parameters, Utf8JsonWriter json)
    {
        if (chain.FindTransaction(parameters.Hash(0, "transaction hash")) is TransactionReceipt placed)
        {
            ReceiptJson.Write(json, placed, placed.FirstLogIndex);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private void GetBlockReceipts(RpcParameters parameters, Utf8JsonWriter json)
    {
        if (parameters.RequiredBlock(0).FindIn(chain) is CommittedBlock block)
        {
            ReceiptJson.WriteAll(json, block);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
