using System.Runtime.InteropServices;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>An account as it stands during a block. Only <see cref="WorldState"/> changes it, and notes how to undo that.</summary>
internal sealed class AccountState(Address address, Account stored, INodeStore nodes)
{
    private readonly Dictionary<Word, StorageSlot> slots = [];
    private PatriciaTrie? storage;
    private bool hasNewNodes;

    public Address Address { get; } = address;

    public ulong Nonce { get; set; } = stored.Nonce;

    public Word Balance { get; set; } = stored.Balance;

    public Hash256 CodeHash { get; set; } = stored.CodeHash;

    /// <summary>The code, once somebody has asked for it.</summary>
    public Code? Code { get; set; }

    /// <summary>The root of its storage as of the last <see cref="StoreSlots"/>.</summary>
    public Hash256 StorageRoot { get; private set; } = stored.StorageRoot;

    /// <summary>The last transaction that looked at it.</summary>
    public int Transaction { get; private set; }

    /// <summary>Whether this transaction has been here before (EIP-2929).</summary>
    public bool IsWarm { get; set; }

    /// <summary>Whether this transaction has made the contract (EIP-6780).</summary>
    public bool IsNew { get; set; }

    /// <summary>Whether it vanishes with the end of this transaction.</summary>
    public bool IsDoomed { get; set; }

    /// <summary>Whether it counts as absent (EIP-161).</summary>
    public bool IsEmpty => Nonce == 0 && Balance.IsZero && CodeHash == Hash256.OfNothing;

    /// <summary>Whether no contract can be made here (EIP-684, EIP-7610).</summary>
    public bool IsTaken => Nonce != 0 || CodeHash != Hash256.OfNothing || StorageRoot != PatriciaTrie.EmptyRoot;

    /// <summary>Forgets what belongs to an earlier transaction.</summary>
    public void EnterTransaction(int transaction)
    {
        if (Transaction != transaction)
        {
            Transaction = transaction;
            IsWarm = false;
            IsNew = false;
            IsDoomed = false;
        }
    }

    /// <summary>A slot, in the state of some transaction; the reference holds until another slot is asked for.</summary>
    public ref StorageSlot Slot(in Word key, int transaction)
    {
        ref StorageSlot slot = ref CollectionsMarshal.GetValueRefOrAddDefault(slots, key, out bool known);
        if (!known)
        {
            slot.Stored = Load(key);
            slot.Current = slot.Stored;
        }

        if (slot.Transaction != transaction)
        {
            slot.Transaction = transaction;
            slot.Original = slot.Current;
            slot.IsWarm = false;
        }

        return ref slot;
    }

    /// <summary>Makes it an account with nothing.</summary>
    public void Clear()
    {
        Nonce = 0;
        Balance = Word.Zero;
        CodeHash = Hash256.OfNothing;
        Code = null;
        StorageRoot = PatriciaTrie.EmptyRoot;
        storage = null;
        slots.Clear();
    }

    /// <summary>Writes changed slots into the trie of its storage and gives what the state trie is to hold.</summary>
    public Account StoreSlots()
    {
        Span<byte> bytes = stackalloc byte[Word.SizeInBytes];
        bool changed = false;
        foreach (Word key in slots.Keys)
        {
            ref StorageSlot slot = ref CollectionsMarshal.GetValueRefOrNullRef(slots, key);
            if (slot.Current != slot.Stored)
            {
                key.WriteBigEndian(bytes);
                Storage.Set(bytes, slot.Current.IsZero ? [] : Encode(slot.Current));
                slot.Stored = slot.Current;
                changed = true;
            }
        }

        StorageRoot = changed ? Storage.Root : StorageRoot;
        hasNewNodes |= changed;
        return new Account(Nonce, Balance, StorageRoot, CodeHash);
    }

    /// <summary>Adds the nodes of its storage to the store.</summary>
    public void CommitStorage()
    {
        if (hasNewNodes)
        {
            Storage.Commit();
            hasNewNodes = false;
        }
    }

    private PatriciaTrie Storage => storage ??= new PatriciaTrie(TrieKeys.Hashed, nodes, StorageRoot);

    private Word Load(in Word key)
    {
        if (storage is null && StorageRoot == PatriciaTrie.EmptyRoot)
        {
            return Word.Zero;
        }

        Span<byte> bytes = stackalloc byte[Word.SizeInBytes];
        key.WriteBigEndian(bytes);
        if (Storage.Find(bytes) is not byte[] value)
        {
            return Word.Zero;
        }

        RlpReader reader = new(value);
        return reader.TryReadWord(out Word word) && reader.IsAtEnd ? word : throw new InvalidDataException($"The storage of {Address} holds a malformed value.");
    }

    private static byte[] Encode(in Word value)
    {
        RlpWriter writer = new(Word.SizeInBytes + 1);
        writer.Write(value);
        return writer.ToArray();
    }
}
