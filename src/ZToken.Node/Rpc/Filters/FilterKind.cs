namespace ZToken.Node;

/// <summary>What a filter follows.</summary>
internal enum FilterKind
{
    /// <summary>Logs of new blocks.</summary>
    Logs,

    /// <summary>Hashes of new blocks.</summary>
    Blocks,

    /// <summary>Hashes of transactions that come to the pool.</summary>
    PendingTransactions,
}
