using System.Diagnostics;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <content>Changes, and how they are undone.</content>
public sealed partial class WorldState
{
    private readonly List<Log> logs = [];
    private readonly Dictionary<(Address Account, Word Key), Word> transient = [];
    private Change[] journal = new Change[64];
    private int journalLength;
    private int transaction = 1;
    private long refund;

    /// <summary>What the transaction has logged so far.</summary>
    internal IReadOnlyList<Log> Logs => logs;

    /// <summary>The gas that the transaction gets back so far.</summary>
    internal long Refund => refund;

    /// <summary>Where the journal stands: <see cref="Revert"/> goes back to here.</summary>
    internal int Snapshot() => journalLength;

    /// <summary>Undoes all changes since a snapshot.</summary>
    internal void Revert(int snapshot)
    {
        while (journalLength > snapshot)
        {
            Undo(ref journal[--journalLength]);
        }
    }

    /// <summary>Ends a transaction: what vanishes with it is taken away, and the next one begins.</summary>
    /// <remarks>Contracts that were made and destroyed in it go (EIP-6780), and accounts that it left empty (EIP-161).</remarks>
    internal void EndTransaction()
    {
        for (int i = 0; i < journalLength; i++)
        {
            // Warming is no touch.
            if (journal[i] is { Account: AccountState account, Kind: not (ChangeKind.AccountWarmed or ChangeKind.SlotWarmed) })
            {
                changed.Add(account);
                if (journal[i].Kind == ChangeKind.Code && account.Code is Code code)
                {
                    newCodes.Add(code);
                    codeByHash.TryAdd(code.Hash, code);
                }

                if (account.IsDoomed || account.IsEmpty)
                {
                    account.Clear();
                }
            }
        }

        journalLength = 0;
        logs.Clear();
        transient.Clear();
        refund = 0;
        transaction++;
    }

    /// <summary>Marks an account as accessed.</summary>
    /// <returns>Whether it was not before.</returns>
    internal bool Warm(in Address address)
    {
        AccountState account = Account(address);
        if (account.IsWarm)
        {
            return false;
        }

        account.IsWarm = true;
        Note(ChangeKind.AccountWarmed, account);
        return true;
    }

    /// <summary>Marks a slot as accessed.</summary>
    /// <returns>Whether it was not before.</returns>
    internal bool Warm(AccountState account, ref StorageSlot slot, in Word key)
    {
        if (slot.IsWarm)
        {
            return false;
        }

        slot.IsWarm = true;
        Note(ChangeKind.SlotWarmed, account).Key = key;
        return true;
    }

    /// <summary>Marks a slot of an account as accessed.</summary>
    internal void Warm(in Address address, in Word key)
    {
        AccountState account = Account(address);
        Warm(account, ref SlotOf(account, key), key);
    }

    internal ref StorageSlot SlotOf(AccountState account, in Word key) => ref account.Slot(key, transaction);

    internal void SetStorage(AccountState account, ref StorageSlot slot, in Word key, in Word value)
    {
        ref Change change = ref Note(ChangeKind.Storage, account);
        change.Key = key;
        change.Previous = slot.Current;
        slot.Current = value;
    }

    internal Word TransientOf(in Address account, in Word key) => transient.GetValueOrDefault((account, key));

    internal void SetTransient(AccountState account, in Word key, in Word value)
    {
        ref Change change = ref Note(ChangeKind.Transient, account);
        change.Key = key;
        change.Previous = TransientOf(account.Address, key);
        transient[(account.Address, key)] = value;
    }

    internal void Touch(AccountState account) => Note(ChangeKind.Touched, account);

    internal void Credit(AccountState account, in Word amount) => SetBalance(account, account.Balance + amount);

    internal void SetBalance(AccountState account, in Word balance)
    {
        Note(ChangeKind.Balance, account).Previous = account.Balance;
        account.Balance = balance;
    }

    /// <summary>Moves value that the sender is known to have, and touches who gets it.</summary>
    internal void Transfer(AccountState from, AccountState to, in Word value)
    {
        if (value.IsZero)
        {
            Touch(to);
            return;
        }

        SetBalance(from, from.Balance - value);
        Credit(to, value);
    }

    internal void SetNonce(AccountState account, ulong nonce)
    {
        Note(ChangeKind.Nonce, account).Previous = account.Nonce;
        account.Nonce = nonce;
    }

    internal void SetCode(AccountState account, Code code)
    {
        ref Change change = ref Note(ChangeKind.Code, account);
        change.Code = account.Code;
        change.Previous = account.CodeHash.ToWord();
        account.Code = code;
        account.CodeHash = code.Hash;
    }

    /// <summary>Begins a contract at an address that is free: its nonce is 1 (EIP-161).</summary>
    internal void BeginContract(AccountState account)
    {
        Note(ChangeKind.ContractBegun, account);
        account.IsNew = true;
        SetNonce(account, 1);
    }

    /// <summary>Lets an account vanish at the end of the transaction.</summary>
    internal void Doom(AccountState account)
    {
        if (!account.IsDoomed)
        {
            Note(ChangeKind.Doomed, account);
            account.IsDoomed = true;
        }
    }

    internal void AddRefund(long amount)
    {
        Note(ChangeKind.Refund, null).Previous = (ulong)refund;
        refund += amount;
    }

    internal void AddLog(Log log)
    {
        Note(ChangeKind.Log, null);
        logs.Add(log);
    }

    private ref Change Note(ChangeKind kind, AccountState? account)
    {
        if (journalLength == journal.Length)
        {
            Array.Resize(ref journal, 2 * journal.Length);
        }

        ref Change change = ref journal[journalLength++];
        change.Kind = kind;
        change.Account = account;
        return ref change;
    }

    private void Undo(ref Change change)
    {
        AccountState account = change.Account!;
        switch (change.Kind)
        {
            case ChangeKind.Touched:
                break;
            case ChangeKind.Balance:
                account.Balance = change.Previous;
                break;
            case ChangeKind.Nonce:
                account.Nonce = change.Previous.Low64;
                break;
            case ChangeKind.Code:
                account.Code = change.Code;
                account.CodeHash = Hash256.FromWord(change.Previous);
                change.Code = null;
                break;
            case ChangeKind.Storage:
                SlotOf(account, change.Key).Current = change.Previous;
                break;
            case ChangeKind.Transient:
                transient[(account.Address, change.Key)] = change.Previous;
                break;
            case ChangeKind.AccountWarmed:
                account.IsWarm = false;
                break;
            case ChangeKind.SlotWarmed:
                SlotOf(account, change.Key).IsWarm = false;
                break;
            case ChangeKind.ContractBegun:
                account.IsNew = false;
                break;
            case ChangeKind.Doomed:
                account.IsDoomed = false;
                break;
            case ChangeKind.Refund:
                refund = (long)change.Previous.Low64;
                break;
            case ChangeKind.Log:
                logs.RemoveAt(logs.Count - 1);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
