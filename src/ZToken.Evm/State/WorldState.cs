using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>All accounts during a block: what the tries hold and, over it, what the block's transactions have changed.</summary>
/// <remarks>
/// Every change goes through here and into a journal, so that a failed call costs as much to undo as it changed. What is left in the journal at the end of
/// a transaction is exactly what it touched. Whatever reads throws <see cref="InvalidDataException"/> where a store lacks a node or a code, or holds a
/// malformed one: then this object, and what ran over it, is of no more use. For one thread at a time.
/// </remarks>
public sealed partial class WorldState
{
    private readonly INodeStore nodes;
    private readonly INodeStore codes;
    private readonly PatriciaTrie accounts;
    private readonly Dictionary<Address, AccountState> loaded = [];
    private readonly Dictionary<Hash256, Code> codeByHash = [];
    private readonly HashSet<AccountState> changed = [];
    private readonly List<Code> newCodes = [];

    /// <summary>Opens the state under some root.</summary>
    /// <param name="nodes">The nodes of the tries.</param>
    /// <param name="codes">The codes of contracts, each under its hash; may be the same store.</param>
    /// <param name="root">The root that a block's header names.</param>
    public WorldState(INodeStore nodes, INodeStore codes, in Hash256 root)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(codes);
        this.nodes = nodes;
        this.codes = codes;
        accounts = new PatriciaTrie(TrieKeys.Hashed, nodes, root);
    }

    /// <summary>The root over all accounts as they stand; between transactions only.</summary>
    public Hash256 Root
    {
        get
        {
            EndTransaction();
            StoreAccounts();
            return accounts.Root;
        }
    }

    /// <summary>Adds to the stores what has been made since the last time; the state can be used on.</summary>
    /// <returns>The root, under which the state can be opened again.</returns>
    public Hash256 Commit()
    {
        EndTransaction();
        foreach (Code code in newCodes)
        {
            codes.Add(code.Hash, code.Bytes.ToArray());
        }

        newCodes.Clear();
        StoreAccounts();
        foreach (AccountState account in loaded.Values)
        {
            account.CommitStorage();
        }

        return accounts.Commit();
    }

    /// <summary>What an account has, in wei.</summary>
    public Word BalanceOf(in Address address) => Account(address).Balance;

    /// <summary>How many transactions an account has sent, or contracts it has made.</summary>
    public ulong NonceOf(in Address address) => Account(address).Nonce;

    /// <summary>The code of an account.</summary>
    public ReadOnlySpan<byte> CodeOf(in Address address) => CodeOf(Account(address)).Bytes;

    /// <summary>The hash of an account's code.</summary>
    public Hash256 CodeHashOf(in Address address) => Account(address).CodeHash;

    /// <summary>What a slot of an account's storage holds.</summary>
    public Word StorageOf(in Address address, in Word key) => Account(address).Slot(key, transaction).Current;

    /// <summary>Adds to an account's balance from nowhere: withdrawals (EIP-4895) and the beginning of a chain.</summary>
    public void Credit(in Address address, in Word amount) => Credit(Account(address), amount);

    /// <summary>Sets an account's nonce; for the beginning of a chain.</summary>
    public void SetNonce(in Address address, ulong nonce) => SetNonce(Account(address), nonce);

    /// <summary>Sets an account's code; for the beginning of a chain.</summary>
    public void SetCode(in Address address, ReadOnlySpan<byte> code) => SetCode(Account(address), new Code(code));

    /// <summary>Sets a slot of an account's storage; for the beginning of a chain.</summary>
    public void SetStorage(in Address address, in Word key, in Word value)
    {
        AccountState account = Account(address);
        SetStorage(account, ref account.Slot(key, transaction), key, value);
    }

    internal AccountState Account(in Address address)
    {
        if (!loaded.TryGetValue(address, out AccountState? account))
        {
            account = new AccountState(address, Load(address), nodes);
            loaded.Add(address, account);
        }

        account.EnterTransaction(transaction);
        return account;
    }

    internal Code CodeOf(AccountState account)
    {
        if (account.Code is null)
        {
            if (account.CodeHash == Hash256.OfNothing)
            {
                account.Code = Code.None;
            }
            else if (codeByHash.TryGetValue(account.CodeHash, out Code? known))
            {
                account.Code = known;
            }
            else
            {
                byte[] bytes = codes.Find(account.CodeHash) ?? throw new InvalidDataException($"The store lacks the code of {account.Address}.");
                account.Code = new Code(bytes, account.CodeHash);
                codeByHash.Add(account.CodeHash, account.Code);
            }
        }

        return account.Code;
    }

    private Account Load(in Address address)
    {
        Span<byte> key = stackalloc byte[Address.SizeInBytes];
        address.WriteTo(key);
        if (accounts.Find(key) is not byte[] bytes)
        {
            return Ledger.Account.Empty;
        }

        return Ledger.Account.TryRead(bytes, out Account account) ? account : throw new InvalidDataException($"The state holds a malformed account {address}.");
    }

    private void StoreAccounts()
    {
        Span<byte> key = stackalloc byte[Address.SizeInBytes];
        foreach (AccountState account in changed)
        {
            account.Address.WriteTo(key);
            accounts.Set(key, account.IsEmpty ? [] : account.StoreSlots().Encode());
        }

        changed.Clear();
    }
}
