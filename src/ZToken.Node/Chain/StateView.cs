using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>All accounts as they stood after some block, for reading. Costs nothing to make; for one thread at a time.</summary>
/// <remarks>What it reads was never changed since, so that blocks may be written meanwhile.</remarks>
public sealed class StateView
{
    private readonly INodeStore nodes;
    private readonly WorldState state;

    internal StateView(INodeStore nodes, INodeStore codes, BlockHeader header)
    {
        this.nodes = nodes;
        Header = header;
        state = new WorldState(nodes, codes, header.StateRoot);
    }

    /// <summary>The block's header.</summary>
    public BlockHeader Header { get; }

    /// <summary>What an account has, in wei.</summary>
    /// <exception cref="InvalidDataException">The database lacks a node, or it is malformed.</exception>
    public Word BalanceOf(in Address address) => state.BalanceOf(address);

    /// <summary>How many transactions an account has sent, or contracts it has made.</summary>
    /// <exception cref="InvalidDataException">The database lacks a node, or it is malformed.</exception>
    public ulong NonceOf(in Address address) => state.NonceOf(address);

    /// <summary>The code of an account.</summary>
    /// <exception cref="InvalidDataException">The database lacks a node, or it is malformed.</exception>
    public byte[] CodeOf(in Address address) => state.CodeOf(address).ToArray();

    /// <summary>The hash of an account's code.</summary>
    /// <exception cref="InvalidDataException">The database lacks a node, or it is malformed.</exception>
    public Hash256 CodeHashOf(in Address address) => state.CodeHashOf(address);

    /// <summary>What a slot of an account's storage holds.</summary>
    /// <exception cref="InvalidDataException">The database lacks a node, or it is malformed.</exception>
    public Word StorageOf(in Address address, in Word key) => state.StorageOf(address, key);

    /// <summary>An account and slots of its storage with the nodes that prove them under the block's state root (EIP-1186).</summary>
    /// <exception cref="InvalidDataException">The database lacks a node, or it is malformed.</exception>
    public AccountProof Prove(in Address address, IReadOnlyList<Word> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        PatriciaTrie accounts = new(TrieKeys.Hashed, nodes, Header.StateRoot);
        byte[] place = address.ToBytes();
        Account account = Account.Empty;
        if (accounts.Find(place) is byte[] bytes && !Account.TryRead(bytes, out account))
        {
            throw new InvalidDataException($"The state holds a malformed account {address}.");
        }

        PatriciaTrie storage = new(TrieKeys.Hashed, nodes, account.StorageRoot);
        StorageProof[] slots = new StorageProof[keys.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = new StorageProof(keys[i], StorageOf(address, keys[i]), storage.Prove(keys[i].ToBytes()));
        }

        return new AccountProof(address, account, accounts.Prove(place), slots);
    }
}
