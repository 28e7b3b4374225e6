using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts.Tests;

/// <summary>The reader of logs against a node that leaves out, exchanges and makes up.</summary>
public sealed class LedgerFollowerTests : IDisposable
{
    private readonly Bundle[] bundles = [.. Enumerable.Range(0, 3).Select(i => SampleBundle.Create(TransferShape.Everyday, BundleFunction.Transfer, i.ToString(CultureInfo.InvariantCulture)))];
    private HttpClient? http;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bundles_come_block_by_block_over_several_ranges()
    {
        LedgerFollower follower = Follow((2, Bundle(0, 0)), (2, Bundle(1, 2)), (2500, Bundle(2, 4)));

        List<LedgerBlock> blocks = await ReadAsync(follower, 3000);

        Assert.Equal([(2UL, 2), (2500UL, 1)], blocks.Select(block => (block.Height, block.Bundles.Count)));
        Assert.Equal((3001UL, 6UL), (follower.Next, follower.LeafCount));
        Assert.Equal(bundles.Select(bundle => bundle.Id), blocks.SelectMany(block => block.Bundles).Select(bundle => bundle.Id));
    }

    [Fact]
    public async Task A_node_that_bounds_its_answers_is_asked_for_shorter_ranges()
    {
        LedgerFollower follower = Follow(mostBlocks: 7, (2, Bundle(0, 0)), (9, Bundle(1, 2)), (25, Bundle(2, 4)));

        List<LedgerBlock> blocks = await ReadAsync(follower, 30);

        Assert.Equal([2UL, 9UL, 25UL], blocks.Select(block => block.Height));
        _ = await Assert.ThrowsAsync<RpcException>(() => ReadAsync(Follow(mostBlocks: 0, (2, Bundle(0, 0))), 30));
    }

    [Fact]
    public async Task A_bundle_that_is_left_out_is_noticed_by_the_next_ones_position()
    {
        InvalidDataException refusal = await RefuseAsync(Follow((2, Bundle(0, 0)), (3, Bundle(2, 4))));

        Assert.Contains("logs are missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundles_out_of_order_or_told_twice_are_refused()
    {
        _ = await RefuseAsync(Follow((3, Bundle(1, 0)), (2, Bundle(0, 0))));
        _ = await RefuseAsync(Follow((2, Bundle(0, 0)), (2, Bundle(0, 0))));
    }

    [Fact]
    public async Task A_log_that_was_not_asked_for_or_is_malformed_is_refused()
    {
        Log good = Bundle(0, 0);
        _ = await RefuseAsync(Follow((2, good with { Address = SampleBundle.Account(99), Topics = [] })));
        _ = await RefuseAsync(Follow((2, good with { Data = good.Data[..^32] })));
        _ = await RefuseAsync(Follow((2, good with { Topics = [.. good.Topics.Take(3), Hash256.FromWord(new Word(3))] })));
        // Of the ranges that were asked for, block 5000 is in none.
        _ = await RefuseAsync(Follow(everywhere: true, (5000, good)));
    }

    public void Dispose() => http?.Dispose();

    private Log Bundle(int number, uint position) => SampleBundle.LogOf(bundles[number], BundleFunction.Transfer, position);

    private LedgerFollower Follow(params (ulong Block, Log Log)[] logs) => Follow(everywhere: false, ulong.MaxValue, logs);

    private LedgerFollower Follow(ulong mostBlocks, params (ulong Block, Log Log)[] logs) => Follow(everywhere: false, mostBlocks, logs);

    private LedgerFollower Follow(bool everywhere, params (ulong Block, Log Log)[] logs) => Follow(everywhere, ulong.MaxValue, logs);

    private LedgerFollower Follow(bool everywhere, ulong mostBlocks, (ulong Block, Log Log)[] logs)
    {
        http?.Dispose();
        http = new HttpClient(new LogNode(logs, everywhere, mostBlocks));
        DeployedLedger ledger = new()
        {
            ChainId = SampleBundle.ChainId,
            LedgerId = LedgerId.Of(1, default),
            FirstBlock = 1,
            Governance = SampleBundle.Account(11),
            Registry = SampleBundle.Account(12),
            ZToken = SampleBundle.Contract,
            Committee = new CommitteeSettings { Threshold = 1, Faults = 0, Keepers = [] },
            Home = VerifierHome.Solidity,
            Verifier = default,
            Poseidon2 = default,
            RedJubjub = default,
            Keys = [],
            Coins = [],
        };
        return new LedgerFollower(new EthereumClient(http, new Uri("http://node/")), ledger);
    }

    private static async Task<List<LedgerBlock>> ReadAsync(LedgerFollower follower, ulong last)
    {
        List<LedgerBlock> blocks = [];
        await foreach (LedgerBlock block in follower.ReadToAsync(last, Cancelled))
        {
            blocks.Add(block);
        }

        return blocks;
    }

    private static Task<InvalidDataException> RefuseAsync(LedgerFollower follower) => Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(follower, 3000));

    /// <summary>Answers eth_getLogs out of a list, as it stands.</summary>
    private sealed class LogNode((ulong Block, Log Log)[] logs, bool everywhere, ulong mostBlocks) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using JsonDocument call = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            JsonElement query = call.RootElement.GetProperty("params")[0];
            ulong from = NumberOf(query.GetProperty("fromBlock")), to = NumberOf(query.GetProperty("toBlock"));
            if (to - from >= mostBlocks)
            {
                string refusal = $$$"""{"jsonrpc":"2.0","id":{{{call.RootElement.GetProperty("id").GetInt64()}}},"error":{"code":-32005,"message":"too many blocks"}}""";
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(refusal, Encoding.UTF8, "application/json") };
            }

            IEnumerable<string> found = logs.Select((entry, i) => (entry, i)).Where(log => everywhere || (log.entry.Block >= from && log.entry.Block <= to)).Select(log => ToJson(log.entry, log.i));
            string answer = $$"""{"jsonrpc":"2.0","id":{{call.RootElement.GetProperty("id").GetInt64()}},"result":[{{string.Join(',', found)}}]}""";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }

        private static ulong NumberOf(JsonElement text) => Word.TryParse(text.GetString(), out Word word) ? word.Low64 : throw new FormatException();

        private static string ToJson((ulong Block, Log Log) entry, int index) => JsonSerializer.Serialize(new
        {
            address = entry.Log.Address.ToString().ToLowerInvariant(),
            topics = entry.Log.Topics.Select(topic => topic.ToString()),
            data = Hex.ToPrefixed(entry.Log.Data.Span),
            blockNumber = new Word(entry.Block).ToString(),
            blockHash = Hash256.FromWord(new Word(entry.Block)).ToString(),
            transactionHash = Hash256.FromWord(new Word((ulong)index)).ToString(),
            logIndex = new Word((ulong)(index % 2)).ToString(),
        });
    }
}
