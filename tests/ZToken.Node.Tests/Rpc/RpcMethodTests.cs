using System.Text.Json;
using System.Text.Json.Nodes;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>What the methods answer, on a chain of a few blocks.</summary>
public class RpcMethodTests
{
    private static readonly Address Somebody = Address.FromWord(new Word(0x50b));

    [Fact]
    public async Task Blocks_transactions_and_receipts_agree_with_the_chain_and_with_each_other()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        TransactionReceipt made = await node.SendAsync(Transfers.Create(0, 0, TestContract.Counter));
        Address contract = made.Contract!.Value;
        TransactionReceipt called = await node.SendAsync(Transfers.Call(0, 1, contract));
        string hash = called.Block.Hash.ToString(), number = new Word(called.Block.Number).ToString();

        JsonNode block = (await node.AskAsync("eth_getBlockByNumber", number, true))!;
        Assert.True(JsonNode.DeepEquals(block, await node.AskAsync("eth_getBlockByHash", hash, true)));
        Assert.True(JsonNode.DeepEquals(block, await node.AskAsync("eth_getBlockByNumber", "latest", true)));
        JsonNode transaction = block["transactions"]![0]!;
        Assert.True(JsonNode.DeepEquals(transaction, await node.AskAsync("eth_getTransactionByHash", called.Transaction.Hash.ToString())));
        Assert.True(JsonNode.DeepEquals(transaction, await node.AskAsync("eth_getTransactionByBlockHashAndIndex", hash, "0x0")));
        Assert.True(JsonNode.DeepEquals(transaction, await node.AskAsync("eth_getTransactionByBlockNumberAndIndex", number, "0x0")));
        Assert.Null(await node.AskAsync("eth_getTransactionByBlockNumberAndIndex", number, "0x1"));
        Assert.Equal(called.Transaction.Hash.ToString(), (string?)(await node.AskAsync("eth_getBlockByNumber", number, false))!["transactions"]![0]);
        Assert.Equal("0x1", (string?)await node.AskAsync("eth_getBlockTransactionCountByNumber", number));
        Assert.Equal("0x1", (string?)await node.AskAsync("eth_getBlockTransactionCountByHash", hash));
        Assert.Equal("0x0", (string?)await node.AskAsync("eth_getUncleCountByBlockNumber", number));
        Assert.Equal("0x0", (string?)await node.AskAsync("eth_getUncleCountByBlockHash", hash));

        JsonNode receipt = (await node.AskAsync("eth_getTransactionReceipt", called.Transaction.Hash.ToString()))!;
        Assert.True(JsonNode.DeepEquals(receipt, (await node.AskAsync("eth_getBlockReceipts", number))![0]));
        Assert.Equal("0x1", (string?)receipt["status"]);
        Assert.True(JsonNode.DeepEquals(receipt["logs"], await node.AskAsync("eth_getLogs", new JsonObject { ["blockHash"] = hash })));
        Assert.Equal(Hex.ToPrefixed(contract.ToBytes()), (string?)(await node.AskAsync("eth_getTransactionReceipt", made.Transaction.Hash.ToString()))!["contractAddress"]);

        Assert.Equal(Hex.ToPrefixed(called.Block.Block.Encode()), (string?)await node.AskAsync("debug_getRawBlock", number));
        Assert.Equal(Hex.ToPrefixed(called.Block.Header.Encode()), (string?)await node.AskAsync("debug_getRawHeader", hash));
        Assert.Equal(Hex.ToPrefixed(called.Receipt.Encode()), (string?)(await node.AskAsync("debug_getRawReceipts", number))![0]);
        Assert.Equal(Hex.ToPrefixed(called.Transaction.Encoded.Span), (string?)await node.AskAsync("debug_getRawTransaction", called.Transaction.Hash.ToString()));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_a_state_that_is_not_there_an_error()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        string absent = Hash256.FromWord(new Word(0xdeadbeef)).ToString();
        foreach (string method in (string[])["eth_getTransactionByHash", "eth_getTransactionReceipt", "eth_getBlockByHash", "eth_getBlockTransactionCountByHash", "eth_getUncleCountByBlockHash", "eth_getBlockReceipts"])
        {
            Assert.Null(await node.AskAsync(method, absent));
        }

        Assert.Null(await node.AskAsync("eth_getBlockByNumber", "0x7"));
        Assert.Null(await node.AskAsync("eth_getBlockReceipts", "0xffffffffffffffff"));
        foreach (string block in (string[])["0x7", "0xffffffffffffffff", absent])
        {
            Assert.Equal(-32001, (await node.RefusalAsync("eth_getBalance", Somebody.ToString(), block)).Code);
            Assert.Equal(-32001, (await node.RefusalAsync("eth_call", new JsonObject { ["to"] = Somebody.ToString() }, block)).Code);
            Assert.Equal(-32001, (await node.RefusalAsync("debug_getRawBlock", block)).Code);
        }
    }

    [Fact]
    public async Task State_is_as_of_the_block_that_was_asked_about()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        TransactionReceipt made = await node.SendAsync(Transfers.Create(0, 0, TestContract.Counter));
        string contract = made.Contract!.Value.ToString();
        TransactionReceipt first = await node.SendAsync(Transfers.Call(0, 1, made.Contract.Value));
        await node.SendAsync(Transfers.Call(0, 2, made.Contract.Value));
        await node.SendAsync(Transfers.Send(0, 3, Somebody, 5));

        Assert.Equal("0x5", (string?)await node.AskAsync("eth_getBalance", Somebody.ToString()));
        Assert.Equal("0x0", (string?)await node.AskAsync("eth_getBalance", Somebody.ToString(), "earliest"));
        Assert.Equal("0x0", (string?)await node.AskAsync("eth_getBalance", Somebody.ToString(), first.Block.Hash.ToString()));
        Assert.Equal("0x0", (string?)await node.AskAsync("eth_getBalance", Somebody.ToString(), new JsonObject { ["blockHash"] = first.Block.Hash.ToString(), ["requireCanonical"] = true }));
        Assert.Equal("0x0", (string?)await node.AskAsync("eth_getBalance", Somebody.ToString(), new JsonObject { ["blockNumber"] = "0x1" }));
        Assert.Equal(Hex.ToPrefixed(TestContract.Counter), (string?)await node.AskAsync("eth_getCode", contract));
        Assert.Equal("0x", (string?)await node.AskAsync("eth_getCode", contract, "0x0"));
        Assert.Equal("0x4", (string?)await node.AskAsync("eth_getTransactionCount", Transfers.Account(0).ToString(), "pending"));
        Assert.Equal("0x2", (string?)await node.AskAsync("eth_getTransactionCount", Transfers.Account(0).ToString(), new Word(first.Block.Number).ToString()));
        Assert.Equal(Hash256.FromWord(new Word(2)).ToString(), (string?)await node.AskAsync("eth_getStorageAt", contract, "0x0"));
        Assert.Equal(Hash256.FromWord(new Word(1)).ToString(), (string?)await node.AskAsync("eth_getStorageAt", contract, Hash256.Zero.ToString(), first.Block.Hash.ToString()));
    }

    [Fact]
    public async Task A_pending_transaction_is_seen_before_its_block()
    {
        await using RpcNode node = await RpcNode.StartAsync(new LocalChainOptions { BlockTime = TimeSpan.FromMinutes(5) });
        SignedTransaction next = Transfers.Send(0, 0, Somebody, 5), later = Transfers.Send(0, 2, Somebody, 6);
        string filter = (string)(await node.AskAsync("eth_newPendingTransactionFilter"))!;
        await node.AskAsync("eth_sendRawTransaction", Hex.ToPrefixed(next.Encoded.Span));
        await node.AskAsync("eth_sendRawTransaction", Hex.ToPrefixed(later.Encoded.Span));

        Assert.Equal("0x1", (string?)await node.AskAsync("eth_getTransactionCount", Transfers.Account(0).ToString(), "pending"));
        Assert.Equal("0x0", (string?)await node.AskAsync("eth_getTransactionCount", Transfers.Account(0).ToString(), "latest"));
        JsonObject waiting = (await node.AskAsync("eth_getTransactionByHash", next.Hash.ToString()))!.AsObject();
        Assert.All(["blockHash", "blockNumber", "blockTimestamp", "transactionIndex"], field => Assert.True(waiting.ContainsKey(field) && waiting[field] is null));
        Assert.Null(await node.AskAsync("eth_getTransactionReceipt", next.Hash.ToString()));
        Assert.Equal("""{"pending":"0x1","queued":"0x1"}""", (await node.AskAsync("txpool_status"))!.ToJsonString());
        JsonNode content = (await node.AskAsync("txpool_content"))!;
        Assert.Equal(later.Hash.ToString(), (string?)content["queued"]![Transfers.Account(0).ToString()]!["2"]!["hash"]);
        Assert.Equal(next.Hash.ToString(), (string?)(await node.AskAsync("txpool_contentFrom", Transfers.Account(0).ToString()))!["pending"]!["0"]!["hash"]);
        Assert.Equal([next.Hash.ToString(), later.Hash.ToString()], (await node.AskAsync("eth_getFilterChanges", filter))!.AsArray().Select(hash => (string)hash!));
        Assert.Empty((await node.AskAsync("eth_getFilterChanges", filter))!.AsArray());
    }

    [Fact]
    public async Task A_call_returns_reverts_or_runs_out_as_the_code_does()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        string contract = (await node.SendAsync(Transfers.Create(0, 0, TestContract.Counter))).Contract!.Value.ToString();
        string endless = (await node.SendAsync(Transfers.Create(0, 1, TestContract.Endless))).Contract!.Value.ToString();
        string reason = Hex.ToPrefixed(AbiFunction.Error.EncodeCall("no money"));
        string panic = Hex.ToPrefixed(AbiFunction.Panic.EncodeCall(0x11UL));

        Assert.Equal("0x", (string?)await node.AskAsync("eth_call", new JsonObject { ["to"] = contract }, "latest"));
        foreach (string method in (string[])["eth_call", "eth_estimateGas"])
        {
            JsonNode error = (await node.CallAsync(method, new JsonObject { ["to"] = contract, ["data"] = reason }))["error"]!;
            Assert.Equal((3, "execution reverted: no money", reason), ((int)error["code"]!, (string?)error["message"], (string?)error["data"]));
            error = (await node.CallAsync(method, new JsonObject { ["to"] = contract, ["input"] = panic }))["error"]!;
            Assert.Equal((3, "execution reverted: arithmetic underflow or overflow"), ((int)error["code"]!, (string?)error["message"]));
            error = (await node.CallAsync(method, new JsonObject { ["to"] = contract, ["input"] = "0x0102" }))["error"]!;
            Assert.Equal((3, "execution reverted", "0x0102"), ((int)error["code"]!, (string?)error["message"], (string?)error["data"]));
            Assert.Equal((-32000, "out of gas"), await node.RefusalAsync(method, new JsonObject { ["to"] = endless, ["gas"] = "0xffff" }));
            Assert.StartsWith("intrinsic gas too low", (await node.RefusalAsync(method, new JsonObject { ["to"] = contract, ["gas"] = "0x0" })).Message, StringComparison.Ordinal);
            Assert.StartsWith("insufficient funds", (await node.RefusalAsync(method, new JsonObject { ["to"] = contract, ["value"] = "0x1" })).Message, StringComparison.Ordinal);
            Assert.Equal(-32602, (await node.RefusalAsync(method, new JsonObject { ["to"] = contract }, "latest", new JsonObject { [contract] = new JsonObject() })).Code);
        }

        ulong gas = Convert.ToUInt64((string?)await node.AskAsync("eth_estimateGas", new JsonObject { ["to"] = contract, ["from"] = Transfers.Account(0).ToString() }), 16);
        Assert.True((await node.SendAsync(Transfers.Call(0, 2, Assert.NotNull(Parse(contract)), gas: gas))).Receipt.Succeeded);
    }

    [Fact]
    public async Task Logs_are_found_by_contract_and_topic_and_filters_tell_each_once()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        Address contract = (await node.SendAsync(Transfers.Create(0, 0, TestContract.Counter))).Contract!.Value;
        string seven = Hash256.FromWord(new Word(7)).ToString(), eight = Hash256.FromWord(new Word(8)).ToString();
        string filter = (string)(await node.AskAsync("eth_newFilter", new JsonObject { ["address"] = contract.ToString(), ["topics"] = new JsonArray(seven) }))!;
        string other = (string)(await node.AskAsync("eth_newFilter", new JsonObject { ["topics"] = new JsonArray(eight) }))!;
        string blocks = (string)(await node.AskAsync("eth_newBlockFilter"))!;
        for (ulong nonce = 1; nonce <= 3; nonce++)
        {
            await node.SendAsync(Transfers.Call(0, nonce, contract));
        }

        Assert.Equal(3, (await Changes(filter)).Count);
        Assert.Empty(await Changes(filter));
        Assert.Empty(await Changes(other));
        Assert.Equal(3, (await Changes(blocks)).Count);
        await node.SendAsync(Transfers.Call(0, 4, contract));
        Assert.Equal(new Word(4).ToBytes(), Bytes(Assert.Single(await Changes(filter))!["data"]));
        Assert.Equal(4, (await node.AskAsync("eth_getFilterLogs", filter))!.AsArray().Count);
        Assert.True((bool)(await node.AskAsync("eth_uninstallFilter", filter))!);
        Assert.False((bool)(await node.AskAsync("eth_uninstallFilter", filter))!);
        Assert.Equal(-32000, (await node.RefusalAsync("eth_getFilterChanges", filter)).Code);
        Assert.Equal(-32000, (await node.RefusalAsync("eth_getFilterLogs", blocks)).Code);

        Assert.Equal(4, await Count(new JsonObject { ["fromBlock"] = "earliest" }));
        Assert.Equal(4, await Count(new JsonObject { ["fromBlock"] = "0x0", ["toBlock"] = "latest", ["topics"] = new JsonArray(new JsonArray(eight, seven)) }));
        Assert.Equal(0, await Count(new JsonObject { ["fromBlock"] = "0x0", ["topics"] = new JsonArray(null, seven) }));
        Assert.Equal(0, await Count(new JsonObject { ["fromBlock"] = "0x0", ["address"] = new JsonArray(Somebody.ToString()) }));
        Assert.Equal(1, await Count([]));

        async Task<JsonArray> Changes(string id) => (await node.AskAsync("eth_getFilterChanges", id))!.AsArray();
        async Task<int> Count(JsonObject query) => (await node.AskAsync("eth_getLogs", query))!.AsArray().Count;
    }

    [Fact]
    public async Task Logs_and_filters_are_bounded()
    {
        RpcLimits limits = new() { LogBlocks = 3, Logs = 2, Filters = 2 };
        await using RpcNode node = await RpcNode.StartAsync(server: new RpcServerOptions { Limits = limits });
        Address contract = (await node.SendAsync(Transfers.Create(0, 0, TestContract.Counter))).Contract!.Value;
        string filter = (string)(await node.AskAsync("eth_newFilter", new JsonObject()))!;
        for (ulong nonce = 1; nonce <= 3; nonce++)
        {
            await node.SendAsync(Transfers.Call(0, nonce, contract));
        }

        Assert.Equal(2, (await node.AskAsync("eth_getLogs", new JsonObject { ["fromBlock"] = "0x1", ["toBlock"] = "0x3" }))!.AsArray().Count);
        Assert.Equal(-32005, (await node.RefusalAsync("eth_getLogs", new JsonObject { ["fromBlock"] = "0x2", ["toBlock"] = "0x4" })).Code);
        Assert.Equal(-32005, (await node.RefusalAsync("eth_getLogs", new JsonObject { ["fromBlock"] = "0x1", ["toBlock"] = "0x4" })).Code);
        Assert.Equal(2, (await node.AskAsync("eth_getFilterChanges", filter))!.AsArray().Count);
        Assert.Single((await node.AskAsync("eth_getFilterChanges", filter))!.AsArray());
        await node.AskAsync("eth_newBlockFilter");
        Assert.Equal(-32005, (await node.RefusalAsync("eth_newBlockFilter")).Code);
    }

    [Fact]
    public async Task The_fee_history_has_a_row_for_each_block_and_the_tips_that_were_paid()
    {
        await using RpcNode node = await RpcNode.StartAsync();
        await node.SendAsync(Transfers.Sign(0, new Transaction { To = Somebody, GasLimit = 21_000, MaxFeePerGas = 9, MaxPriorityFeePerGas = 7 }));
        JsonNode history = (await node.AskAsync("eth_feeHistory", "0x5", "latest", new JsonArray(0, 50.5, 100)))!;
        Assert.Equal("""{"oldestBlock":"0x0","reward":[["0x0","0x0","0x0"],["0x7","0x7","0x7"]],"baseFeePerGas":["0x0","0x0","0x0"],"gasUsedRatio":[0,7E-05],"baseFeePerBlobGas":["0x1","0x1","0x1"],"blobGasUsedRatio":[0,0]}""", history.ToJsonString());
        Assert.Equal("0x1", (string?)(await node.AskAsync("eth_feeHistory", 1, "latest"))!["oldestBlock"]);
        Assert.Equal(-32602, (await node.RefusalAsync("eth_feeHistory", "0x1", "latest", new JsonArray(5, 4))).Code);
        Assert.Equal(-32602, (await node.RefusalAsync("eth_feeHistory", "0x1", "latest", new JsonArray(101))).Code);
        Assert.Equal("0x0", (string?)await node.AskAsync("eth_gasPrice"));
        Assert.Equal("0x1", (string?)await node.AskAsync("eth_blobBaseFee"));
    }

    private static Address? Parse(string text) => Address.TryParse(text, out Address address) ? address : null;

    private static byte[] Bytes(JsonNode? text) => Hex.TryReadPrefixed((string?)text, out byte[] bytes) ? bytes : throw new JsonException();
}
