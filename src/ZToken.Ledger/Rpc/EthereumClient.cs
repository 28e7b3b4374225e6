using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZToken.Ledger;

/// <summary>Asks a node over JSON-RPC (Ethereum's execution API). Any number of calls may run at once.</summary>
/// <remarks>
/// A node may lie: headers are hashed and compared here, a sent transaction's hash too; balances, storage and logs are the node's word unless
/// <see cref="GetProofAsync"/> proves them under a header that is trusted. Every call throws <see cref="RpcException"/> for a node's error,
/// <see cref="InvalidDataException"/> for an answer that is none, <see cref="HttpRequestException"/> where the node is not reached.
/// </remarks>
public sealed class EthereumClient
{
    /// <summary>The longest answer that is read.</summary>
    public const int LongestAnswer = 64 << 20;

    private readonly HttpClient http;
    private readonly Uri endpoint;
    private long lastId;

    /// <summary>Makes a client; the caller keeps the HTTP client, with its time limit.</summary>
    public EthereumClient(HttpClient http, Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(endpoint);
        this.http = http;
        this.endpoint = endpoint;
    }

    /// <summary>The number of the chain.</summary>
    public Task<ulong> GetChainIdAsync(CancellationToken cancellationToken = default) =>
        InvokeAsync("eth_chainId", [], RpcAnswer.ToNumber, cancellationToken);

    /// <summary>The height of the latest block.</summary>
    public Task<ulong> GetBlockNumberAsync(CancellationToken cancellationToken = default) =>
        InvokeAsync("eth_blockNumber", [], RpcAnswer.ToNumber, cancellationToken);

    /// <summary>A price of gas at which a transaction will be taken, in wei.</summary>
    public Task<Word> GetGasPriceAsync(CancellationToken cancellationToken = default) =>
        InvokeAsync("eth_gasPrice", [], RpcAnswer.ToQuantity, cancellationToken);

    /// <summary>A header, whose hash has been checked; null where there is no such block.</summary>
    public Task<BlockHeader?> GetHeaderAsync(BlockTag block, CancellationToken cancellationToken = default) =>
        InvokeAsync(block.ToString().Length == LengthOfHash ? "eth_getBlockByHash" : "eth_getBlockByNumber", [block.ToString(), false], RpcAnswer.ToHeader, cancellationToken);

    /// <summary>What an account has, in wei.</summary>
    public Task<Word> GetBalanceAsync(Address address, BlockTag block = default, CancellationToken cancellationToken = default) =>
        InvokeAsync("eth_getBalance", [Text(address), block.ToString()], RpcAnswer.ToQuantity, cancellationToken);

    /// <summary>How many transactions an account has sent; with <see cref="BlockTag.Pending"/> the next one's nonce.</summary>
    public Task<ulong> GetNonceAsync(Address address, BlockTag block = default, CancellationToken cancellationToken = default) =>
        InvokeAsync("eth_getTransactionCount", [Text(address), block.ToString()], RpcAnswer.ToNumber, cancellationToken);

    /// <summary>A contract's code.</summary>
    public Task<byte[]> GetCodeAsync(Address address, BlockTag block = default, CancellationToken cancellationToken = default) =>
        InvokeAsync("eth_getCode", [Text(address), block.ToString()], RpcAnswer.ToBytes, cancellationToken);

    /// <summary>A slot of a contract's storage.</summary>
    public Task<Word> GetStorageAsync(Address address, Word slot, BlockTag block = default, CancellationToken cancellationToken = default) =>
        InvokeAsync("eth_getStorageAt", [Text(address), Text(slot), block.ToString()], answer => RpcAnswer.ToHash(answer).ToWord(), cancellationToken);

    /// <summary>An account and slots of its storage with proofs; the caller checks them by <see cref="AccountProof.HoldsUnder"/>.</summary>
    public Task<AccountProof> GetProofAsync(Address address, IReadOnlyList<Word> slots, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(slots);
        JsonArray keys = [.. slots.Select(slot => JsonValue.Create(Text(slot)))];
        return InvokeAsync("eth_getProof", [Text(address), keys, block.ToString()], answer => RpcAnswer.ToProof(answer, slots), cancellationToken);
    }

    /// <summary>What a call would return.</summary>
    public Task<byte[]> CallAsync(RpcCall call, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return InvokeAsync("eth_call", [call.ToJson(), block.ToString()], RpcAnswer.ToBytes, cancellationToken);
    }

    /// <summary>The gas that a call would need, in the block that the node thinks best: with most the latest.</summary>
    public Task<ulong> EstimateGasAsync(RpcCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return InvokeAsync("eth_estimateGas", [call.ToJson()], RpcAnswer.ToNumber, cancellationToken);
    }

    /// <summary>The gas that a call would need in some block; <see cref="BlockTag.Pending"/> is what a transaction meets that is sent now.</summary>
    public Task<ulong> EstimateGasAsync(RpcCall call, BlockTag block, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return InvokeAsync("eth_estimateGas", [call.ToJson(), block.ToString()], RpcAnswer.ToNumber, cancellationToken);
    }

    /// <summary>Hands a transaction in.</summary>
    public Task SendAsync(SignedTransaction transaction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return InvokeAsync(
            "eth_sendRawTransaction",
            [Hex.ToPrefixed(transaction.Encoded.Span)],
            answer => RpcAnswer.ToHash(answer) == transaction.Hash ? transaction.Hash : throw new InvalidDataException("The node names another transaction."),
            cancellationToken);
    }

    /// <summary>What became of a transaction; null while it is in no block.</summary>
    public Task<TransactionOutcome?> GetOutcomeAsync(Hash256 transaction, CancellationToken cancellationToken = default) =>
        InvokeAsync("eth_getTransactionReceipt", [transaction.ToString()], RpcAnswer.ToOutcome, cancellationToken);

    /// <summary>The logs that a query finds.</summary>
    public Task<IReadOnlyList<LogEntry>> GetLogsAsync(LogQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return InvokeAsync<IReadOnlyList<LogEntry>>(
            "eth_getLogs", [query.ToJson()], answer => [.. answer.EnumerateArray().Select(RpcAnswer.ToLogEntry)], cancellationToken);
    }

    /// <summary>Any call: what <paramref name="read"/> makes of the result.</summary>
    public async Task<T> InvokeAsync<T>(string method, JsonArray parameters, Func<JsonElement, T> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        long id = Interlocked.Increment(ref lastId);
        JsonObject call = new() { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters };
        byte[] answer = await PostAsync(call.ToJsonString(), cancellationToken);
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object)
            {
                throw ToException(method, error);
            }

            return root.GetProperty("id").GetInt64() == id ? read(root.GetProperty("result")) : throw new InvalidDataException("The answer is to another call.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidDataException)
        {
            throw new InvalidDataException($"{method}: the answer is not what the execution API promises: {e.Message}", e);
        }
    }

    private const int LengthOfHash = 2 + (2 * Hash256.SizeInBytes);

    private static string Text(Address address) => Hex.ToPrefixed(address.ToBytes());

    private static string Text(in Word slot) => Hex.ToPrefixed(slot.ToBytes());

    private static RpcException ToException(string method, JsonElement error)
    {
        bool hasBytes = error.TryGetProperty("data", out JsonElement data) && data.ValueKind == JsonValueKind.String;
        byte[] revert = hasBytes && Hex.TryReadPrefixed(data.GetString(), out byte[] bytes) ? bytes : [];
        return new RpcException(method, error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString() ?? "", revert);
    }

    private async Task<byte[]> PostAsync(string call, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, endpoint) { Content = new StringContent(call, new MediaTypeHeaderValue("application/json")) };
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream whole = new();
        byte[] part = new byte[1 << 16];
        int read;
        while ((read = await stream.ReadAsync(part, cancellationToken)) > 0)
        {
            whole.Write(part, 0, read);
            if (whole.Length > LongestAnswer)
            {
                throw new InvalidDataException("The answer is longer than 64 MB.");
            }
        }

        return whole.ToArray();
    }
}
