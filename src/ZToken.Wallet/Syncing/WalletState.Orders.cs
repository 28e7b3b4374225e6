using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <content>Orders under way, and the notes reserved for them.</content>
internal sealed partial class WalletState
{
    private readonly Dictionary<long, StoredTransfer> transfers = [];
    private readonly Dictionary<long, StoredPayment> payments = [];
    private readonly Dictionary<string, long> transferOfBundle = [];
    private readonly HashSet<uint> reserved = [];

    /// <summary>Transfers that are neither final nor failed.</summary>
    public IReadOnlyDictionary<long, StoredTransfer> Transfers => transfers;

    /// <summary>Orders that are neither final nor failed.</summary>
    public IReadOnlyDictionary<long, StoredPayment> Payments => payments;

    /// <summary>Notes of an asset that nothing is planned with.</summary>
    public IEnumerable<SpendableNote> Spendable(AssetId asset) =>
        Account.Unspent.Where(note => note.Note.Note.Asset == asset && !reserved.Contains(note.Note.Position.Number)).Select(note => note.Note);

    /// <summary>The notes that a transfer spends.</summary>
    public SpendableNote[] NotesOf(StoredTransfer transfer)
    {
        Dictionary<uint, SpendableNote> unspent = Account.Unspent.ToDictionary(note => note.Note.Position.Number, note => note.Note);
        return [.. transfer.Notes.Select(position => unspent[position])];
    }

    /// <summary>What an account has of an asset, by what can be done with it.</summary>
    public AssetBalance BalanceOf(AssetId asset, string symbol)
    {
        Amount spendable = Sum(Spendable(asset).Select(note => note.Note.Value));
        Amount held = Sum(Account.Unspent.Where(note => note.Note.Note.Asset == asset && reserved.Contains(note.Note.Position.Number)).Select(note => note.Note.Note.Value));
        Amount coming = Sum(transfers.Values.Where(transfer => transfer.Asset == asset.Number).Select(transfer => new Amount(transfer.Change)));
        return new AssetBalance(asset, symbol, spendable, held, coming);
    }

    /// <summary>An order by its key, whether it is under way or not.</summary>
    public (long Id, StoredPayment Payment)? FindPayment(PaymentKey key) =>
        database.Payments.TryFind(key.ToString(), out long id, out StoredPayment? payment) ? (id, payments.GetValueOrDefault(id, payment)) : null;

    /// <summary>All orders, the newest first.</summary>
    public IEnumerable<StoredPayment> AllPayments() => database.Payments.NewestFirst().Select(row => row.Row);

    /// <summary>All movements, the newest first.</summary>
    public IEnumerable<StoredMovement> AllMovements() => database.Movements.NewestFirst().Select(row => row.Row);

    /// <summary>An order by its number.</summary>
    public StoredPayment PaymentOf(long id) => payments.GetValueOrDefault(id) ?? database.Payments.Find(id) ?? throw WalletDatabase.Damaged($"order {id} is gone");

    /// <summary>Writes orders down.</summary>
    /// <returns>Their numbers.</returns>
    public long[] Add(IReadOnlyList<StoredPayment> orders)
    {
        long[] ids = [.. Enumerable.Range(0, orders.Count).Select(i => nextPayment + i)];
        Change(() =>
        {
            for (int i = 0; i < ids.Length; i++)
            {
                database.Payments.Insert(ids[i], orders[i]);
                payments[ids[i]] = orders[i];
            }

            nextPayment += ids.Length;
        });
        return ids;
    }

    /// <summary>Begins a transfer that makes some orders, and reserves its notes.</summary>
    /// <returns>Its number.</returns>
    public long Begin(StoredTransfer transfer)
    {
        long id = nextTransfer;
        Change(() =>
        {
            database.Transfers.Insert(id, transfer);
            transfers[id] = transfer;
            reserved.UnionWith(transfer.Notes);
            for (byte number = 0; number < transfer.Payments.Count; number++)
            {
                Put(transfer.Payments[number], payments[transfer.Payments[number]] with { Transfer = id, Number = number, State = transfer.State });
            }

            nextTransfer++;
        });
        return id;
    }

    /// <summary>Writes down a bundle that was signed, before anybody else has it; unless one before it was seen in a block meanwhile.</summary>
    public void SignIfThere(long id, Bundle bundle)
    {
        if (!transfers.TryGetValue(id, out StoredTransfer? before))
        {
            return;
        }

        System.Buffers.ArrayBufferWriter<byte> bytes = new();
        bundle.WriteTo(bytes);
        StoredBundle stored = new(bundle.Id.ToString(), bundle.Terms.Expiry);
        bool isNew = before.Bundles.All(known => known.Id != stored.Id);
        StoredTransfer after = before with { State = PaymentState.Signed, Bundle = bytes.WrittenSpan.ToArray(), Bundles = isNew ? [.. before.Bundles, stored] : before.Bundles };
        Change(() =>
        {
            transferOfBundle[stored.Id] = id;
            Put(id, after, payment => payment with { State = PaymentState.Signed, Bundle = stored.Id });
        });
    }

    /// <summary>Writes down that a node took the newest bundle, unless it was seen in a block before.</summary>
    public void SubmitIfThere(long id, Hash256 transaction)
    {
        if (transfers.TryGetValue(id, out StoredTransfer? transfer))
        {
            Change(() => Put(
                id,
                transfer with { State = PaymentState.Submitted },
                payment => payment with { State = PaymentState.Submitted, Transaction = transaction.ToString(), Refusal = null, Failure = null }));
        }
    }

    /// <summary>Writes down why a transfer does not get on now; it is tried again.</summary>
    public void Delay(long id, WalletRefusal refusal, string failure)
    {
        if (transfers.TryGetValue(id, out StoredTransfer? transfer) && transfer.Payments.Any(payment => PaymentOf(payment).Failure != failure))
        {
            Change(() => Put(id, transfer, payment => payment with { Refusal = refusal, Failure = failure }));
        }
    }

    /// <summary>Writes down what holds a transfer up for good; where nobody has a bundle of it, it has failed by that.</summary>
    public void Hold(long id, WalletRefusal refusal, string failure)
    {
        if (!transfers.TryGetValue(id, out StoredTransfer? transfer))
        {
            return;
        }

        StoredTransfer held = transfer with { Refusal = refusal, Failure = failure };
        if (held.Bundles.Count == 0 || IsExpired(held))
        {
            Change(() => Fail(id, held));
            return;
        }

        DateTimeOffset until = DateTimeOffset.FromUnixTimeSeconds((long)held.Bundles.Max(bundle => bundle.Expiry));
        string waiting = $"{failure}; as a signed bundle is out, that it was not made is certain after {until:yyyy-MM-dd HH:mm:ss}Z";
        Change(() => Put(id, held, payment => payment with { Refusal = refusal, Failure = waiting }));
    }

    /// <summary>Writes down why orders are not made now; those that a transfer makes already are told by it.</summary>
    public void Note(IEnumerable<long> orders, WalletRefusal refusal, string failure) => Change(() =>
    {
        foreach (long id in orders)
        {
            if (payments.TryGetValue(id, out StoredPayment? payment))
            {
                Put(id, payment with { Refusal = refusal, Failure = failure });
            }
        }
    });

    /// <summary>Gives up an order of which nothing was signed, with all that the same transfer makes.</summary>
    public void CancelUnsigned(long id)
    {
        if (!payments.TryGetValue(id, out StoredPayment? payment))
        {
            return;
        }

        if (payment.Transfer is not { } transfer)
        {
            Change(() => Put(id, payment with { State = PaymentState.Failed, Failure = "given up" }));
        }
        else if (transfers[transfer].Bundles.Count == 0)
        {
            Change(() => Fail(transfer, transfers[transfer] with { Failure = "given up" }));
        }
    }

    /// <summary>Whether no bundle of a transfer can be taken any more.</summary>
    public bool IsExpired(StoredTransfer transfer) => transfer.Bundles.Count > 0 && transfer.Bundles.All(bundle => bundle.Expiry < Time);

    private void LoadOrders()
    {
        transfers.Clear();
        payments.Clear();
        transferOfBundle.Clear();
        reserved.Clear();
        foreach ((long id, StoredTransfer transfer) in database.Transfers.UnderWay())
        {
            transfers.Add(id, transfer);
            reserved.UnionWith(transfer.Notes);
            foreach (StoredBundle bundle in transfer.Bundles)
            {
                transferOfBundle[bundle.Id] = id;
            }
        }

        foreach ((long id, StoredPayment payment) in database.Payments.UnderWay())
        {
            payments.Add(id, payment);
        }

        (nextTransfer, nextPayment) = (database.Transfers.NextId(), database.Payments.NextId());
    }

    private string? KeyOf(string bundle, StoredMovement movement) =>
        movement.Kind != MovementKind.Received && transferOfBundle.TryGetValue(bundle, out long id) && movement.Number < transfers[id].Payments.Count
            ? PaymentOf(transfers[id].Payments[movement.Number]).Key
            : null;

    // Called in a change of the database, as all below.
    private void FinishOrders(LedgerBlock block)
    {
        for (int i = 0; i < block.Bundles.Count; i++)
        {
            if (transferOfBundle.TryGetValue(block.Bundles[i].Id.ToString(), out long id))
            {
                Finish(id, block.Bundles[i].Id.ToString(), block.Transactions[i].ToString(), block.Height);
            }
        }
    }

    // A copy of this wallet, with an older database or none, spent notes that are reserved here. Where it did what was planned here, that is done; else
    // what was planned can never be made with these notes, and is not made with others, for nobody knows why there are two.
    private void SettleForeign(ScannedTransfer found, IReadOnlyList<StoredMovement> movements, LedgerBlock block, int number)
    {
        string bundle = block.Bundles[number].Id.ToString();
        if (found.Sent is not { } sent || transferOfBundle.ContainsKey(bundle))
        {
            return;
        }

        uint[] spent = [.. sent.Spent.Where(position => position is not null).Select(position => position!.Value.Number)];
        foreach ((long id, StoredTransfer transfer) in transfers.Where(entry => entry.Value.Notes.Any(spent.Contains)).ToArray())
        {
            if (IsMadeBy(transfer, movements))
            {
                Finish(id, bundle, block.Transactions[number].ToString(), block.Height);
            }
            else
            {
                Fail(id, transfer with { Refusal = WalletRefusal.SpentElsewhere, Failure = $"another copy of this wallet spent the notes, in block {block.Height}: look there, and order anew under another key if it was not paid" });
            }
        }
    }

    private bool IsMadeBy(StoredTransfer transfer, IReadOnlyList<StoredMovement> movements)
    {
        StoredMovement[] outgoing = [.. movements.Where(movement => movement.Kind != MovementKind.Received)];
        return transfer.Kind != PaymentKind.Consolidation && outgoing.Length == transfer.Payments.Count && transfer.Payments.Select(PaymentOf).Zip(outgoing).All(pair =>
            pair.First.Kind == KindOf(pair.Second.Kind) && pair.First.Asset == pair.Second.Asset && pair.First.Cents == pair.Second.Cents && pair.First.Payee == pair.Second.Counterparty &&
            (pair.First.EndToEndId, pair.First.Purpose, pair.First.Text) == (pair.Second.EndToEndId, pair.Second.Purpose, pair.Second.Text));
    }

    private static PaymentKind KindOf(MovementKind movement) => movement switch
    {
        MovementKind.Shielded => PaymentKind.Shield,
        MovementKind.Unshielded => PaymentKind.Unshield,
        _ => PaymentKind.Payment,
    };

    private void Finish(long id, string bundle, string transaction, ulong height)
    {
        StoredTransfer done = transfers[id] with { State = PaymentState.Final, Height = height, Bundle = null };
        Put(id, done, payment => payment with
        {
            State = PaymentState.Final,
            Bundle = bundle,
            Transaction = transaction,
            Height = height,
            FinalAt = time.GetUtcNow(),
            Refusal = null,
            Failure = null,
        });
    }

    private void Fail(long id, StoredTransfer transfer) =>
        Put(id, transfer with { State = PaymentState.Failed, Bundle = null }, payment => payment with { State = PaymentState.Failed, Refusal = transfer.Refusal, Failure = transfer.Failure });

    private void FailExpired()
    {
        foreach ((long id, StoredTransfer transfer) in transfers.Where(entry => entry.Value.Refusal is not null && IsExpired(entry.Value)).ToArray())
        {
            Fail(id, transfer);
        }
    }

    private void Put(long id, StoredTransfer transfer, Func<StoredPayment, StoredPayment> change)
    {
        database.Transfers.Update(id, transfer);
        foreach (long payment in transfer.Payments)
        {
            Put(payment, change(PaymentOf(payment)));
        }

        if (transfer.State is not (PaymentState.Final or PaymentState.Failed))
        {
            transfers[id] = transfer;
            return;
        }

        _ = transfers.Remove(id);
        reserved.ExceptWith(transfer.Notes);
        foreach (StoredBundle bundle in transfer.Bundles)
        {
            _ = transferOfBundle.Remove(bundle.Id);
        }
    }

    private void Put(long id, StoredPayment payment)
    {
        database.Payments.Update(id, payment);
        if (payment.State is PaymentState.Final or PaymentState.Failed)
        {
            _ = payments.Remove(id);
        }
        else
        {
            payments[id] = payment;
        }
    }

    private static Amount Sum(IEnumerable<Amount> amounts) => amounts.Aggregate(Amount.Zero, (sum, amount) => sum + amount);
}
