namespace ZToken.Ledger;

/// <summary>One slot of a contract's storage, with its proof.</summary>
/// <param name="Key">The slot.</param>
/// <param name="Value">What it holds; zero where it holds nothing.</param>
/// <param name="Nodes">The nodes of the storage trie.</param>
public sealed record StorageProof(Word Key, Word Value, IReadOnlyList<byte[]> Nodes)
{
    /// <summary>Whether the nodes prove the value under the root of an account's storage.</summary>
    public bool HoldsUnder(in Hash256 storageRoot)
    {
        if (!TrieProof.TryVerify(storageRoot, TrieKeys.Hashed, Key.ToBytes(), Nodes, out byte[]? found))
        {
            return false;
        }

        if (found is null)
        {
            return Value.IsZero;
        }

        RlpReader reader = new(found);
        return reader.TryReadWord(out Word value) && reader.IsAtEnd && value == Value;
    }
}
