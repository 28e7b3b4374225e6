using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Logs by query, and filters that are asked again and again. A committed block stays, so that nothing is ever taken back.</summary>
internal sealed class LogMethods : IDisposable
{
    private const ulong MostHashes = 10_000;

    private readonly LocalChain node;
    private readonly Chain chain;
    private readonly LogSearch search;
    private readonly FilterTable filters;
    private readonly RecentTransactions recent = new();

    public LogMethods(LocalChain node, RpcLimits limits, TimeProvider time)
    {
        this.node = node;
        chain = node.Chain;
        search = new LogSearch(chain, limits);
        filters = new FilterTable(limits, time);
        node.Pool.Added += recent.Add;
    }

    public IEnumerable<(string Name, int MostParameters, RpcMethod Method)> All =>
    [
        ("eth_getLogs", 1, GetLogs),
        ("eth_newFilter", 1, NewFilter),
        ("eth_newBlockFilter", 0, (_, json) => Add(new Filter(FilterKind.Blocks, null, 0, null) { Next = chain.Head.Number + 1 }, json)),
        ("eth_newPendingTransactionFilter", 1, NewPendingFilter),
        ("eth_getFilterChanges", 1, GetFilterChanges),
        ("eth_getFilterLogs", 1, GetFilterLogs),
        ("eth_uninstallFilter", 1, (parameters, json) => json.WriteBooleanValue(filters.Remove(Id(parameters)))),
    ];

    public void Dispose() => node.Pool.Added -= recent.Add;

    private void GetLogs(RpcParameters parameters, Utf8JsonWriter json)
    {
        string what = RpcParameters.What(0, "filter");
        JsonElement filter = parameters.Required(0, "filter");
        JsonInput.RequireObject(filter, what);
        LogCriteria criteria = LogCriteria.Read(filter, what);
        if (JsonInput.Field(filter, "blockHash") is JsonElement hash)
        {
            if (JsonInput.Field(filter, "fromBlock") is not null || JsonInput.Field(filter, "toBlock") is not null)
            {
                throw RpcFault.Parameter(what, "cannot specify both blockHash and fromBlock/toBlock, choose one or the other");
            }

            Hash256 named = JsonInput.ToHash(hash, what + ".blockHash");
            search.Write(criteria, chain.Find(named) ?? throw new RpcFault(RpcErrorCode.NotFound, $"block {named} not found"), json);
            return;
        }

        ulong head = chain.Head.Number;
        ulong first = Bound(filter, "fromBlock", what) ?? head, last = Bound(filter, "toBlock", what) ?? head;
        if (first > last)
        {
            throw new RpcFault(RpcErrorCode.InvalidParameters, $"invalid block range params: from {first} to {last}");
        }

        if (last > head)
        {
            throw new RpcFault(RpcErrorCode.InvalidParameters, $"block range extends beyond current head block: {last}, the head is {head}");
        }

        search.Write(criteria, first, last, json, parameters.Cancellation);
    }

    /// <summary>An end of a range of blocks; null for the head.</summary>
    private static ulong? Bound(JsonElement filter, string name, string what)
    {
        if (JsonInput.Field(filter, name) is not JsonElement value)
        {
            return null;
        }

        BlockReference block = BlockReference.Read(value, $"{what}.{name}");
        return block.Hash is null ? block.Number : throw RpcFault.Parameter($"{what}.{name}", "expected a number or a tag, got a hash");
    }

    private void NewFilter(RpcParameters parameters, Utf8JsonWriter json)
    {
        string what = RpcParameters.What(0, "filter");
        JsonElement filter = parameters.Required(0, "filter");
        JsonInput.RequireObject(filter, what);
        if (JsonInput.Field(filter, "blockHash") is not null)
        {
            throw RpcFault.Parameter(what, "a filter follows new blocks: blockHash is for eth_getLogs");
        }

        LogCriteria criteria = LogCriteria.Read(filter, what);
        ulong head = chain.Head.Number;
        ulong? first = Bound(filter, "fromBlock", what), last = Bound(filter, "toBlock", what);
        if (first > last)
        {
            throw new RpcFault(RpcErrorCode.InvalidParameters, $"invalid block range params: from {first} to {last}");
        }

        Add(new Filter(FilterKind.Logs, criteria, first ?? head, last) { Next = Math.Max(first ?? 0, head + 1) }, json);
    }

    private void NewPendingFilter(RpcParameters parameters, Utf8JsonWriter json)
    {
        if (parameters.Optional(0) is JsonElement hydrated && JsonInput.ToBoolean(hydrated, RpcParameters.What(0, "full transactions")))
        {
            throw RpcFault.Parameter(RpcParameters.What(0, "full transactions"), "only hashes are given");
        }

        Add(new Filter(FilterKind.PendingTransactions, null, 0, null) { Next = recent.Next }, json);
    }

    private void Add(Filter filter, Utf8JsonWriter json) => json.WriteQuantityValue(filters.Add(filter));

    private static Word Id(RpcParameters parameters) => JsonInput.ToQuantity(parameters.Required(0, "filter identifier"), RpcParameters.What(0, "filter identifier"));

    private Filter Find(RpcParameters parameters) =>
        filters.TryFind(Id(parameters), out Filter? filter) ? filter : throw new RpcFault(RpcErrorCode.Server, "filter not found: it has ended, or nobody asked for it in time");

    private void GetFilterChanges(RpcParameters parameters, Utf8JsonWriter json)
    {
        Filter filter = Find(parameters);

        // One at a time for a filter, so that nothing is told twice.
        lock (filter)
        {
            if (filter.Kind == FilterKind.PendingTransactions)
            {
                (Hash256[] hashes, filter.Next) = recent.From(filter.Next);
                WriteHashes(hashes, json);
                return;
            }

            ulong first = filter.Next, last = Math.Min(chain.Head.Number, filter.Last ?? ulong.MaxValue);
            if (first > last)
            {
                WriteHashes([], json);
                return;
            }

            if (filter.Kind == FilterKind.Logs)
            {
                // Whoever was away for long gets the rest with the next call.
                filter.Next = search.WriteSome(filter.Criteria!, first, last, json, parameters.Cancellation);
            }
            else
            {
                last = Math.Min(last, first + MostHashes - 1);
                WriteHashes(Enumerable.Range(0, (int)(last - first + 1)).Select(i => chain.HashOf(first + (ulong)i)!.Value), json);
                filter.Next = last + 1;
            }
        }
    }

    private void GetFilterLogs(RpcParameters parameters, Utf8JsonWriter json)
    {
        Filter filter = Find(parameters);
        if (filter.Kind != FilterKind.Logs)
        {
            throw new RpcFault(RpcErrorCode.Server, "this filter does not follow logs");
        }

        ulong last = Math.Min(chain.Head.Number, filter.Last ?? ulong.MaxValue);
        if (filter.First > last)
        {
            WriteHashes([], json);
        }
        else
        {
            search.Write(filter.Criteria!, filter.First, last, json, parameters.Cancellation);
        }
    }

    private static void WriteHashes(IEnumerable<Hash256> hashes, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (Hash256 hash in hashes)
        {
            json.WriteHashValue(hash);
        }

        json.WriteEndArray();
    }
}
