namespace ZToken.Node;

/// <summary>The bounds of a pool.</summary>
public sealed record PoolLimits
{
    /// <summary>Transactions, at most.</summary>
    public int Transactions { get; init; } = 16_384;

    /// <summary>Bytes of all transactions, at most.</summary>
    public long Bytes { get; init; } = 256L << 20;

    /// <summary>Bytes of one transaction, at most; a shielded transfer has about 4,000.</summary>
    public int TransactionBytes { get; init; } = 128 << 10;

    /// <summary>Transactions of one sender, at most.</summary>
    public int TransactionsPerSender { get; init; } = 1_024;

    /// <summary>Transactions that wait for others of their sender which the pool does not have, at most.</summary>
    public int Queued { get; init; } = 1_024;

    /// <summary>How many transactions of its sender one may be ahead of the first that the pool does not have.</summary>
    public ulong NoncesAhead { get; init; } = 64;

    /// <summary>Refusals that are remembered, so that asking again costs nothing.</summary>
    public int RememberedRefusals { get; init; } = 4_096;

    /// <summary>Transactions that are offered for one block, at most.</summary>
    public int TransactionsPerBlock { get; init; } = 8_192;
}
