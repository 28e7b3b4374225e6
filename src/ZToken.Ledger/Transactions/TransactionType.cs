namespace ZToken.Ledger;

/// <summary>The kinds of transactions up to the fork Cancun; the number is the first byte of a typed envelope (EIP-2718).</summary>
public enum TransactionType
{
    /// <summary>A list without an envelope, with or without a chain's number in its signature (EIP-155).</summary>
    Legacy = 0,

    /// <summary>With a list of what it will touch (EIP-2930).</summary>
    AccessList = 1,

    /// <summary>With a most that it pays in all and a most that it pays to the proposer (EIP-1559).</summary>
    DynamicFee = 2,

    /// <summary>With blobs, of which the chain keeps the hashes (EIP-4844).</summary>
    Blob = 3,
}
