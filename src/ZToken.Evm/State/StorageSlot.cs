using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>A slot of an account's storage as it stands during a block.</summary>
internal struct StorageSlot
{
    /// <summary>What SLOAD gives.</summary>
    public Word Current;

    /// <summary>What the transaction found (EIP-2200).</summary>
    public Word Original;

    /// <summary>What the trie holds.</summary>
    public Word Stored;

    /// <summary>The transaction that <see cref="Original"/> and <see cref="IsWarm"/> are of.</summary>
    public int Transaction;

    /// <summary>Whether the transaction has been here before (EIP-2929).</summary>
    public bool IsWarm;
}
