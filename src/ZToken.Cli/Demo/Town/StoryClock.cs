using System.Collections.Concurrent;
using System.Diagnostics;
using ZToken.Ledger;
using ZToken.Node;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>Measures while the story runs: a wallet's stages from its OpenTelemetry activities, a transaction's way into its block from the pool and the chain.</summary>
internal sealed class StoryClock : IDisposable
{
    private const string SourceName = "ZToken.Demo";

    private readonly ActivitySource source = new(SourceName);
    private readonly ActivityListener listener;
    private readonly LocalChain chain;
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<(string, TimeSpan)>> stages = new();
    private readonly ConcurrentDictionary<Hash256, long> admitted = new(), committed = new();

    public StoryClock(LocalChain chain)
    {
        this.chain = chain;
        chain.Pool.Added += Admit;
        chain.Chain.Committed += Commit;
        listener = new ActivityListener
        {
            ShouldListenTo = heard => heard.Name is WalletActivity.Name or SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ended => stages.GetOrAdd(ended.TraceId, _ => new()).Enqueue((ended.OperationName, ended.Duration)),
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Runs work of a wallet and says how long it and its stages took.</summary>
    public async Task<(T Result, StageTimes Times)> MeasureAsync<T>(Func<Task<T>> work)
    {
        long start = Stopwatch.GetTimestamp();
        using Activity? whole = source.StartActivity("whole");
        T result = await work();
        TimeSpan total = Stopwatch.GetElapsedTime(start);
        bool heard = stages.TryRemove(whole!.TraceId, out ConcurrentQueue<(string, TimeSpan)>? ended);
        return (result, new StageTimes(total, heard ? [.. ended!] : []));
    }

    /// <summary>The time from the pool's taking a transaction to its block's being written.</summary>
    /// <exception cref="KeyNotFoundException">The transaction is in no block since the clock began.</exception>
    public TimeSpan OrderOf(Hash256 transaction) => Stopwatch.GetElapsedTime(admitted[transaction], committed[transaction]);

    public void Dispose()
    {
        chain.Pool.Added -= Admit;
        chain.Chain.Committed -= Commit;
        listener.Dispose();
        source.Dispose();
    }

    private void Admit(SignedTransaction transaction) => admitted[transaction.Hash] = Stopwatch.GetTimestamp();

    private void Commit(CommittedBlock block)
    {
        long now = Stopwatch.GetTimestamp();
        foreach (SignedTransaction transaction in block.Block.Transactions)
        {
            committed[transaction.Hash] = now;
        }
    }
}
