namespace ZToken.Node;

/// <summary>Why the pool does not take a transaction.</summary>
public enum PoolRefusal
{
    /// <summary>It is not refused.</summary>
    None,

    /// <summary>It could be in no block of this chain: <see cref="PoolAnswer.Unfit"/> says why.</summary>
    Unfit,

    /// <summary>It carries blobs, which this chain has no place for.</summary>
    BlobsNotTaken,

    /// <summary>Its bytes are more than <see cref="PoolLimits.TransactionBytes"/>.</summary>
    TooLarge,

    /// <summary>It asks for more gas than <see cref="BlockRules.MostGasPerTransaction"/> (EIP-7825).</summary>
    GasAboveTransactionCap,

    /// <summary>The pool has it already.</summary>
    AlreadyKnown,

    /// <summary>The sender has sent a transaction with this nonce already.</summary>
    NonceTooLow,

    /// <summary>More transactions of the sender are missing before it than <see cref="PoolLimits.NoncesAhead"/>.</summary>
    NonceTooFarAhead,

    /// <summary>Another one of the sender has this nonce, and this one does not offer a tenth more, for gas and as a tip.</summary>
    ReplacementUnderpriced,

    /// <summary>The sender has less than this one and those before may cost.</summary>
    BalanceTooLow,

    /// <summary>The sender is a contract (EIP-3607).</summary>
    SenderHasCode,

    /// <summary>The sender has <see cref="PoolLimits.TransactionsPerSender"/> in the pool.</summary>
    SenderHasTooMany,

    /// <summary>The pool holds as much as it may.</summary>
    PoolIsFull,

    /// <summary>It pays nothing and would fail: <see cref="PoolAnswer.Halt"/> and <see cref="PoolAnswer.RevertData"/> say how.</summary>
    ExecutionFails,

    /// <summary>The chain takes no more blocks.</summary>
    ChainStopped,
}
