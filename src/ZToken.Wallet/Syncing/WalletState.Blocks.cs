using System.Buffers;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <content>Blocks in.</content>
internal sealed partial class WalletState
{
    /// <summary>Reads blocks in memory. <see cref="Keep"/> must follow; until then the state is stale.</summary>
    /// <param name="blocks">The next blocks, at least one.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ReadBatch Read(IReadOnlyList<LedgerBlock> blocks, CancellationToken cancellation)
    {
        IsStale = true;
        TransferEffects[] effects = [.. blocks.SelectMany(block => block.Transfers)];
        return new ReadBatch(blocks, Account.Apply(blocks[^1].Height, effects, new ComputeOptions { Cancellation = cancellation }));
    }

    /// <summary>Follows the registry, writes down what came and went, and finishes orders: all of it in one change of the database.</summary>
    /// <param name="batch">What was read.</param>
    /// <param name="times">The times of the blocks that touch the account, in Unix seconds.</param>
    public void Keep(ReadBatch batch, IReadOnlyDictionary<ulong, ulong> times)
    {
        database.Change(() =>
        {
            MovementReader reader = new(Registry, keys);
            int first = 0;
            foreach (LedgerBlock block in batch.Blocks)
            {
                KeepRegistry(block);
                foreach (ScannedTransfer found in batch.Reading.Transfers.Where(transfer => transfer.Index >= first && transfer.Index < first + block.Bundles.Count))
                {
                    int number = found.Index - first;
                    StoredMovement[] movements = [.. reader.Read(found, block.Bundles[number])];
                    KeepMovements(movements, block, number, times[block.Height]);
                    SettleForeign(found, movements, block, number);
                }

                FinishOrders(block);
                first += block.Bundles.Count;
            }

            KeepNotes(batch);
            Mark(batch.Blocks[^1]);
            KeepTree();
            KeepProgress(batch.Blocks[^1].Height + 1, times.TryGetValue(batch.Blocks[^1].Height, out ulong last) ? Math.Max(Time, last) : Time);
        });
        IsStale = false;
    }

    /// <summary>Notes that all blocks up to one were read, the rest of which did nothing to the ledger.</summary>
    public void ReachTo(ulong height, string hash, ulong blockTime) => Change(() =>
    {
        marks.RemoveAll(mark => !mark.IsCheckpoint);
        if (marks.Count == 0 || marks[^1].Height < height)
        {
            marks.Add(new StoredMark(height, hash));
        }

        KeepProgress(height + 1, Math.Max(Time, blockTime));
        FailExpired();
    });

    private void KeepRegistry(LedgerBlock block)
    {
        foreach (Ledger.Log log in block.RegistryLogs)
        {
            Registry.Apply(log);
            database.Registry.Insert(nextLog++, new StoredLog(block.Height, [.. log.Topics.Select(topic => topic.ToString())], log.Data.ToArray()));
        }
    }

    private void KeepMovements(IEnumerable<StoredMovement> movements, LedgerBlock block, int number, ulong blockTime)
    {
        string bundle = block.Bundles[number].Id.ToString();
        foreach (StoredMovement movement in movements)
        {
            AssetId asset = new(movement.Asset);
            Amount amount = new(movement.Cents), before = balances.GetValueOrDefault(asset);
            balances[asset] = movement.Kind is MovementKind.Received or MovementKind.Shielded ? before + amount : before >= amount ? before - amount : Amount.Zero;
            database.Movements.Insert(nextMovement++, movement with
            {
                Block = block.Height,
                Time = DateTimeOffset.FromUnixTimeSeconds((long)blockTime),
                Transaction = block.Transactions[number].ToString(),
                Bundle = bundle,
                Balance = balances[asset].Cents,
                Key = KeyOf(bundle, movement),
            });
        }
    }

    private void KeepNotes(ReadBatch batch)
    {
        foreach (OwnedNote note in batch.Reading.Received)
        {
            noteRows[note.Note.Position.Number] = nextNote;
            database.Notes.Insert(nextNote++, RowOf(note));
        }

        foreach (OwnedNote note in batch.Reading.Spent)
        {
            database.Notes.Update(noteRows[note.Note.Position.Number], RowOf(note));
        }

        if (Account.ForgetSpent() > 0)
        {
            HashSet<uint> kept = [.. Account.Notes.Select(note => note.Note.Position.Number)];
            foreach (uint position in noteRows.Keys.Where(position => !kept.Contains(position)).ToArray())
            {
                _ = noteRows.Remove(position);
            }
        }
    }

    private void Mark(LedgerBlock block)
    {
        marks.Add(new StoredMark(block.Height, block.Hash.ToString()) { IsCheckpoint = true });
        marks.RemoveAll(mark => !mark.IsCheckpoint);
        if (marks.Count > MarksKept)
        {
            marks.RemoveRange(0, marks.Count - MarksKept);
        }
    }

    private void KeepTree()
    {
        ArrayBufferWriter<byte> tree = new();
        Account.Tree.WriteTo(tree);
        database.Tree.Put(1, tree.WrittenSpan.ToArray());
    }

    private void KeepProgress(ulong next, ulong blockTime)
    {
        (Next, Time) = (next, blockTime);
        database.Progress.Put(1, new StoredProgress(Next, Time, [.. marks]));
    }

    private static StoredNote RowOf(OwnedNote note)
    {
        byte[] randomness = new byte[Fr.SizeInBytes];
        note.Note.Note.Randomness.WriteBigEndian(randomness);
        return new StoredNote(note.Note.Position.Number, note.Note.Note.Asset.Number, note.Note.Note.Value.Cents, randomness, note.ReceivedAt, note.SpentAt);
    }
}
