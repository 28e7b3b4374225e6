namespace ZToken.Ledger;

/// <summary>What the state holds of an account, under the hash of its address.</summary>
/// <param name="Nonce">How many transactions it has sent, or contracts it has made.</param>
/// <param name="Balance">What it has, in wei.</param>
/// <param name="StorageRoot">The root of its storage.</param>
/// <param name="CodeHash">The hash of its code.</param>
public sealed record Account(ulong Nonce, Word Balance, Hash256 StorageRoot, Hash256 CodeHash)
{
    private const int LongestEncoding = 128;

    /// <summary>An account with nothing.</summary>
    public static Account Empty { get; } = new(0, Word.Zero, PatriciaTrie.EmptyRoot, Hash256.OfNothing);

    /// <summary>Whether the account counts as absent (EIP-161): no nonce, no balance, no code.</summary>
    public bool IsEmpty => Nonce == 0 && Balance.IsZero && CodeHash == Hash256.OfNothing;

    /// <summary>Reads the encoding of the state trie.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Account account)
    {
        account = Empty;
        if (!RlpReader.TryReadOnlyList(bytes, out RlpReader items)
            || !items.TryReadUInt64(out ulong nonce)
            || !items.TryReadWord(out Word balance)
            || !items.TryReadHash(out Hash256 storageRoot)
            || !items.TryReadHash(out Hash256 codeHash)
            || !items.IsAtEnd)
        {
            return false;
        }

        account = new Account(nonce, balance, storageRoot, codeHash);
        return true;
    }

    /// <summary>The encoding of the state trie.</summary>
    public byte[] Encode()
    {
        RlpWriter writer = new(LongestEncoding);
        int list = writer.BeginList();
        writer.Write(Nonce);
        writer.Write(Balance);
        writer.Write(StorageRoot);
        writer.Write(CodeHash);
        writer.EndList(list);
        return writer.ToArray();
    }
}
