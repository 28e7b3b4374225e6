using System.Net;
using ZToken.Ledger;
using ZToken.Node;

namespace ZToken.EndToEnd.Tests;

/// <summary>Our chain in this process, asked over HTTP as any other.</summary>
internal sealed class OwnChain : IChain
{
    private readonly ShiftedTime time;
    private readonly LocalChain chain;
    private readonly RpcServer server;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(1) };

    private OwnChain(ShiftedTime time, LocalChain chain, RpcServer server)
    {
        (this.time, this.chain, this.server) = (time, chain, server);
        Client = new EthereumClient(http, server.Address);
    }

    /// <summary>Where it listens.</summary>
    public string Address => server.Address.ToString();

    public EthereumClient Client { get; }

    /// <summary>The chain's clock.</summary>
    public TimeProvider Time => time;

    /// <summary>The chain itself.</summary>
    public LocalChain Local => chain;

    /// <summary>Starts a development chain in memory.</summary>
    public static async Task<OwnChain> StartAsync()
    {
        ShiftedTime clock = new();
        LocalChain begun = LocalChain.Start(new LocalChainOptions { Time = clock });
        return new OwnChain(clock, begun, await RpcServer.StartAsync(begun, new RpcServerOptions { Interface = IPAddress.Loopback, Port = 0 }, TestContext.Current.CancellationToken));
    }

    public async Task AdvanceTimeAsync(ulong seconds, CancellationToken cancellation)
    {
        time.Shift += TimeSpan.FromSeconds(seconds);
        await MineAsync(cancellation);
    }

    public async Task MineAsync(CancellationToken cancellation) => _ = await chain.ProduceBlockAsync(cancellation);

    public async Task<IReadOnlyList<TransactionOutcome>> SendTogetherAsync(IReadOnlyList<SignedTransaction> transactions, CancellationToken cancellation)
    {
        foreach (SignedTransaction transaction in transactions)
        {
            PoolAnswer answer = chain.Submit(transaction);
            Assert.True(answer.IsAccepted, answer.ToString());
        }

        List<TransactionOutcome> outcomes = [];
        foreach (SignedTransaction transaction in transactions)
        {
            _ = await chain.WaitForReceiptAsync(transaction.Hash, cancellation);
            outcomes.Add(await Client.GetOutcomeAsync(transaction.Hash, cancellation) ?? throw new InvalidOperationException("A transaction is in no block."));
        }

        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        await chain.DisposeAsync();
    }

    /// <summary>The system's clock, some time later.</summary>
    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
