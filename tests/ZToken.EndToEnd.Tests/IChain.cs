using ZToken.Ledger;

namespace ZToken.EndToEnd.Tests;

/// <summary>A chain that a story runs on.</summary>
internal interface IChain : IAsyncDisposable
{
    /// <summary>Where it listens.</summary>
    string Address { get; }

    EthereumClient Client { get; }

    /// <summary>Lets time pass, and makes a block.</summary>
    Task AdvanceTimeAsync(ulong seconds, CancellationToken cancellation);

    /// <summary>Makes a block.</summary>
    Task MineAsync(CancellationToken cancellation);

    /// <summary>Sends transactions so that one block has them all, where the chain can be told so.</summary>
    Task<IReadOnlyList<TransactionOutcome>> SendTogetherAsync(IReadOnlyList<SignedTransaction> transactions, CancellationToken cancellation);
}
