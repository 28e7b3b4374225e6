using System.Net;
using System.Text;
using System.Text.Json;

namespace ZToken.Ledger.Tests;

/// <summary>The client says what the official tests of the interface say, and reads what nodes answer there.</summary>
public sealed class EthereumClientTests : IDisposable
{
    private static readonly Address Contract = Vectors.Address("0x7dcd17433742f4c0ca53122ab541d0ba67fc27df");
    private static readonly Address Reverting = Vectors.Address("0x0ee3ab1371c93e7c0c281cc0c2107cdebc8b1930");
    private readonly HttpClient http = new(new OfficialNode());

    private EthereumClient Client => new(http, new Uri("http://node/"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Chain_accounts_code_and_storage()
    {
        Assert.Equal(3503995874084926UL, await Client.GetChainIdAsync(Cancelled));
        Assert.Equal(54UL, await Client.GetBlockNumberAsync(Cancelled));
        Assert.Equal(new Word(0x76), await Client.GetBalanceAsync(Contract, BlockTag.Latest, Cancelled));
        Assert.Equal(new Word(0x56), await Client.GetBalanceAsync(Contract, BlockTag.Of(Vectors.Hash("0xa38f2a6f7d276298d8e7a9bfa28625e4dc8948021f5a7369d0a04571879e98d2")), Cancelled));
        Assert.Equal(1UL, await Client.GetNonceAsync(Vectors.Address("0x0300100f529a704d19736a8714837adbc934db7f"), default, Cancelled));
        Assert.Equal("3680600080376000206000548082558060010160005560005263656d697460206000a2", Convert.ToHexStringLower(await Client.GetCodeAsync(Contract, default, Cancelled)));
        Assert.Empty(await Client.GetCodeAsync(Vectors.Address("0xc1cadaffffffffffffffffffffffffffffffffff"), default, Cancelled));
        Assert.Equal(new Word(0x38), await Client.GetStorageAsync(Contract, Word.Zero, default, Cancelled));
    }

    [Fact]
    public async Task Headers_of_every_fork_have_the_hash_that_nodes_name()
    {
        foreach (ulong number in new ulong[] { 0x1b, 0x24, 0x27, 0x2a, 0x2d })
        {
            Assert.Equal(number, (await Client.InvokeAsync("eth_getBlockByNumber", [BlockTag.Of(number).ToString(), false], RpcAnswer.ToHeader, Cancelled))!.Number);
            Assert.Equal(number, (await Client.GetHeaderAsync(BlockTag.Of(number), Cancelled))!.Number);
        }
    }

    [Fact]
    public async Task A_proof_holds_under_the_header_of_the_same_block()
    {
        AccountProof proof = await Client.GetProofAsync(Contract, [], BlockTag.Of(Vectors.Hash("0xd226371d0b1551adb03fb52b71f08e3e11247fe9b1af994768af8cdaa8e7dcd7")), Cancelled);
        BlockHeader? header = await Client.InvokeAsync("eth_getBlockByNumber", ["latest", true], RpcAnswer.ToHeader, Cancelled);
        Assert.True(proof.HoldsUnder(header!.StateRoot));
        Assert.Equal(proof.Account.Balance, await Client.GetBalanceAsync(Contract, BlockTag.Latest, Cancelled));
    }

    [Fact]
    public async Task Calls_and_estimates()
    {
        RpcCall call = new(Vectors.Address("0x17e7eedce4ac02ef114a7ed9fe6e2f33feba1667"), new byte[] { 0xff, 0x01 });
        Assert.Equal([0xff, 0xee], await Client.CallAsync(call with { From = Address.Zero }, default, Cancelled));
        Assert.Equal(0x5316UL, await Client.EstimateGasAsync(call with { From = Vectors.Address("0x0102030000000000000000000000000000000000") }, Cancelled));
    }

    [Fact]
    public async Task A_reverted_call_tells_what_the_contract_said()
    {
        RpcCall call = new(Reverting, new byte[] { 1 }) { From = Address.Zero, GasLimit = 100_000 };
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => Client.CallAsync(call, default, Cancelled));
        Assert.Equal(RpcException.ExecutionReverted, error.Code);

        // That contract, written by hand, leaves the text's padding out: abi.encode would not, and the decoder is strict.
        Assert.False(AbiFunction.Error.TryDecodeCall(error.Revert.Span, out AbiValue[]? said));
        Assert.True(AbiFunction.Error.TryDecodeCall([.. error.Revert.Span, .. new byte[22]], out said));
        Assert.Equal("user error", said[0].Text);
        Assert.Contains("eth_call: execution reverted", error.Message, StringComparison.Ordinal);

        error = await Assert.ThrowsAsync<RpcException>(() => Client.CallAsync(call with { Data = new byte[] { 0 } }, default, Cancelled));
        Assert.True(AbiFunction.Panic.TryDecodeCall(error.Revert.Span, out said));
        Assert.Equal(Word.One, said[0].Word);
    }

    [Fact]
    public async Task Transactions_of_each_kind_are_sent()
    {
        int sent = 0;
        foreach ((JsonElement call, _) in OfficialChain.Answers("eth_sendRawTransaction"))
        {
            // Of blobs the official call carries the network's form, with the blobs themselves.
            if (SignedTransaction.TryRead(Vectors.Bytes(call.GetProperty("params")[0].GetString()!), out SignedTransaction? transaction))
            {
                await Client.SendAsync(transaction, Cancelled);
                sent++;
            }
        }

        Assert.Equal(4, sent);
    }

    [Fact]
    public async Task Outcomes_are_found_or_not_yet_there()
    {
        TransactionOutcome? outcome = await Client.GetOutcomeAsync(Vectors.Hash("0x205405746564cbcf1dd53fb5ac92c7622d3792d82f03c59d9baddf2443d91864"), Cancelled);
        Assert.Equal((0x1bUL, 0UL, 0xca9cUL, new Word(0x3b9aca01)), (outcome!.BlockNumber, outcome.Index, outcome.GasUsed, outcome.GasPrice));
        Assert.True(outcome.Receipt.Succeeded);
        Assert.Null(outcome.Created);
        Assert.Equal(new Word(0x13), Word.ReadBigEndian(Assert.Single(outcome.Receipt.Logs).Data.Span));
        Assert.Null(await Client.GetOutcomeAsync(Vectors.Hash("0x00000000000000000000000000000000000000000000000000000000deadbeef"), Cancelled));
    }

    [Fact]
    public async Task Logs_are_found_by_contract_block_and_topic()
    {
        IReadOnlyList<LogEntry> logs = await Client.GetLogsAsync(new LogQuery { From = BlockTag.Of(1), To = BlockTag.Of(4), Addresses = [Contract] }, Cancelled);
        Assert.NotEmpty(logs);
        Assert.All(logs, log => Assert.Equal(Contract, log.Log.Address));
        Assert.Equal((2UL, 10UL), (logs[0].BlockNumber, logs[0].Index));

        Hash256 emit = Vectors.Hash("0x00000000000000000000000000000000000000000000000000000000656d6974");
        Hash256 second = Vectors.Hash("0x95b7276947f6331672b0c63eca28c1d39f25286d5e2793d6a487837ff1475ba0");
        LogQuery query = new() { From = BlockTag.Of(3), To = BlockTag.Of(6), Topics = [[emit], [second]] };
        Assert.All(await Client.GetLogsAsync(query, Cancelled), log => Assert.Equal([emit, second], log.Log.Topics));
        Assert.Equal(await Client.GetLogsAsync(query, Cancelled) is { Count: > 0 } found ? found.Count : 0, (await Client.GetLogsAsync(query with { Topics = [[], [second]] }, Cancelled)).Count);
        Assert.NotEmpty(await Client.GetLogsAsync(new LogQuery { BlockHash = Vectors.Hash("0x98f797a6af91ea770ab3a99d89c17a3a46d14c76db6bb711b18156a3493d2c94") }, Cancelled));
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => Client.GetLogsAsync(new LogQuery { From = BlockTag.Of(0x32), To = BlockTag.Of(0x2f) }, Cancelled));
        Assert.Equal(-32602, error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"0x1\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x01\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x10000000000000000\"}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{}}")]
    public async Task An_answer_that_is_none_names_its_call(string body)
    {
        using HttpClient liar = new(new FixedAnswer(HttpStatusCode.OK, body));
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => new EthereumClient(liar, new Uri("http://node/")).GetChainIdAsync(Cancelled));
        Assert.StartsWith("eth_chainId: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_is_a_quantity()
    {
        using HttpClient node = new(new FixedAnswer(HttpStatusCode.OK, """{"jsonrpc":"2.0","id":1,"result":"0x3b9aca07"}"""));
        Assert.Equal(new Word(1_000_000_007), await new EthereumClient(node, new Uri("http://node/")).GetGasPriceAsync(Cancelled));
    }

    [Fact]
    public async Task A_header_with_a_changed_field_is_not_believed()
    {
        JsonElement block = OfficialChain.Answers("eth_getBlockByNumber").First(answer => answer.Call.GetProperty("params")[0].GetString() == "0x2a").Result;
        string body = $$"""{"jsonrpc":"2.0","id":1,"result":{{block.GetRawText().Replace("\"number\":\"0x2a\"", "\"number\":\"0x2b\"", StringComparison.Ordinal)}}}""";
        using HttpClient liar = new(new FixedAnswer(HttpStatusCode.OK, body));
        await Assert.ThrowsAsync<InvalidDataException>(() => new EthereumClient(liar, new Uri("http://node/")).GetHeaderAsync(BlockTag.Of(0x2a), Cancelled));
    }

    [Fact]
    public async Task A_node_that_is_not_well_is_an_error_of_HTTP()
    {
        using HttpClient ill = new(new FixedAnswer(HttpStatusCode.ServiceUnavailable, ""));
        await Assert.ThrowsAsync<HttpRequestException>(() => new EthereumClient(ill, new Uri("http://node/")).GetChainIdAsync(Cancelled));
    }

    private sealed class FixedAnswer(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
