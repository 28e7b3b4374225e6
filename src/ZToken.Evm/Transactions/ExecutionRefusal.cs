using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Why a transaction cannot be the next one of a block.</summary>
public enum ExecutionRefusal
{
    /// <summary>It is not refused.</summary>
    None,

    /// <summary>It could be in no block of the chain: <see cref="ExecutionOutcome.Unfit"/> says why.</summary>
    Unfit,

    /// <summary>Its gas limit is more than what the block has left.</summary>
    GasAboveBlock,

    /// <summary>Its blobs are more than the block may still have (EIP-4844).</summary>
    BlobsAboveBlock,

    /// <summary>It offers less for gas than the block's base fee (EIP-1559).</summary>
    FeeBelowBaseFee,

    /// <summary>It offers less for blob gas than the block's price (EIP-4844).</summary>
    BlobFeeBelowBaseFee,

    /// <summary>The sender has sent a transaction with this nonce already.</summary>
    NonceTooLow,

    /// <summary>A transaction of the sender is missing before this one.</summary>
    NonceTooHigh,

    /// <summary>The sender is a contract (EIP-3607).</summary>
    SenderHasCode,

    /// <summary>The sender has less than gas, blobs and value may cost.</summary>
    BalanceTooLow,
}
