namespace ZToken.Ledger;

/// <summary>Why a transaction is not one, or not one for this chain, whatever the state.</summary>
public enum TransactionRefusal
{
    /// <summary>It is not refused.</summary>
    None = 0,

    /// <summary>The bytes are not the one encoding of a transaction: shape, leading zeros, lengths, numbers out of range.</summary>
    Malformed,

    /// <summary>The envelope's type is none of <see cref="TransactionType"/>.</summary>
    UnknownType,

    /// <summary>v, r or s is out of range, s is in the upper half (EIP-2), or no key can have signed.</summary>
    BadSignature,

    /// <summary>It is signed for another chain.</summary>
    ForeignChain,

    /// <summary>The nonce is 2^64 - 1, after which there is none (EIP-2681).</summary>
    NonceTooLarge,

    /// <summary>More is offered to the proposer than in all (EIP-1559).</summary>
    TipAboveFee,

    /// <summary>Gas limit times fee is 2^256 or more.</summary>
    FeeOverflows,

    /// <summary>The gas limit does not pay for the transaction itself: see <see cref="IntrinsicGas"/>.</summary>
    GasBelowIntrinsic,

    /// <summary>The init code is longer than 49,152 bytes (EIP-3860).</summary>
    InitCodeTooLong,

    /// <summary>A transaction with blobs must have some, and a target (EIP-4844).</summary>
    BlobsMissing,

    /// <summary>The hash of a blob does not begin with the version 1 (EIP-4844).</summary>
    BlobVersionUnknown,
}
