using ZToken.Notes;

namespace ZToken.Wallet;

/// <content>Blocks that the chain took back.</content>
internal sealed partial class WalletState
{
    /// <summary>Takes back all blocks above a mark; orders that were final in one of them are under way again.</summary>
    /// <param name="mark">A block that is on the chain; null where none of those that were marked is.</param>
    public void RewindTo(StoredMark? mark)
    {
        ulong next = mark is null ? ledger.FirstBlock : mark.Height + 1;
        StoredMark? checkpoint = mark is null ? null : marks.LastOrDefault(known => known.IsCheckpoint && known.Height <= mark.Height);
        if (checkpoint is null || Account.RewindTo(checkpoint.Height) is not null)
        {
            next = ledger.FirstBlock;
        }

        bool isAnew = next == ledger.FirstBlock;
        Change(() =>
        {
            DeleteLogs(next);
            DeleteMovements(next);
            Reopen(next);
            if (isAnew)
            {
                database.Notes.DeleteFrom(0);
                database.Tree.DeleteFrom(0);
                marks.Clear();
            }
            else
            {
                RewindNotes();
                KeepTree();
                marks.RemoveAll(known => known.Height >= next);
            }

            KeepProgress(next, Time);
        });
        Load();
    }

    private void DeleteLogs(ulong next)
    {
        if (database.Registry.All().FirstOrDefault(log => log.Row.Height >= next) is { Row: not null } first)
        {
            database.Registry.DeleteFrom(first.Id);
        }
    }

    private void DeleteMovements(ulong next)
    {
        if (database.Movements.NewestFirst().TakeWhile(movement => movement.Row.Block >= next).LastOrDefault() is { Row: not null } first)
        {
            database.Movements.DeleteFrom(first.Id);
        }
    }

    private void RewindNotes()
    {
        Dictionary<uint, OwnedNote> kept = Account.Notes.ToDictionary(note => note.Note.Position.Number);
        long? gone = null;
        foreach ((uint position, long id) in noteRows)
        {
            if (kept.TryGetValue(position, out OwnedNote? note))
            {
                database.Notes.Update(id, RowOf(note));
            }
            else
            {
                gone = gone is { } least ? Math.Min(least, id) : id;
            }
        }

        // Rows follow the order in which notes came, so those that are gone are the last.
        if (gone is { } first)
        {
            database.Notes.DeleteFrom(first);
        }
    }

    private void Reopen(ulong next)
    {
        foreach ((long id, StoredTransfer transfer) in database.Transfers.All().Where(row => row.Row.Height >= next).ToArray())
        {
            database.Transfers.Update(id, transfer with { State = PaymentState.Submitted, Height = null });
            foreach (long payment in transfer.Payments)
            {
                database.Payments.Update(payment, database.Payments.Find(payment)! with { State = PaymentState.Submitted, Height = null, FinalAt = null });
            }
        }
    }
}
