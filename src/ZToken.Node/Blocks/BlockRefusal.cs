namespace ZToken.Node;

/// <summary>Why a block is not the next one of a chain.</summary>
public enum BlockRefusal
{
    /// <summary>It is not refused.</summary>
    None,

    /// <summary>It does not name the head as its parent.</summary>
    WrongParent,

    /// <summary>Its height is not one more than its parent's.</summary>
    WrongNumber,

    /// <summary>It is older than its parent.</summary>
    TimestampBeforeParent,

    /// <summary>It is further ahead of this node's clock than <see cref="Chain.MostSecondsAhead"/>.</summary>
    TimestampAheadOfClock,

    /// <summary>Its gas limit is not the chain's.</summary>
    WrongGasLimit,

    /// <summary>Its extra data is longer than <see cref="BlockRules.LongestExtraData"/>.</summary>
    ExtraDataTooLong,

    /// <summary>It names ommers, which this chain has none of.</summary>
    WrongOmmers,

    /// <summary>Its difficulty is not 0.</summary>
    WrongDifficulty,

    /// <summary>Its nonce is not 0.</summary>
    WrongNonce,

    /// <summary>Its PREVRANDAO is not 0.</summary>
    WrongPrevRandao,

    /// <summary>Its base fee is not the chain's.</summary>
    WrongBaseFee,

    /// <summary>It has withdrawals, or not the root of none.</summary>
    WrongWithdrawals,

    /// <summary>Its blob gas, or the excess of it, is not 0.</summary>
    WrongBlobGas,

    /// <summary>The root of its beacon block is not 0.</summary>
    WrongBeaconRoot,

    /// <summary>It has the hash of requests, which this chain has none of.</summary>
    WrongRequests,

    /// <summary>Its root of transactions is not that of its transactions.</summary>
    WrongTransactionsRoot,

    /// <summary>A transaction carries blobs.</summary>
    BlobTransaction,

    /// <summary>A transaction asks for more gas than <see cref="BlockRules.MostGasPerTransaction"/>.</summary>
    GasAboveTransactionCap,

    /// <summary>A transaction cannot stand where it does: signature, nonce, balance, gas.</summary>
    TransactionRefused,

    /// <summary>The gas that it says it used is not what its transactions use.</summary>
    WrongGasUsed,

    /// <summary>Its root of receipts is not that of what came of its transactions.</summary>
    WrongReceiptsRoot,

    /// <summary>Its filter is not that of its logs.</summary>
    WrongLogsBloom,

    /// <summary>Its root of the state is not that of the accounts after it.</summary>
    WrongStateRoot,
}
