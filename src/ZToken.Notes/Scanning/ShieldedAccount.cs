using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>All notes of a member, as the blocks tell them to its viewing keys: nothing but the keys and the transfers is needed to have it again.</summary>
/// <remarks>
/// A block costs a trial decryption for each transfer (see <see cref="TransferScanner"/>), a hash for each note that it appends and one for each node above them;
/// memory grows with the member's own notes only. Spent notes are kept: their history is the account's. Not safe for use by several threads.
/// </remarks>
public sealed class ShieldedAccount : IDisposable
{
    private readonly FullViewingKey keys;
    private readonly Dictionary<Epoch, ViewingKey> viewingKeys = [];
    private readonly Dictionary<Nullifier, OwnedNote> byNullifier = [];
    private readonly List<OwnedNote> notes = [];

    /// <summary>An account before the first block, or from the block on whose tree is given.</summary>
    /// <param name="keys">The member's keys; the account does not dispose of them.</param>
    /// <param name="tree">The note tree at the block after which the account begins, or null for the empty one.</param>
    public ShieldedAccount(FullViewingKey keys, NoteTree? tree = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        this.keys = keys;
        Tree = tree ?? new NoteTree();
    }

    /// <summary>An account as it was stored.</summary>
    /// <param name="keys">The member's keys; the account does not dispose of them.</param>
    /// <param name="tree">The note tree after the last block.</param>
    /// <param name="notes">The notes, as <see cref="Notes"/> had them; those that were spent before the tree's oldest checkpoint may be left out.</param>
    /// <exception cref="ArgumentException">A note belongs to somebody else, stands there twice, or can be spent and has no path in the tree.</exception>
    public ShieldedAccount(FullViewingKey keys, NoteTree tree, IEnumerable<(SpendableNote Note, ulong ReceivedAt, ulong? SpentAt)> notes)
        : this(keys, tree)
    {
        ArgumentNullException.ThrowIfNull(notes);
        foreach ((SpendableNote note, ulong receivedAt, ulong? spentAt) in notes.OrderBy(stored => stored.Note.Position.Number))
        {
            OwnedNote owned = new(note, keys.ProofGenerationKey.NullifierKey.NullifierOf(note.Note.Commit(), note.Position), receivedAt) { SpentAt = spentAt };
            if (note.Note.Owner != keys.Owner || (spentAt is null && !Tree.IsMarked(note.Position)) || !byNullifier.TryAdd(owned.Nullifier, owned))
            {
                throw new ArgumentException($"The note at position {note.Position} is not one of this account and tree.", nameof(notes));
            }

            this.notes.Add(owned);
        }
    }

    /// <summary>The note tree after the last block.</summary>
    public NoteTree Tree { get; }

    /// <summary>All notes ever received that are worth something, in the order of their positions.</summary>
    public IReadOnlyList<OwnedNote> Notes => notes;

    /// <summary>The notes that can be spent.</summary>
    public IEnumerable<OwnedNote> Unspent => notes.Where(note => note.SpentAt is null);

    /// <summary>The sum of the notes of an asset that can be spent.</summary>
    /// <exception cref="OverflowException">The sum is 2^64 cents or more.</exception>
    public Amount BalanceOf(AssetId asset) => Unspent.Where(note => note.Note.Note.Asset == asset).Aggregate(Amount.Zero, (sum, note) => sum + note.Note.Note.Value);

    /// <summary>Takes the next block: all its transfers, in their order.</summary>
    /// <param name="height">The block's height, greater than that of the last.</param>
    /// <param name="transfers">What the contract took in it.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <exception cref="ArgumentException">The height is not greater than the last, or the tree has no room for the outputs. Nothing is changed then.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is changed.</exception>
    public BlockReading Apply(ulong height, IReadOnlyList<TransferEffects> transfers, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        if (Tree.NewestCheckpoint >= height)
        {
            throw new ArgumentException($"Block {height} does not follow block {Tree.NewestCheckpoint}.", nameof(height));
        }

        ImmutableArray<ScannedTransfer> found = Scan(transfers, options);
        ulong first = Tree.Count;
        if (Tree.Append([.. transfers.SelectMany(transfer => transfer.Outputs).Select(output => output.Commitment)], options) is { } refusal)
        {
            throw new ArgumentException($"The note tree does not take the block: {refusal}.", nameof(transfers));
        }

        ImmutableArray<OwnedNote> spent = Spend(height, transfers);
        ImmutableArray<OwnedNote> received = Receive(height, transfers, found, first);
        Tree.Checkpoint(height);
        return new BlockReading(found, received, spent);
    }

    /// <summary>Takes back all blocks above a height.</summary>
    /// <returns>Why that cannot be done, or null where it was; then the account is what it was after that block.</returns>
    public NoteTreeRefusal? RewindTo(ulong height)
    {
        if (Tree.RewindTo(height) is { } refusal)
        {
            return refusal;
        }

        foreach (OwnedNote note in notes.Where(note => note.ReceivedAt > height))
        {
            _ = byNullifier.Remove(note.Nullifier);
        }

        _ = notes.RemoveAll(note => note.ReceivedAt > height);
        foreach (OwnedNote note in notes.Where(note => note.SpentAt > height))
        {
            note.SpentAt = null;
        }

        return null;
    }

    /// <summary>Lets go of notes that were spent so long ago that no block which could be taken back spent them.</summary>
    /// <returns>How many there were.</returns>
    public int ForgetSpent()
    {
        ulong oldest = Tree.OldestCheckpoint ?? 0;
        foreach (OwnedNote note in notes.Where(note => note.SpentAt < oldest))
        {
            _ = byNullifier.Remove(note.Nullifier);
        }

        return notes.RemoveAll(note => note.SpentAt < oldest);
    }

    /// <summary>Whether a nullifier is that of a note of this account.</summary>
    public bool TryFind(Nullifier nullifier, [NotNullWhen(true)] out OwnedNote? note) => byNullifier.TryGetValue(nullifier, out note);

    /// <summary>The path of a note that can be spent, under the tree's root.</summary>
    public bool TryPathOf(NotePosition position, [NotNullWhen(true)] out MerklePath? path) => Tree.TryPathOf(position, out path);

    /// <summary>Overwrites the viewing keys of the epochs that were read.</summary>
    public void Dispose()
    {
        foreach (ViewingKey key in viewingKeys.Values)
        {
            key.Dispose();
        }

        viewingKeys.Clear();
    }

    // A block can hold transfers of two epochs: those of the one before are taken for some blocks after a switch.
    private ImmutableArray<ScannedTransfer> Scan(IReadOnlyList<TransferEffects> transfers, ComputeOptions? options)
    {
        List<ScannedTransfer> found = [];
        foreach (IGrouping<Epoch, int> epoch in Enumerable.Range(0, transfers.Count).GroupBy(i => transfers[i].Epoch))
        {
            if (!viewingKeys.TryGetValue(epoch.Key, out ViewingKey? key))
            {
                viewingKeys.Add(epoch.Key, key = keys.ViewingKeyOf(epoch.Key));
            }

            int[] indices = [.. epoch];
            TransferEffects[] group = Array.ConvertAll(indices, i => transfers[i]);
            found.AddRange(new TransferScanner(key, keys.Owner).Scan(group, options).Select(transfer => transfer with { Index = indices[transfer.Index] }));
        }

        return [.. found.OrderBy(transfer => transfer.Index)];
    }

    private ImmutableArray<OwnedNote> Spend(ulong height, IReadOnlyList<TransferEffects> transfers)
    {
        var spent = ImmutableArray.CreateBuilder<OwnedNote>();
        foreach (Nullifier nullifier in transfers.SelectMany(transfer => transfer.Nullifiers))
        {
            if (byNullifier.TryGetValue(nullifier, out OwnedNote? note) && note.SpentAt is null)
            {
                note.SpentAt = height;
                _ = Tree.Drop(note.Note.Position);
                spent.Add(note);
            }
        }

        return spent.ToImmutable();
    }

    private ImmutableArray<OwnedNote> Receive(ulong height, IReadOnlyList<TransferEffects> transfers, ImmutableArray<ScannedTransfer> found, ulong first)
    {
        ulong[] starts = new ulong[transfers.Count];
        ulong next = first;
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = next;
            next += (ulong)transfers[i].Outputs.Length;
        }

        var received = ImmutableArray.CreateBuilder<OwnedNote>();
        foreach (ScannedTransfer transfer in found)
        {
            foreach (ReceivedPayment payment in transfer.Received.Where(payment => !payment.Message.Value.IsZero))
            {
                received.Add(Keep(height, payment.Message.NoteOf(keys.Owner), starts[transfer.Index] + payment.Number));
            }

            if (transfer.Sent is { Change.IsZero: false } sent)
            {
                received.Add(Keep(height, sent.ChangeOf(keys.Owner), starts[transfer.Index] + (ulong)transfers[transfer.Index].Payments.Length));
            }
        }

        return received.ToImmutable();
    }

    private OwnedNote Keep(ulong height, Note note, ulong place)
    {
        NotePosition position = new((uint)place);
        if (Tree.Mark(position) is { } refusal)
        {
            throw new UnreachableException($"A note that was just appended cannot be marked: {refusal}.");
        }

        OwnedNote owned = new(new SpendableNote(note, position), keys.ProofGenerationKey.NullifierKey.NullifierOf(note.Commit(), position), height);
        notes.Add(owned);
        byNullifier.Add(owned.Nullifier, owned);
        return owned;
    }
}
