namespace ZToken.Ledger;

/// <summary>What eth_getProof answers (EIP-1186): an account and slots of its storage, with proofs.</summary>
/// <param name="Address">Whose account it is.</param>
/// <param name="Account">What it holds; <see cref="Account.Empty"/> where there is none.</param>
/// <param name="Nodes">The nodes of the state trie.</param>
/// <param name="Storage">The slots that were asked for.</param>
public sealed record AccountProof(Address Address, Account Account, IReadOnlyList<byte[]> Nodes, IReadOnlyList<StorageProof> Storage)
{
    /// <summary>Whether the nodes prove the account and all slots under the state root of a block.</summary>
    public bool HoldsUnder(in Hash256 stateRoot)
    {
        if (!TrieProof.TryVerify(stateRoot, TrieKeys.Hashed, Address.ToBytes(), Nodes, out byte[]? found))
        {
            return false;
        }

        bool accountHolds = found is null ? Account == Account.Empty : Account.TryRead(found, out Account read) && read == Account;
        return accountHolds && Storage.All(slot => slot.HoldsUnder(Account.StorageRoot));
    }
}
