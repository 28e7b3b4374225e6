namespace ZToken.Ledger;

/// <summary>How keys become paths of a trie.</summary>
public enum TrieKeys
{
    /// <summary>As they are: the tries of transactions, receipts and withdrawals.</summary>
    Plain,

    /// <summary>As their Keccak-256 digests, so that nobody can choose a long path: the tries of accounts and of storage.</summary>
    Hashed,
}
